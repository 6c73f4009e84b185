# ./dev bench [WORKSPACE]: the benchmarks, optimised, with machine, compiler, commit and seed at the top of the output.

command_bench() {
  local program
  ensure_packages build test
  step "configure (bench)" /usr/bin/cmake --preset release -B build/bench -DLIBGRID_BENCH=ON -DLIBGRID_TESTS=ON
  step "build (bench)" /usr/bin/cmake --build build/bench --target grid_bench
  for program in build/bench/tests/bench/*_bench; do "$program" "${@:-out/boston/workspace}"; done
}
