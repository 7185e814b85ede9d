# Set-up that ./run-demo and ./run-tests share; to be sourced with the repository as the working directory.
#
#   need_packages [test]    Debian packages: installed where they are missing and we may; otherwise named, exit 3
#   need_venv               .venv with an interpreter of at least 3.10; sets $python
#   need_cmake              cmake of at least 3.25 (for presets) on the PATH
#   install_package [test]  the package `berdaya` in .venv, again only when its sources changed
#
# Nothing is done twice: each step looks first. BERDAYA_PYTHON=/path/to/python chooses the interpreter.

say() { printf '\n== %s\n' "$*"; }

stop() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit "${2:-1}"
}

build_packages=(
  g++ cmake ninja-build git python3-venv python3-dev libhdf5-dev libboost-program-options-dev libeigen3-dev
  libtomlplusplus-dev nlohmann-json3-dev librandom123-dev libxxhash-dev)
# clang: its results must have the bits of g++. Open MPI: ranks must give the file of one process.
test_packages=(libgtest-dev clang libopenmpi-dev openmpi-bin)
welcome_packages=(ccache libbenchmark-dev ca-certificates dieharder) # installed along with the others, never insisted on

package_is_there() {
  case $1 in
    # A tool may come from anywhere, and so may the interpreter (need_venv looks at that one closely).
    g++ | cmake | git) command -v "$1" >/dev/null && return ;;
    clang) command -v clang++ >/dev/null && return ;;
    ninja-build) command -v ninja >/dev/null && return ;;
    python3-venv | python3-dev) find_python >/dev/null && return ;;
  esac
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

need_packages() {
  local wanted=("${build_packages[@]}") missing=() package
  [[ ${1:-} != test ]] || wanted+=("${test_packages[@]}")
  if ! command -v dpkg-query >/dev/null; then
    say "Not Debian or Ubuntu: taking it that what these packages hold is there: ${wanted[*]}"
    return
  fi
  for package in "${wanted[@]}"; do
    package_is_there "$package" || missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  local as_root=()
  if [[ $EUID -ne 0 ]]; then
    if ! sudo -n true 2>/dev/null; then
      stop "these packages are missing, and installing them needs root. Please run:
  sudo apt-get install ${missing[*]}
and then this again." 3
    fi
    as_root=(sudo -n)
  fi
  say "Installing packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
    "${missing[@]}" "${welcome_packages[@]}" >/dev/null
  hash -r
}

# An interpreter that can make a virtual environment and compile an extension module, by its real path: a pyenv shim
# would answer with another version in another folder.
find_python() {
  local candidate
  for candidate in ${BERDAYA_PYTHON:-/usr/bin/python3 python3 python3.13 python3.12 python3.11 python3.10}; do
    "$candidate" - <<'PYTHON' 2>/dev/null && return
import ensurepip, os, sys, sysconfig, venv
if sys.version_info < (3, 10) or not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")):
    sys.exit(1)
print(os.path.realpath(sys.executable))
PYTHON
  done
  return 1
}

need_venv() {
  python=$PWD/.venv/bin/python
  if ! "$python" -c 'import pip' 2>/dev/null; then
    local base
    base=$(find_python) || stop "no Python of at least 3.10 with venv and headers was found; BERDAYA_PYTHON may name one." 3
    say "Making .venv with $base"
    "$base" -m venv --clear .venv
    "$python" -m pip install -q --upgrade pip
  fi
}

need_cmake() {
  local version
  version=$(cmake --version 2>/dev/null | sed -n 's/^cmake version \([0-9.]*\).*/\1/p')
  if [[ $(printf '%s\n3.25\n' "${version:-0}" | sort -V | head -n 1) != 3.25 ]]; then
    [[ -x .venv/bin/cmake ]] || "$python" -m pip install -q 'cmake>=3.25'
    export PATH=$PWD/.venv/bin:$PATH
    hash -r
  fi
}

# What the installed package depends on: its sources, the commit that it reports, and the interpreter.
package_key() {
  {
    "$python" -VV
    git rev-parse HEAD 2>/dev/null || true
    find CMakeLists.txt pyproject.toml cmake core bindings scenarios analysis/berdaya \
      -type f ! -path '*/__pycache__/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -d ' ' -f 1
}

install_package() {
  local extras=${1:-} stamp=.venv/berdaya-installed key
  key=$(package_key)
  case $(cat "$stamp" 2>/dev/null) in
    "$key test" | "$key $extras") return ;;
  esac
  say "Installing berdaya in .venv (the first time: some minutes)"
  rm -f "$stamp"
  local build_requirements
  build_requirements=$(sed -n 's/^requires = \[\(.*\)\]$/\1/p' pyproject.toml | tr -d '",')
  # Not isolated, with a build folder that stays: only what changed is compiled again.
  # shellcheck disable=SC2086  # one word per requirement
  "$python" -m pip install -q $build_requirements
  "$python" -m pip install -q --no-build-isolation --config-settings=build-dir=build/python ".${extras:+[$extras]}"
  printf '%s %s\n' "$key" "$extras" >"$stamp"
}
