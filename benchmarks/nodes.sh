# Shell functions shared by the comparisons with anvil. Sourced, never run, after eng/house.sh.
# The sourcing script sets `root` (the repository) first, and finds a folder for temporary files in `tmp`.

tmp=$(mktemp -d)
pids=()
stop() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  [ ${#pids[@]} -eq 0 ] || wait "${pids[@]}" 2>/dev/null || true
  pids=()
}
trap 'stop; rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

# Not "npm ci": see test.sh.
install() { # folder
  (cd "$1" && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error) </dev/null >"$tmp/npm.log" 2>&1 && return 0
  tail -n 20 "$tmp/npm.log" >&2
  say "npm install failed in $1"
  exit 1
}

free_port() { node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

# Waits until the node started last answers.
ready() { # name url
  for _ in $(seq 300); do
    kill -0 "${pids[-1]}" 2>/dev/null || break
    curl -sf -H 'content-type: application/json' -d '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}' "$2" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  tail -n 20 "$tmp/$1.log" >&2
  say "$1 does not answer at $2"
  exit 1
}

# Sets `anvil`, after installing it where it is not.
find_anvil() {
  local clients=$root/tests/Cos.EndToEnd.Tests/clients
  anvil=$clients/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil
  [ -x "$anvil" ] || { say "installing anvil"; install "$clients"; }
}

# Sets `cosd`, freshly built.
build_cosd() {
  find_dotnet
  ensure_native_libraries
  say "building cosd"
  "$dotnet" build "$root/src/Cos.Node" -c Release -v q --nologo >"$tmp/build.log" 2>&1 || { tail -n 20 "$tmp/build.log" >&2; exit 1; }
  cosd=$root/src/Cos.Node/bin/Release/net10.0/cosd
}

require_programs() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || { say "$program is not installed"; exit 2; }
  done
}
