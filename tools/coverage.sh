#!/usr/bin/env bash
# Which lines and branches of core/ the tests reach: builds the preset coverage, runs ctest and the tests that drive the
# program (core/cli has most of its tests there), prints a table by layer and the branches of core/rules that no test
# takes. Slow tests are left out unless asked for: tools/coverage.sh --all
#
# The evidence page (thousands of runs) is left out: it reaches nothing that others do not.
#
# Not counted: branches that only an exception takes (--exclude-throw-branches: every call is one for gcov) and those of
# lines without code of ours (--exclude-unreachable-branches). A line that no test should reach says so itself, with its
# reason: // GCOVR_EXCL_LINE, and GCOVR_EXCL_BR_LINE where only a branch cannot be reached
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/setup.sh

choice=(-E '^(Slow|Long)')
[[ ${1:-} != --all ]] || choice=(-E '^Long')

need_packages test
need_venv
need_cmake
install_package test
"$python" -c 'import gcovr' 2>/dev/null || "$python" -m pip install -q 'gcovr>=7'

build=build/coverage
cmake --preset coverage >/dev/null
cmake --build --preset coverage
find "$build" -name '*.gcda' -delete # counts of an earlier run
status=0
ctest --preset coverage "${choice[@]}" >"$build/ctest.log" || status=$?
tail -n 5 "$build/ctest.log"
BERDAYA_PROGRAM=$PWD/$build/bin/berdaya "$python" -m pytest -q -m 'not long' -k 'not evidence_page' tests/analysis/test_cli_*.py >"$build/pytest.log" || status=$?
tail -n 1 "$build/pytest.log"

"$python" -m gcovr --root . --filter core/ --object-directory "$build" --exclude-throw-branches \
  --exclude-unreachable-branches --json "$build/coverage.json" --html-details "$build/index.html" -j "$(nproc)" \
  "$build" 2>"$build/gcovr.log" || { cat "$build/gcovr.log"; exit 1; }
"$python" tools/coverage_table.py "$build/coverage.json"
echo "By line: $build/index.html"
exit "$status"
