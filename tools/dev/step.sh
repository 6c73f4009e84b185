# Steps: named pieces of work with a time, a log, and an orderly end when they fail or are interrupted.

readonly logs=$root/build/logs stamps=$root/build/stamps
mkdir -p "$logs" "$stamps"
child=

# One run at a time in one folder: two would write the same build and the same results. Children do not hold the lock.
take_lock() {
  exec 9>"$root/build/.lock"
  if ! flock --nonblock 9; then
    echo "another ./dev is running in this folder; waiting for it"
    flock 9
  fi
}

end_child() {
  local status=$1
  trap '' INT TERM
  if [[ -n $child ]]; then
    kill -TERM -- "-$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  echo >&2
  echo "interrupted; nothing is half written, run it again" >&2
  exit "$status"
}
trap 'end_child 130' INT
trap 'end_child 143' TERM HUP

now() { printf '%s' "${EPOCHREALTIME/,/.}"; }
seconds_since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f", to - from }'; }

# await COMMAND...: runs it as the one child that an interrupt ends; leaves its exit code in await_status.
# (It never returns it: inside `await ... || ...` the shell would ignore every failing line of COMMAND but the last.)
await_status=0
await() {
  await_status=0
  "$@" </dev/null 9>&- &
  child=$!
  wait "$child" || await_status=$?
  child=
}

# step NAME COMMAND...: output goes to a log; prints the name and the time; a failure ends ./dev and names the log.
step() {
  local name=$1 log started
  shift
  log=$(log_of "$name")
  started=$(now)
  printf '%-44s' "$name"
  await "$@" >"$log" 2>&1
  if ((await_status == 0)); then
    printf '%8s s\n' "$(seconds_since "$started")"
    return 0
  fi
  printf '  FAILED after %s s\n\n' "$(seconds_since "$started")"
  tail -n 30 "$log" >&2
  fail_step "$name" "$log"
}

log_of() { printf '%s/%s.log' "$logs" "$(tr -c 'a-zA-Z0-9\n' '_' <<<"$1")"; }

fail_step() {
  printf '\nstep "%s" failed with exit code %s\nlog: %s\n' "$1" "$await_status" "${2#"$root"/}" >&2
  exit "$await_status"
}

# step_done NAME: for a step that had nothing to do.
step_done() { printf '%-44s%10s\n' "$1" "up to date"; }

# Stamps: what was done, as a hash of what it was made from. A stamp is written last, so an interrupt leaves none.
hash_of() { sha256sum | cut -d' ' -f1; }
hash_tree() {
  find "$@" -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/dist.new/*' -not -path '*/__pycache__/*' -print0 |
    sort -z | xargs -0 -r sha256sum | hash_of
}
stamped() { [[ -f $1 && $(<"$1") == "$2" ]]; }
stamp() {
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "$2" >"$1.new"
  mv -f "$1.new" "$1"
}
