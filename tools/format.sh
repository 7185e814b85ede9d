#!/usr/bin/env bash
# Formats the C++ sources with clang-format 14 (Debian 12's), or only the files named.
set -euo pipefail
cd "$(dirname "$0")/.."
formatter=$(command -v clang-format-14 || command -v clang-format)
if [[ $# -gt 0 ]]; then
  "$formatter" -i "$@"
else
  find core bindings tests/core benchmarks -name '*.[ch]pp' -print0 | xargs -0 "$formatter" -i
fi
