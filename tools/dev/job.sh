# The main job on Boston: calls of the libgrid program and nothing else. You can type these lines yourself.

# shellcheck disable=SC2086 # $grid is a command with its options
main_job() {
  local grid="build/$preset/cli/libgrid --lang $language" out=$1 ws=$1/workspace data=data/boston
  $grid init "$ws" --city $data/city.json
  $grid import "$ws" --districts $data/neighborhoods.gpkg --streets $data/streets.gpkg --reports $data/reports.csv.gz
  $grid blocks "$ws"
  $grid partition "$ws"
  $grid publish "$ws" --from 2015-01-01T00:00:00
  $grid cut "$ws"
  $grid assign "$ws"
  $grid hotspots "$ws"
  $grid rebound "$ws"
  $grid export "$ws" "$out"
  $grid report "$ws" "$out"
}

# The results go to the terminal and to the log; progress bars need the terminal itself.
main_job_logged() {
  if [[ -t 2 ]]; then
    main_job "$1" | tee "$logs/main_job.log"
  else
    main_job "$1" 2>&1 | tee "$logs/main_job.log"
  fi
}

# run_main_job OUT: works beside OUT and puts the whole result in its place at the end, so that OUT is always complete:
# an interrupted run leaves the earlier results, or none.
run_main_job() {
  local out=$1 fresh=$1.new old=$1.old started
  rm -rf "$fresh" "$old"
  mkdir -p "$fresh"
  started=$(now)
  await main_job_logged "$fresh"
  if ((await_status)); then fail_step "main job" "$logs/main_job.log"; fi
  if [[ -e $out ]]; then mv "$out" "$old"; fi
  mv "$fresh" "$out"
  rm -rf "$old"
  printf '%-44s%8s s\n' "main job" "$(seconds_since "$started")"
}
