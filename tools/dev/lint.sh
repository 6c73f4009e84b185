# ./dev lint: format, shell scripts, layers and clang-tidy; each finding names its file.

command_lint() {
  local fix=no
  while (($#)); do
    case "$1" in
      --fix) fix=yes ;;
      *) echo "./dev lint: unknown option '$1'" >&2 && exit 64 ;;
    esac
    shift
  done
  ensure_packages build test lint
  ensure_web
  if [[ $fix == yes ]]; then
    step "clang-format, in place" format_sources -i
    return 0
  fi
  suite "format" format_sources --dry-run --Werror
  count_status
  suite "shell scripts" shellcheck_scripts
  count_status
  suite "layers" run_architecture_tests
  count_status
  suite "clang-tidy" tidy_sources
  count_status
  finish_counts
}

cpp_files() { find libgrid cli service bindings tests examples -type f \( -name '*.cpp' -o -name '*.hpp' \) -not -path '*/node_modules/*' -print0 | sort -z; }

format_sources() { cpp_files | xargs -0 clang-format-19 "$@"; }

shellcheck_scripts() { shellcheck --shell=bash --exclude=SC2034,SC2154 dev .ci/run tools/*.sh tools/dev/*.sh tests/dev/*.sh; }

run_architecture_tests() { /usr/bin/python3 tests/architecture/layers_test.py; }

# The library and the programs, not the tests: .clang-tidy says which checks and why not the others. The preset tidy joins
# the files of a room, and clang reads their headers once for all of them.
tidy_sources() {
  /usr/bin/cmake --preset tidy >/dev/null || return
  run-clang-tidy-19 -quiet -j "$(nproc)" -p build/tidy "^$root/(build/tidy/)?(libgrid|cli|service)/.*\\.(cpp|cxx)$"
}
