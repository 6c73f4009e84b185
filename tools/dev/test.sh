# ./dev test: the same set-up as the demo, then every test; the last line is `N passed, N failed`.

total_passed=0 total_failed=0

command_test() {
  local started only=all
  while (($#)); do
    case "$1" in
      --preset) preset=${2:?"--preset needs a name"} && shift ;;
      --only) only=${2:?"--only needs cpp, python, boston, xuchang or browser"} && shift ;;
      *) echo "./dev test: unknown option '$1'" >&2 && exit 64 ;;
    esac
    shift
  done
  started=$(now)
  ensure_packages build test
  ensure_web
  ensure_python test-requirements
  ensure_configured ON
  build_targets
  if [[ $only =~ all|python ]]; then ensure_bindings; fi
  if [[ $only =~ all|cpp ]]; then test_cpp "$preset"; fi
  if [[ $only =~ all|python ]]; then test_python; fi
  if [[ $only =~ all|boston|browser ]]; then test_boston "$only"; fi
  if [[ $only =~ all|xuchang ]]; then test_xuchang; fi
  printf '%-44s%8s s\n' "all" "$(seconds_since "$started")"
  finish_counts
}

test_cpp() {
  local report=$root/build/$1/ctest.xml
  export TSAN_OPTIONS="suppressions=$root/tests/tsan.supp" UBSAN_OPTIONS=print_stacktrace=1
  suite "C++ tests ($1)" ctest --test-dir "build/$1" --output-on-failure -j "$(nproc)" --no-tests=error --no-label-summary --output-junit "$report"
  count_report "$report"
}

test_python() {
  local folder
  for folder in tests/checker tests/xuchang bindings/tests; do
    compgen -G "$folder/test_*.py" >/dev/null || continue
    suite "Python tests: $folder" "$python" -m pytest -q --rootdir "$folder" -p no:cacheprovider \
      --junit-xml "$root/build/pytest.xml" "$folder"
    count_report "$root/build/pytest.xml"
  done
}

# The analyst's files beside those of the main job: the checkers read them.
analyst() {
  suite "the analyst's commands, $2" analyst_commands "$root/build/$preset/cli/libgrid" "$1" "$2"
}
analyst_commands() {
  local ws=$2/workspace places=()
  if [[ $3 == xuchang ]]; then places=(--places data/xuchang/pois.geojson); fi
  "$1" forest "$ws" "$2/forest" --distance plane && "$1" forest "$ws" "$2/forest_street" "${places[@]}"
}

# The demo into a folder of its own, held against the independent checker, then looked at in a browser.
test_boston() {
  local only=$1 out=out/test/boston
  export LIBGRID_PRESET=$preset
  suite "main job" ./dev job "$out"
  count_status
  if [[ $only != browser ]]; then
    analyst "$out" boston
    count_status
    suite "checker of the Boston run" "$python" tests/checker/check_boston.py --out "$out" --data data/boston
    count_last_line
    suite "main job, interrupted" tests/dev/interrupt_test.sh out/test
    count_last_line
  fi
  if [[ $only != boston && -d $web/tests ]]; then
    suite "map page in chromium" browser_test "$root/$out/workspace"
    count_last_line
  fi
}

# The Chinese demo, three levels of zones: the chain on the synthetic city, checked and looked at.
test_xuchang() {
  local out=out/test/xuchang
  export LIBGRID_PRESET=$preset
  suite "main job, Xuchang" ./dev job "$out" xuchang
  count_status
  analyst "$out" xuchang
  count_status
  suite "checker of the Xuchang run" "$python" tests/xuchang/check_chain.py "$out"
  count_last_line
  suite "the dispatcher's walk of docs/dispatcher.md" "$python" tests/xuchang/check_dispatch.py "build/$preset/cli/libgrid" out/test
  count_last_line
  suite "duty sheets of Xuchang on paper" "$python" tests/dev/print_sheets_test.py "build/$preset/cli/libgrid" "$out/workspace" out/test/sheets
  count_last_line
  if [[ -d $web/tests ]]; then
    suite "map page in chromium, Xuchang" browser_test "$root/$out/workspace"
    count_last_line
  fi
}

# npm's script, run without npm: a second run calls no package manager.
browser_test() {
  local script
  script=$(node -p "require('./$web/package.json').scripts.smoke")
  cd "$web" || return
  PATH="$PWD/node_modules/.bin:$PATH" LIBGRID="$root/build/$preset/cli/libgrid" WORKSPACE="$1" bash -c "$script"
}

suite_log='' suite_status=0

# suite NAME COMMAND...: like step, but a failing suite does not end the run: it is counted.
suite() {
  local name=$1 started
  shift
  suite_log=$(log_of "$name")
  started=$(now)
  rm -f "$root"/build/pytest.xml "$root"/build/*/ctest.xml "$suite_log.failed"
  printf '%-44s' "$name"
  await "$@" >"$suite_log" 2>&1
  suite_status=$await_status
  printf '%8s s' "$(seconds_since "$started")"
}

count_report() {
  local passed=0 failed=0
  if [[ -f $1 ]]; then read -r passed failed < <(/usr/bin/python3 tools/dev/count_tests.py "$1" "$suite_log.failed"); fi
  add_counts "$passed" "$failed"
}

# For a command that is one test: its exit code.
count_status() { if ((suite_status == 0)); then add_counts 1 0; else add_counts 0 1; fi; }

# The runner's own closing line, whatever it calls itself.
count_last_line() {
  local line
  line=$(sed $'s/\x1b\\[[0-9;]*m//g' "$suite_log" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tail -n 1 || true)
  if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
    add_counts "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
  else
    add_counts 0 0
  fi
}

# A runner that fails without a failed test of its own (a crash, no tests at all) counts as one failure.
add_counts() {
  local passed=$1 failed=$2
  if ((failed == 0)) && ((suite_status != 0 || passed == 0)); then failed=1; fi
  printf '   %s passed, %s failed\n' "$passed" "$failed"
  if ((failed)); then
    tail -n 60 "$suite_log" >&2
    echo "log: ${suite_log#"$root"/}" >&2
    keep_failure
  fi
  total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed))
}

# What failed, for whoever runs several ./dev in a row and shows it last (.ci/run): the failed tests or the log's end.
keep_failure() {
  {
    echo "== ${suite_log#"$root"/}"
    if [[ -s $suite_log.failed ]]; then cat "$suite_log.failed"; else grep -E 'error:|warning:|FAILED|failed' "$suite_log" | tail -n 30 || tail -n 30 "$suite_log"; fi
  } >>"$logs/failures.txt"
}

finish_counts() {
  echo "$total_passed passed, $total_failed failed"
  if ((total_failed)); then exit 1; fi
}
