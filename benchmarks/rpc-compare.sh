#!/usr/bin/env bash
# Runs the same load against anvil and against `cosd dev`, one after the other on this machine, and prints the ratios.
#   benchmarks/rpc-compare.sh [--rounds N] [--load DIR] [rpc-load options…]
#   benchmarks/rpc-compare.sh --n 200 --senders 10 --read-seconds 1 --workloads transfer    a first try, in seconds
# DIR holds rpc-load.mjs (default: COS_TEST_RPC_LOAD, else ../shared/bench/rpc-load beside this repository). Needs Node 20 or
# newer, npm and curl, and wrk for the reads. The options of rpc-load are in its README; --url, --key, --label and --server-pid are set here.
set -euo pipefail

root=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/eng/house.sh"
load=${COS_TEST_RPC_LOAD:-$root/../shared/bench/rpc-load}
rounds=1
extra=()
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=${2:?--rounds needs a number}; shift 2 ;;
    --load) load=${2:?--load needs a folder}; shift 2 ;;
    --url | --key | --label | --server-pid) say "$1 is set by this script"; exit 2 ;;
    -h | --help) sed -n '2,6s/^# //p' "$0"; exit 0 ;;
    *) extra+=("$1"); shift ;;
  esac
done
[[ $rounds =~ ^[1-9][0-9]*$ ]] || { say "--rounds needs a number, not \"$rounds\""; exit 2; }
[ -f "$load/rpc-load.mjs" ] || { say "no rpc-load.mjs in $load; name its folder by --load"; exit 2; }
for program in node npm curl; do
  command -v "$program" >/dev/null || { say "$program is not installed"; exit 2; }
done

tmp=$(mktemp -d)
pid=
stop() { if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; pid=; fi; }
trap 'stop; rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
# A key that everyone knows: the first development account of both nodes.
key=0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80

# Not "npm ci": see test.sh.
install() { # folder
  (cd "$1" && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error) </dev/null >"$tmp/npm.log" 2>&1 && return 0
  tail -n 20 "$tmp/npm.log" >&2
  say "npm install failed in $1"
  exit 1
}

free_port() { node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

ready() { # name url
  for _ in $(seq 300); do
    kill -0 "$pid" 2>/dev/null || break
    curl -sf -H 'content-type: application/json' -d '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}' "$2" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  tail -n 20 "$tmp/$1.log" >&2
  say "$1 does not answer at $2"
  exit 1
}

run() { # name url
  ready "$1" "$2"
  (cd "$tmp/load" && RPC_LOAD_KEY=$key node rpc-load.mjs --url "$2" --server-pid "$pid" --label "$1" ${extra[@]+"${extra[@]}"}) >>"$tmp/$1.jsonl"
}

clients=$root/tests/Cos.EndToEnd.Tests/clients
anvil=$clients/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil
[ -x "$anvil" ] || { say "installing anvil"; install "$clients"; }
mkdir "$tmp/load"
cp -r "$load"/. "$tmp/load"
chmod -R u+w "$tmp/load"
[ -d "$tmp/load/node_modules" ] || install "$tmp/load"

find_dotnet
ensure_native_libraries
say "building cosd"
"$dotnet" build "$root/src/Cos.Node" -c Release -v q --nologo >"$tmp/build.log" 2>&1 || { tail -n 20 "$tmp/build.log" >&2; exit 1; }
for ((round = 1; round <= rounds; round++)); do
  say "round $round of $rounds"
  port=$(free_port)
  "$anvil" --port "$port" --block-time 0.5 --gas-limit 200000000 --silent >"$tmp/anvil.log" 2>&1 & pid=$!
  run anvil "http://127.0.0.1:$port"
  stop
  port=$(free_port)
  "$root/src/Cos.Node/bin/Release/net10.0/cosd" dev --rpc-port "$port" --metrics-port 0 --data-dir "$tmp/data-$round" >"$tmp/cosd.log" 2>&1 & pid=$!
  run cosd "http://127.0.0.1:$port"
  stop
done
node "$root/benchmarks/rpc-ratios.mjs" "$tmp/anvil.jsonl" "$tmp/cosd.jsonl"
