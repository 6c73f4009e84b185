# C++: one preset, one build folder. The demo needs the program only; the tests are configured when they are needed.

preset=${LIBGRID_PRESET:-release}

# ensure_configured TESTS: TESTS is ON or OFF; a folder that has the tests keeps them while their packages are there.
ensure_configured() {
  local tests=$1 folder=build/$preset
  if [[ $tests == OFF ]] && grep -qs '^LIBGRID_TESTS:BOOL=ON' "$folder/CMakeCache.txt" && [[ -z $(missing_packages test) ]]; then tests=ON; fi
  if [[ -f $folder/build.ninja ]] && grep -qs "^LIBGRID_TESTS:BOOL=$tests" "$folder/CMakeCache.txt"; then return 0; fi
  step "configure ($preset)" /usr/bin/cmake --preset "$preset" -DLIBGRID_TESTS="$tests"
}

# build_targets [TARGET...]: all of them without a name.
build_targets() {
  local arguments=()
  (($#)) && arguments=(--target "$@")
  step "build ($preset)" /usr/bin/cmake --build "build/$preset" "${arguments[@]}"
}
