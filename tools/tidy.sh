#!/usr/bin/env bash
# clang-tidy 14 with the checks of .clang-tidy over core/ and bindings/; any finding is an error. Takes some minutes.
#
#   tools/tidy.sh                    everything
#   tools/tidy.sh core/rules         files whose path contains one of the words
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/setup.sh

tidy=$(command -v clang-tidy-14 || command -v clang-tidy || true)
[[ -n $tidy ]] || stop "clang-tidy is not installed (package clang-tidy-14)" 3
version=$("$tidy" --version | sed -n 's/.*version \([0-9]*\).*/\1/p')
[[ $version == 14 ]] || stop "$tidy is version $version; findings differ between versions, and 14 counts" 3

need_cmake
build=build/tidy # by clang, whose flags and warnings are the ones that clang-tidy knows
python_flags=()
if [[ -x .venv/bin/pybind11-config ]]; then
  python_flags=(-DBERDAYA_PYTHON=ON "-Dpybind11_DIR=$(.venv/bin/pybind11-config --cmakedir)"
    "-DPython_EXECUTABLE=$PWD/.venv/bin/python")
else
  say "NOT LOOKED AT: bindings/, for which .venv is needed (./run-tests makes it)"
fi
cmake --preset dev-clang -B "$build" -DBERDAYA_TESTS=OFF "${python_flags[@]}" >/dev/null
cmake --build "$build" --target berdaya_version_header >/dev/null

mapfile -t files < <(sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$build/compile_commands.json" |
  grep -E "^$PWD/(core|bindings)/" | sort -u)
chosen=()
for file in "${files[@]}"; do
  [[ $# == 0 ]] && chosen+=("$file")
  for word in "$@"; do [[ $file == *"$word"* ]] && chosen+=("$file") && break; done
done
[[ ${#chosen[@]} -gt 0 ]] || stop "no file matches: $*" 2
say "clang-tidy, ${#chosen[@]} files"
printf '%s\0' "${chosen[@]}" |
  xargs -0 -n 1 -P "$(nproc)" "$tidy" --quiet --warnings-as-errors='*' -p "$build" 2> >(grep -v 'warnings generated' >&2) &&
  echo "Clean."
