# ./dev bench [NAME]: the benchmarks, optimised, with machine, compiler, commit and seed at the top of the output.

command_bench() {
  local program
  ensure_packages build test
  step "configure (bench)" /usr/bin/cmake --preset release -B build/bench -DLIBGRID_BENCH=ON -DLIBGRID_TESTS=ON
  step "build (bench)" /usr/bin/cmake --build build/bench --target grid_bench
  for program in build/bench/tests/bench/*"${1:-}"*_bench; do
    echo
    await "$program"
    if ((await_status)); then exit "$await_status"; fi
  done
}
