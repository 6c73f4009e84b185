# ./dev fuzz [SECONDS]: every fuzz target for some seconds from its corpus; a crash leaves its input in build/fuzz/crashes.

command_fuzz() {
  local seconds=${1:-60} target name
  ensure_packages build test lint
  step "configure (fuzz)" /usr/bin/cmake --preset fuzz
  step "build (fuzz)" /usr/bin/cmake --build build/fuzz --target fuzz_all
  mkdir -p build/fuzz/crashes
  for target in build/fuzz/tests/fuzz/*_fuzz; do
    name=$(basename "$target")
    suite "fuzz: $name, $seconds s" run_fuzz_target "$target" "$seconds" "tests/fuzz/corpus/${name%_fuzz}" "build/fuzz/corpus/$name"
    count_status
  done
  finish_counts
}

# New inputs go to the second folder: the corpus of the repository stays as it is.
run_fuzz_target() {
  local seeds=()
  mkdir -p "$4"
  [[ -d $3 ]] && seeds=("$3")
  "$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -seed=20151 -artifact_prefix="build/fuzz/crashes/" -print_final_stats=1 \
    "$4" "${seeds[@]}"
}
