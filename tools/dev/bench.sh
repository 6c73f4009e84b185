# ./dev bench: the benchmarks, optimised, with machine, compiler, commit and seed at the top of the output.

command_bench() {
  ensure_packages build test
  step "configure (bench)" /usr/bin/cmake --preset release -B build/bench -DLIBGRID_BENCH=ON -DLIBGRID_TESTS=ON
  if ! /usr/bin/ninja -C build/bench -t targets all | grep -q '^grid_bench:'; then
    echo "there are no benchmarks yet (tests/bench)"
    return 0
  fi
  step "build (bench)" /usr/bin/cmake --build build/bench --target grid_bench
  build/bench/tests/bench/grid_bench "$@"
}
