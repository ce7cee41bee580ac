# Shell functions shared by ./cosd, ./cos, ./test.sh and .ci/run. Sourced, never run.
# The sourcing script sets `root` (the repository) first. Messages go to stderr: stdout belongs to the program.

say() { printf '%s\n' "$*" >&2; }

# Sets `dotnet` to a dotnet host that has an SDK 10, or explains how to get one and ends.
find_dotnet() {
  local candidate
  for candidate in "${DOTNET_ROOT:-}/dotnet" "$(command -v dotnet || true)" "${HOME:-}/.dotnet/dotnet" \
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
    if [ -x "$candidate" ] && [ ! -d "$candidate" ] && "$candidate" --list-sdks 2>/dev/null | grep -q '^10\.'; then
      dotnet=$candidate
      return 0
    fi
  done
  say "COS needs the .NET SDK 10 (10.0.100 or newer), and no dotnet with it was found."
  say "  Ubuntu 24.04:   sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0"
  say "  Debian, others: add Microsoft's package feed, then install dotnet-sdk-10.0, or run Microsoft's dotnet-install.sh with"
  say "                  --channel 10.0 (it installs to ~/.dotnet, where this script looks as well)"
  say "  How to, by distribution: learn.microsoft.com/dotnet/core/install/linux"
  exit 1
}

# has_library libgmp.so.10: true when the dynamic linker can find it.
has_library() {
  local directory ldconfig
  ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
  if "$ldconfig" -p 2>/dev/null | grep -q "[[:space:]]$1 "; then return 0; fi
  for directory in /usr/lib/*-linux-gnu /lib/*-linux-gnu /usr/lib64 /usr/lib /usr/local/lib; do
    if [ -e "$directory/$1" ]; then return 0; fi
  done
  return 1
}

# install_packages NAME…: installs Debian packages as root or by passwordless sudo; false where that cannot be done.
install_packages() {
  local as_root=()
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then return 1; fi
    as_root=(sudo -n)
  fi
  mkdir -p "$root/.build"
  say "installing $* (log: .build/apt.log)"
  # A machine with fresh package lists needs no update: try without it first.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" \
    </dev/null >"$root/.build/apt.log" 2>&1 && return 0
  "${as_root[@]}" apt-get update </dev/null >>"$root/.build/apt.log" 2>&1 || true
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" \
    </dev/null >>"$root/.build/apt.log" 2>&1
}

# The fast native cryptography. The node runs without it on slower managed code, so a failure only warns.
ensure_native_libraries() {
  local missing=()
  has_library libsecp256k1.so.1 || missing+=(libsecp256k1-1)
  has_library libgmp.so.10 || missing+=(libgmp10)
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ ! -e "$root/.build/native-not-installable" ]; then
    install_packages "${missing[@]}" && return 0
    mkdir -p "$root/.build" && : >"$root/.build/native-not-installable" # do not ask the network again at every start
  fi
  say "warning: ${missing[*]} not installed; signatures and big-number arithmetic run on slower managed code. To install:"
  say "  sudo apt-get update && sudo apt-get install -y ${missing[*]}"
}

# One digest over the names, times and sizes of everything a build reads.
sources_digest() {
  (
    cd "$root"
    local roots=(Cos.slnx global.json .editorconfig BannedSymbols.txt) name
    for name in Directory.* "$@"; do
      if [ -e "$name" ]; then roots+=("$name"); fi
    done
    find "${roots[@]}" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -printf '%p %T@ %s\n' 2>/dev/null
  ) | LC_ALL=C sort | sha256sum | cut -d ' ' -f 1
}

# What a program's build reads.
program_digest() { sources_digest src genesis contracts; }

# note_built NAME DIGEST: the program is built from sources of this digest.
note_built() { printf '%s' "$2" >"$root/.build/$1.stamp"; }

# start_program NAME PROJECT ARGUMENTS…: becomes the program, built first where a source changed since its last build.
start_program() {
  local name=$1 project=$2 program
  shift 2
  program=$root/src/$project/bin/Release/net10.0/$name.dll
  find_dotnet
  ensure_native_libraries
  if ! is_built "$name" "$program"; then
    mkdir -p "$root/.build"
    exec 9>"$root/.build/build.lock"
    flock 9 # a second start waits here for the first one's build
    is_built "$name" "$program" || build_program "$name" "$project"
    exec 9>&-
  fi
  exec "$dotnet" "$program" "$@"
}

is_built() { [ -f "$2" ] && [ -f "$root/.build/$1.stamp" ] && [ "$(cat "$root/.build/$1.stamp")" = "$(program_digest)" ]; }

build_program() {
  local name=$1 project=$2 digest log=$root/.build/$1-build.log
  say "$name: building, up to two minutes the first time…"
  digest=$(program_digest) # taken before: a file edited during the build makes the next start build again
  # 9>&-: the compiler's servers outlive the build and must not keep the lock.
  if ! (cd "$root" && "$dotnet" build "src/$project" -c Release --nologo -v quiet -nodeReuse:false) </dev/null >"$log" 2>&1 9>&-; then
    { grep -E 'error ?[A-Z]*[0-9]*:|: error' "$log" || tail -n 40 "$log"; } | sed 's/ \[[^[]*proj\]$//' | sort -u | head -n 40 >&2
    say "$name: the build failed; the whole log is in $log"
    exit 1
  fi
  note_built "$name" "$digest"
}

# The clean environment of every build and test run: quiet, offline from telemetry, in English.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
