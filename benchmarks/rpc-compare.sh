#!/usr/bin/env bash
# Runs the same load against anvil and against `cosd dev`, one after the other on this machine, and prints the ratios.
#   benchmarks/rpc-compare.sh [--rounds N] [--load DIR] [rpc-load options…]
# DIR holds rpc-load.mjs (default: ../shared/bench/rpc-load beside this repository). Needs node 20, npm, wrk; clients are those of the tests.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
load=${COS_TEST_RPC_LOAD:-$root/../shared/bench/rpc-load}
rounds=1
extra=()
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2; shift 2 ;;
    --load) load=$2; shift 2 ;;
    *) extra+=("$1"); shift ;;
  esac
done
clients=$root/tests/Cos.EndToEnd.Tests/clients
anvil=$clients/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil
[ -x "$anvil" ] || (cd "$clients" && npm ci --no-audit --no-fund >/dev/null)
tmp=$(mktemp -d)
pid=
stop() { if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; pid=; fi; }
trap 'stop; rm -rf "$tmp"' EXIT
cp -r "$load"/. "$tmp/load"
chmod -R u+w "$tmp/load"
(cd "$tmp/load" && npm ci --no-audit --no-fund >/dev/null)
key=0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80

ready() { # url
  for _ in $(seq 200); do
    curl -sf -H 'content-type: application/json' -d '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}' "$1" >/dev/null 2>&1 && return
    sleep 0.1
  done
  echo "$1 does not answer" >&2
  exit 1
}

run() { # name url
  ready "$2"
  (cd "$tmp/load" && RPC_LOAD_KEY=$key node rpc-load.mjs --url "$2" --server-pid "$pid" --label "$1" "${extra[@]}") >>"$tmp/$1.jsonl"
}

dotnet build "$root/src/Cos.Node" -c Release -v q --nologo >/dev/null
for ((round = 1; round <= rounds; round++)); do
  echo "round $round of $rounds" >&2
  "$anvil" --port 18545 --block-time 0.5 --gas-limit 200000000 --silent & pid=$!
  run anvil http://127.0.0.1:18545
  stop
  "$root/src/Cos.Node/bin/Release/net10.0/cosd" dev --rpc-port 18546 --metrics-port 0 --data-dir "$tmp/data-$round" >"$tmp/cosd.log" 2>&1 & pid=$!
  run cosd http://127.0.0.1:18546
  stop
done
node "$root/benchmarks/rpc-ratios.mjs" "$tmp/anvil.jsonl" "$tmp/cosd.jsonl"
