#!/usr/bin/env bash
# Builds everything once (warnings are errors) and runs every test project; see docs/develop.md.
#   ./test.sh                     all projects
#   ./test.sh --filter Storage    only projects whose name contains "Storage"
# Installs what the tests need where it is missing. Logs go to .build/test/. The last line is "N passed, N failed".
set -euo pipefail

root=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
. "$root/eng/house.sh"
cd "$root"

filter=
while [ $# -gt 0 ]; do
  case $1 in
    --filter) filter=${2:?--filter needs a part of a project name}; shift 2 ;;
    -h | --help) sed -n '2,6s/^# //p' "$0"; exit 0 ;;
    *) say "unknown argument: $1 (try --help)"; exit 2 ;;
  esac
done

logs=$root/.build/test
clients=$root/tests/Cos.EndToEnd.Tests/clients
jobs_at_once=2
project_minutes=${COS_TEST_PROJECT_MINUTES:-20} # a project that takes longer is stopped and counts as failed
rm -rf "$logs" && mkdir -p "$logs"
passed=0 failed=0 skipped=0

ensure_programs() {
  local missing=()
  command -v zstd >/dev/null || missing+=(zstd)
  command -v ip >/dev/null || missing+=(iproute2)
  command -v wrk >/dev/null || missing+=(wrk)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  [ ${#missing[@]} -eq 0 ] && return 0
  install_packages "${missing[@]}" && return 0
  say "warning: ${missing[*]} not installed; tests that need them fail. To install:"
  say "  sudo apt-get update && sudo apt-get install -y ${missing[*]}"
}

# The real clients (ethers, viem, Hardhat, Foundry), exactly as package-lock.json pins them.
ensure_clients() {
  local wanted marker=$clients/node_modules/.cos-lock
  [ -f "$clients/package-lock.json" ] || return 0
  wanted=$(sha256sum <"$clients/package-lock.json")
  if [ -f "$marker" ] && [ "$(cat "$marker")" = "$wanted" ]; then return 0; fi
  say "installing the npm clients (log: .build/test/npm.log)"
  # Not "npm ci": it refuses a lock without Hardhat's binaries for other systems, which not every registry serves.
  # "install --no-save" takes the same locked versions and checks the same integrity hashes.
  if (cd "$clients" && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error) </dev/null >"$logs/npm.log" 2>&1; then
    printf '%s' "$wanted" >"$marker"
  else
    tail -n 20 "$logs/npm.log" >&2
    say "warning: npm install failed; the tests with real clients fail"
  fi
}

build_all() {
  local digest
  say "building Cos.slnx (log: .build/test/build.log)"
  mkdir -p "$root/.build"
  exec 9>"$root/.build/build.lock"
  flock 9
  digest=$(program_digest)
  if ! "$dotnet" build Cos.slnx -c Release --nologo -v quiet -nodeReuse:false </dev/null >"$logs/build.log" 2>&1 9>&-; then
    { grep -E 'error ?[A-Z]*[0-9]*:|: error' "$logs/build.log" || tail -n 40 "$logs/build.log"; } | sed 's/ \[[^[]*proj\]$//' | sort -u | head -n 60
    say "the build failed; the whole log is in $logs/build.log"
    printf '0 passed, %d failed\n' "$((failed + 1))"
    exit 1
  fi
  note_built cosd "$digest" # what ./cosd and ./cos would build is built
  note_built cos "$digest"
  exec 9>&-
}

# Under CI: white space as .editorconfig says. The style analyzers proper run in the build, where warnings are errors.
check_format() {
  [ "${CI:-}" = true ] || return 0
  if ! "$dotnet" format whitespace --folder --verify-no-changes . --include src tests --exclude tests/Cos.EndToEnd.Tests/clients \
    </dev/null >"$logs/format.log" 2>&1; then
    tail -n 40 "$logs/format.log"
    say "format: run dotnet format whitespace --folder"
    failed=$((failed + 1))
  fi
}

# run_project NAME: leaves NAME.trx, NAME.log and NAME.exit in the log folder.
run_project() {
  local name=$1 code=0 started=$SECONDS
  timeout --kill-after=30 "${project_minutes}m" \
    "$dotnet" test "tests/$name/bin/Release/net10.0/$name.dll" --nologo \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$logs" \
    </dev/null >"$logs/$name.log" 2>&1 || code=$?
  printf '%s %s\n' "$code" "$((SECONDS - started))" >"$logs/$name.exit"
}

counter() { sed -n "s/.*[[:space:]]$2=\"\([0-9]*\)\".*/\1/p" <<<"$1"; }

# Reads one project's results into the totals and prints its line; its output too when something failed.
report_project() {
  local name=$1 code seconds counters total=0 executed=0 ok=0 bad=0 note=
  read -r code seconds <"$logs/$name.exit"
  counters=$(grep -o '<Counters [^>]*>' "$logs/$name.trx" 2>/dev/null | head -n 1 || true)
  if [ -n "$counters" ]; then
    total=$(counter "$counters" total) executed=$(counter "$counters" executed) ok=$(counter "$counters" passed)
    bad=$((executed - ok))
  fi
  if [ "$total" -eq 0 ]; then
    bad=1 note=" (no test ran)"
  elif [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    bad=1 note=" (the test process ended with exit code $code)" # a crashed host writes the results it had
  fi
  [ "$code" -eq 124 ] && note=" (stopped after $project_minutes minutes)"
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - executed))
  printf '%-28s %5d passed, %d failed, %d skipped in %d s%s\n' "$name" "$ok" "$bad" "$((total - executed))" "$seconds" "$note"
  if [ "$bad" -ne 0 ]; then
    tail -n 300 "$logs/$name.log"
    printf -- '--- end of %s; whole log: .build/test/%s.log\n' "$name" "$name"
  fi
}

find_dotnet
ensure_native_libraries
ensure_programs
check_format
build_all

first=() last=()
# The long ones start first, so that the two lanes end together; EndToEnd measures, so it runs alone.
for name in Cos.Conformance.Tests Cos.Vm.Tests Cos.Chain.Tests Cos.Node.Tests $(cd tests && ls -d ./*.Tests | sed 's#^\./##'); do
  [ -f "tests/$name/$name.csproj" ] || continue
  case $name in *"$filter"*) ;; *) continue ;; esac
  case " ${first[*]-} ${last[*]-} " in *" $name "*) continue ;; esac
  if [ "$name" = Cos.EndToEnd.Tests ]; then last+=("$name"); else first+=("$name"); fi
done
if [ $((${#first[@]} + ${#last[@]})) -eq 0 ]; then say "no test project's name contains \"$filter\""; exit 2; fi

for name in ${first[@]+"${first[@]}"}; do
  while [ "$(jobs -rp | wc -l)" -ge "$jobs_at_once" ]; do wait -n || true; done
  run_project "$name" &
done
wait
for name in ${first[@]+"${first[@]}"}; do report_project "$name"; done
for name in ${last[@]+"${last[@]}"}; do
  ensure_clients
  run_project "$name"
  report_project "$name"
done

if [ "$skipped" -ne 0 ]; then printf '%d skipped\n' "$skipped"; fi
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
