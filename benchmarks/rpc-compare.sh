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
. "$root/benchmarks/nodes.sh"
require_programs node npm curl
# A key that everyone knows: the first development account of both nodes.
key=0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80

run() { # name url
  ready "$1" "$2"
  (cd "$tmp/load" && RPC_LOAD_KEY=$key node rpc-load.mjs --url "$2" --server-pid "${pids[-1]}" --label "$1" ${extra[@]+"${extra[@]}"}) >>"$tmp/$1.jsonl"
}

find_anvil
mkdir "$tmp/load"
cp -r "$load"/. "$tmp/load"
chmod -R u+w "$tmp/load"
[ -d "$tmp/load/node_modules" ] || install "$tmp/load"

build_cosd
for ((round = 1; round <= rounds; round++)); do
  say "round $round of $rounds"
  port=$(free_port)
  "$anvil" --port "$port" --block-time 0.5 --gas-limit 200000000 --silent >"$tmp/anvil.log" 2>&1 & pids+=($!)
  run anvil "http://127.0.0.1:$port"
  stop
  port=$(free_port)
  "$cosd" dev --rpc-port "$port" --metrics-port 0 --data-dir "$tmp/data-$round" >"$tmp/cosd.log" 2>&1 & pids+=($!)
  run cosd "http://127.0.0.1:$port"
  stop
done
node "$root/benchmarks/rpc-ratios.mjs" "$tmp/anvil.jsonl" "$tmp/cosd.jsonl"
