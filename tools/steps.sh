# shellcheck shell=bash
# What tools/demo and tools/test share: sourced by both, run by nobody.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}"
if command -v ccache > /dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER-ccache}"
fi

# missing_packages STAGE…: those of tools/packages.txt that are neither installed nor provided by a package that is.
missing_packages() {
  local stages="$*" wanted
  mapfile -t wanted < <(awk -v stages=" $stages " '!/^#/ && index(stages, " " $1 " ") { print $2 }' tools/packages.txt)
  dpkg-query -W -f='${db:Status-Status} ${Package} ${Provides}\n' |
    awk '$1 == "installed" { gsub(/\([^)]*\)|,/, ""); for (i = 2; i <= NF; ++i) print $i }' |
    grep -vxFf - <(printf '%s\n' "${wanted[@]}") || true
}

# install_packages STAGE…: calls apt-get only if something is missing, so that repeats are quick and need no network.
install_packages() {
  if ! command -v dpkg-query > /dev/null; then
    echo "This is not a Debian system: tools/packages.txt lists what has to be installed." >&2
    return 0
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  if ((${#missing[@]} == 0)); then
    return 0
  fi

  local as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo > /dev/null; then
      echo "Packages are missing, and installing them takes root or sudo. As root, run:" >&2
      echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends)
  # A bare system knows no packages yet; an old list names versions that the mirror no longer has.
  if ! apt-cache show "${missing[@]}" > /dev/null 2>&1; then
    "${apt[@]}" update || return 1
  fi
  "${apt[@]}" install "${missing[@]}" || { "${apt[@]}" update && "${apt[@]}" install "${missing[@]}"; }
}

# phase NAME COMMAND…: runs the command with its output in .build/log/NAME.log, and prints one line with its seconds.
# When it fails: the end of the log, how to repeat it, and the script stops. A script may set repeat_with.
phase() {
  local name="$1" begin=$SECONDS repeat_with="${repeat_with:-$0}"
  shift
  local log=".build/log/$name.log"
  mkdir -p .build/log
  printf '%-18s' "$name"
  # In a shell of its own, and not in a condition, so that the first command that fails ends it.
  set +e
  (set -e; "$@") > "$log" 2>&1
  local status=$?
  set -e
  if ((status != 0)); then
    printf 'failed after %d s\n\n' $((SECONDS - begin))
    tail -n 60 "$log"
    printf '\n%s failed: phase "%s". Its whole output: %s\n' "$0" "$name" "$log"
    printf 'To repeat it: %s\n' "$repeat_with"
    exit 1
  fi
  printf '%4d s\n' $((SECONDS - begin))
}

# warnings_are_errors: for cmake, whatever the folder was configured with before.
warnings_are_errors() {
  if [[ ${CI:-} == true ]]; then
    echo -DDRAWDOWN_WERROR=ON
  else
    echo -DDRAWDOWN_WERROR=OFF
  fi
}

# build PRESET [ARGUMENT…]: configures and builds it; the arguments go to the build.
build() {
  local preset="$1"
  shift
  cmake --preset "$preset" "$(warnings_are_errors)"
  cmake --build --preset "$preset" "$@"
}
