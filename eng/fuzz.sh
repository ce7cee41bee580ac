#!/usr/bin/env bash
# Fuzzes a decoder with afl-fuzz, guided by coverage of the instrumented assemblies; see docs/develop.md.
#   eng/fuzz.sh TARGET [SECONDS]     rlp, transaction, block, abi or json-rpc; without SECONDS until Ctrl-C
# What it finds is in .build/fuzz/TARGET/found/default/crashes; the corpus is kept, and the next run goes on from it.
set -euo pipefail

root=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/eng/house.sh"
cd "$root"

target=${1:-}
seconds=${2:-}
case $target in rlp | transaction | block | abi | json-rpc) ;; *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;; esac
sharpfuzz_version=2.3.0
tools=$root/.build/tools
program=$root/.build/fuzz/program
work=$root/.build/fuzz/$target

find_dotnet
command -v afl-fuzz >/dev/null || install_packages afl++ || { say "afl-fuzz is missing: sudo apt-get install -y afl++"; exit 1; }
[ -x "$tools/sharpfuzz" ] || "$dotnet" tool install SharpFuzz.CommandLine --version "$sharpfuzz_version" --tool-path "$tools" >&2

# Built anew each time: an assembly can be instrumented only once.
rm -rf "$program"
"$dotnet" publish tests/Cos.Fuzzing -c Release --nologo -v quiet -o "$program" >&2
mkdir -p "$work"
[ -d "$work/seeds" ] || "$dotnet" "$program/Cos.Fuzzing.dll" seeds "$target" "$work/seeds"
# Only the libraries: an instrumented assembly that holds Main dies before the fork server starts.
for library in Cos.Primitives Cos.Rpc; do
  DOTNET_ROOT=$(dirname "$(readlink -f "$dotnet")") "$tools/sharpfuzz" "$program/$library.dll" >&2
done

input=$work/seeds
if [ -d "$work/found/default/queue" ]; then input=-; fi
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 DOTNET_TieredCompilation=1
exec afl-fuzz -i "$input" -o "$work/found" ${seconds:+-V "$seconds"} -t 10000 -m none -- "$dotnet" "$program/Cos.Fuzzing.dll" afl "$target"
