# ./dev lint: format, shell scripts, layers and clang-tidy; each finding names its file.

command_lint() {
  local fix=no
  while (($#)); do
    case "$1" in
      --fix) fix=yes ;;
      --preset) preset=${2:?"--preset needs a name"} && shift ;;
      *) echo "./dev lint: unknown option '$1'" >&2 && exit 64 ;;
    esac
    shift
  done
  ensure_packages build test lint
  ensure_web
  ensure_configured ON
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

# The library and the programs, not the tests: .clang-tidy says which checks and why not the others.
tidy_sources() {
  local missing
  missing=$(find libgrid cli service -name '*.cpp' -newer "build/$preset/compile_commands.json" | head -n 1)
  if [[ -n $missing ]]; then /usr/bin/cmake --preset "$preset" >/dev/null; fi
  run-clang-tidy-19 -quiet -j "$(nproc)" -p "build/$preset" "^$root/(libgrid|cli|service)/.*\\.cpp$"
}
