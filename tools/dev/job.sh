# The main job on a city of data/: calls of the libgrid program and nothing else. You can type these lines yourself.

grid() { "build/$preset/cli/libgrid" --lang "$language" "$@"; }

import_boston() { grid import "$1" --districts "$2/neighborhoods.gpkg" --streets "$2/streets.gpkg" --reports "$2/reports.csv.gz"; }

import_xuchang() {
  grid import "$1" --districts "$2/districts.geojson" --district-name name --streets "$2/streets.geojson" \
    --reports "$2/reports.csv.gz"
}

# What a city has beyond the chain: places of four classes and widths of streets. Boston's data have neither.
cut_boston() { grid cut "$1"; }
cut_xuchang() { grid cut "$1" --frontage "$2/frontage.gpkg"; }
places_boston() { :; }
places_xuchang() {
  grid forest "$1" "$2" --places "$3/pois.geojson" --resolutions "$3/resolutions.csv"
  grid duty-sheets "$1" "$2/duty_sheets" --pois "$3/pois.geojson"
}

# The day from which the plan is in force: the one of the first report.
first_day() { if [[ $1 == boston ]]; then echo 2015-01-01T00:00:00; else echo 2021-01-01T00:00:00; fi; }

# A city with Chinese streets speaks Chinese, whatever the caller's language.
city_language() { if [[ $1 == xuchang ]]; then language=zh; fi; }

known_city() { [[ $1 == boston || $1 == xuchang ]]; }

# The terminal sees the progress bars, every error, and the table that `export` prints at the end; the log has each step's.
main_job() {
  local city=$1 out=$2 log=$3 ws=$2/workspace data=data/$1
  {
    grid init "$ws" --city "$data/city.json"
    "import_$city" "$ws" "$data"
    grid blocks "$ws"
    grid partition "$ws"
    grid publish "$ws" --from "$(first_day "$city")"
    "cut_$city" "$ws" "$out"
    grid assign "$ws"
    grid hotspots "$ws"
    grid rebound "$ws"
  } >"$log"
  grid export "$ws" "$out" | tee -a "$log"
  "places_$city" "$ws" "$out" "$data" | tee -a "$log"
  grid report "$ws" "$out" >>"$log" # last: it has what comes back around places, where that was measured
}

# run_main_job CITY OUT: works beside OUT and puts the whole result in its place at the end, so that OUT is always complete:
# an interrupted run leaves the earlier results, or none. The name beside is this run's own: what is left of a killed run
# cannot write into it.
run_main_job() {
  local city=$1 out=$2 fresh=$2.new.$$ old=$2.old.$$ log=$logs/main_job_$1.log started
  city_language "$city"
  rm -rf "$out".new.* "$out".old.*
  mkdir -p "$fresh"
  started=$(now)
  await main_job "$city" "$fresh" "$log"
  if ((await_status)); then fail_step "main job" "$log"; fi
  if [[ -e $out ]]; then mv "$out" "$old"; fi
  mv "$fresh" "$out"
  rm -rf "$out".new.* "$out".old.* # also what the child of a killed run has written since this run began
  printf '%-44s%8s s\n' "main job" "$(seconds_since "$started")"
}

# ./dev job OUT [CITY]: the main job alone, with the program as it is built.
command_job() {
  local city=${2:-boston}
  if ! known_city "$city"; then echo "./dev job: unknown city '$city'" >&2 && exit 64; fi
  mkdir -p "$(dirname "${1:?"./dev job needs a folder"}")"
  run_main_job "$city" "$1"
}
