#!/usr/bin/env bash
# Runs the same bytecode through eth_call on anvil and on `cosd dev`, in turns on this machine, and prints the ratios of their speed.
#   benchmarks/compare-evm.sh [--rounds N] [--engine interpreter|compiled] [--filter TEXT] [--archives DIR]
#   benchmarks/compare-evm.sh --rounds 1 --filter main    a first try, in half a minute
# Above 1 cosd is the faster one. The programs are those of evm-benchmarks and of the sample of execution-spec-tests' benchmarks, from
# DIR (default: COS_CONFORMANCE, else ../shared/conformance beside this repository). Needs Node 20 or newer, npm, curl and zstd.
set -euo pipefail

root=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/eng/house.sh"
archives=${COS_CONFORMANCE:-$root/../shared/conformance}
rounds=5
engine=interpreter
filter=
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=${2:?--rounds needs a number}; shift 2 ;;
    --engine) engine=${2:?--engine needs a name}; shift 2 ;;
    --filter) filter=${2?--filter needs a text}; shift 2 ;;
    --archives) archives=${2:?--archives needs a folder}; shift 2 ;;
    -h | --help) sed -n '2,6s/^# //p' "$0"; exit 0 ;;
    *) say "no option $1; see --help"; exit 2 ;;
  esac
done
[[ $rounds =~ ^[1-9][0-9]*$ ]] || { say "--rounds needs a number, not \"$rounds\""; exit 2; }
[[ $engine =~ ^(interpreter|compiled)$ ]] || { say "--engine is interpreter or compiled, not \"$engine\""; exit 2; }

. "$root/benchmarks/nodes.sh"
require_programs node npm curl zstd
for archive in evm-benchmarks eest-benchmark-sample; do
  [ -f "$archives/$archive.tar.zst" ] || { say "no $archive.tar.zst in $archives; name its folder by --archives"; exit 2; }
  mkdir "$tmp/$archive"
  tar --zstd -xf "$archives/$archive.tar.zst" -C "$tmp/$archive"
done
find_anvil
build_cosd
options=(--rpc-gas-cap 2000000000000)
if "$cosd" dev --help 2>&1 | grep -q -- '--compile'; then
  options+=(--compile "$([ "$engine" = compiled ] && echo reads || echo off)")
  [ "$engine" = interpreter ] || export COMPILED_AFTER=80000
elif [ "$engine" = compiled ]; then
  say "this cosd has no compiler"
  exit 2
fi

# Calls only: neither node has a transaction to mine meanwhile. anvil leaves EIP-7825's limit of gas a transaction alone unless told;
# cosd, as Ethereum's nodes do, applies it to transactions and not to calls.
anvil_url=http://127.0.0.1:$(free_port)
"$anvil" --port "${anvil_url##*:}" --hardfork osaka --number 1000 --no-mining --gas-limit 2000000000000 --silent >"$tmp/anvil.log" 2>&1 & pids+=($!)
ready anvil "$anvil_url"
cosd_url=http://127.0.0.1:$(free_port)
"$cosd" dev --rpc-port "${cosd_url##*:}" --metrics-port 0 --data-dir "$tmp/data" "${options[@]}" >"$tmp/cosd.log" 2>&1 & pids+=($!)
ready cosd "$cosd_url"
node "$root/benchmarks/evm-ratios.mjs" "$anvil_url" "${pids[0]}" "$cosd_url" "${pids[1]}" "$tmp" "$rounds" "$filter"
