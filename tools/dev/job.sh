# The main job on Boston: calls of the libgrid program and nothing else. You can type these lines yourself.

main_job() {
  local grid=build/$preset/cli/libgrid out=$1 ws=$1/workspace data=data/boston
  "$grid" init "$ws" --city $data/city.json
  "$grid" import "$ws" --districts $data/neighborhoods.gpkg --streets $data/streets.gpkg --reports $data/reports.csv.gz
  "$grid" blocks "$ws"
  "$grid" partition "$ws"
  "$grid" publish "$ws" --from 2015-01-01T00:00:00
  "$grid" cut "$ws"
  "$grid" assign "$ws"
  "$grid" hotspots "$ws"
  "$grid" rebound "$ws"
  "$grid" export "$ws" "$out"
  "$grid" report "$ws" "$out"
}

# run_main_job OUT: works beside OUT and puts the whole result in its place at the end, so that OUT is always complete:
# an interrupted run leaves the earlier results, or none.
run_main_job() {
  local out=$1 fresh=$1.new old=$1.old started status=0
  rm -rf "$fresh" "$old"
  mkdir -p "$fresh"
  started=$(now)
  await main_job "$fresh" || status=$?
  if ((status != 0)); then
    printf '\nstep "main job" failed with exit code %s; its last line above names the cause\n' "$status" >&2
    exit "$status"
  fi
  if [[ -e $out ]]; then mv "$out" "$old"; fi
  mv "$fresh" "$out"
  rm -rf "$old"
  printf '%-44s%8s s\n' "main job" "$(seconds_since "$started")"
}
