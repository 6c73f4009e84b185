# ./dev demo and ./dev serve.

command_demo() {
  local city=boston serve=yes port=8080 started
  while (($#)); do
    case "$1" in
      --no-serve) serve=no ;;
      --port) port=${2:?"--port needs a number"} && shift ;;
      boston | xuchang) city=$1 ;;
      *) echo "./dev demo: unknown option '$1'" >&2 && exit 64 ;;
    esac
    shift
  done
  started=$(now)
  ensure_program
  run_main_job "$city" "out/$city"
  printf '%-44s%8s s\n' "all" "$(seconds_since "$started")"
  echo "results: out/$city (start with report.html; docs/outputs.md explains every file)"
  if [[ $serve == yes ]]; then serve_map "out/$city" "$port"; fi
}

# What the demo needs: packages, page, program. No test package.
ensure_program() {
  ensure_packages build
  ensure_web
  ensure_configured OFF
  build_targets cli/libgrid service/libgrid-service
}

command_serve() {
  local city=boston port=8080
  while (($#)); do
    case "$1" in
      --port) port=${2:?"--port needs a number"} && shift ;;
      boston | xuchang) city=$1 ;;
      *) echo "./dev serve: unknown option '$1'" >&2 && exit 64 ;;
    esac
    shift
  done
  if ! [[ -d out/$city/workspace ]]; then
    echo "./dev serve: no results yet, run ./dev demo $city first" >&2
    exit 1
  fi
  ensure_program
  serve_map "out/$city" "$port"
}

# The server replaces this process: Ctrl-C goes straight to it. It takes the next free port if this one is taken.
serve_map() {
  local page=()
  if [[ -f $web/dist/index.html ]]; then page=(--web "$web/dist"); fi
  exec "build/$preset/cli/libgrid" --lang "$language" serve "$1/workspace" --port "$2" "${page[@]}" 9>&-
}
