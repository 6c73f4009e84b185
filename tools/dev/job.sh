# The main job on Boston: calls of the libgrid program and nothing else. You can type these lines yourself.

grid() { "build/$preset/cli/libgrid" --lang "$language" "$@"; }

# The terminal sees the progress bars, every error, and the table that `export` prints at the end; the log has each step's.
main_job() {
  local out=$1 log=$2 ws=$1/workspace data=data/boston
  {
    grid init "$ws" --city $data/city.json
    grid import "$ws" --districts $data/neighborhoods.gpkg --streets $data/streets.gpkg --reports $data/reports.csv.gz
    grid blocks "$ws"
    grid partition "$ws"
    grid publish "$ws" --from 2015-01-01T00:00:00
    grid cut "$ws"
    grid assign "$ws"
    grid hotspots "$ws"
    grid rebound "$ws"
  } >"$log"
  grid export "$ws" "$out" | tee -a "$log"
  grid report "$ws" "$out" >>"$log"
}

# run_main_job OUT: works beside OUT and puts the whole result in its place at the end, so that OUT is always complete:
# an interrupted run leaves the earlier results, or none. The name beside is this run's own: what is left of a killed run
# cannot write into it.
run_main_job() {
  local out=$1 fresh=$1.new.$$ old=$1.old.$$ log=$logs/main_job.log started
  rm -rf "$out".new.* "$out".old.*
  mkdir -p "$fresh"
  started=$(now)
  await main_job "$fresh" "$log"
  if ((await_status)); then fail_step "main job" "$log"; fi
  if [[ -e $out ]]; then mv "$out" "$old"; fi
  mv "$fresh" "$out"
  rm -rf "$old"
  printf '%-44s%8s s\n' "main job" "$(seconds_since "$started")"
}

# ./dev job OUT: the main job alone, with the program as it is built.
command_job() {
  mkdir -p "$(dirname "${1:?"./dev job needs a folder"}")"
  run_main_job "$1"
}
