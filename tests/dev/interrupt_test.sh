#!/usr/bin/env bash
# Interrupts the main job at several moments, by Ctrl-C, by TERM and by KILL. Whatever the moment: the results are those
# of the last whole run (or none), and the next run works. No check depends on when exactly the signal arrives.
#
#   tests/dev/interrupt_test.sh FOLDER          with a built program; prints `N passed, N failed`
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
out=$1/interrupted passed=0 failed=0
files="boston.gpkg assignment.csv rejected.csv hotspots.csv rebound.csv worst_places.csv posts.csv summary.json report.html workspace"

check() { # check NAME COMMAND...
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1)) && echo "ok      $name"
  else
    failed=$((failed + 1)) && echo "FAILED  $name"
  fi
}

complete() {
  local file
  for file in $files; do
    if ! [[ -s $out/$file ]]; then echo "missing: $file" && return 1; fi
  done
}
absent_or_complete() { if [[ -e $out ]]; then complete; fi; }
only_results_are_left() { [[ $(cd "$(dirname "$out")" && echo interrupted*) == interrupted ]]; }

# interrupt_after SECONDS SIGNAL: ./dev gets it alone; ending its children is its own business.
interrupt_after() {
  ./dev job "$out" >/dev/null 2>&1 </dev/null &
  local job=$!
  sleep "$1"
  kill "-$2" "$job" 2>/dev/null
  wait "$job" 2>/dev/null
}

rm -rf "$out" "$out".*
set -m # otherwise a process in the background ignores INT
for moment in 0.2 1 3 6; do
  for signal in INT TERM KILL; do
    interrupt_after "$moment" "$signal"
    check "no results, or whole ones, $moment s after the start ($signal)" absent_or_complete
  done
done
check "the next run works" ./dev job "$out"
check "its results are whole" complete
check "nothing of the interrupted runs is left" only_results_are_left

mark=$(stat -c %i "$out/boston.gpkg")
interrupt_after 3 INT
check "results stay whole while a later run is interrupted" complete
[[ $(stat -c %i "$out/boston.gpkg") == "$mark" ]] && echo "        (they are the earlier ones)"

echo "$passed passed, $failed failed"
((failed == 0))
