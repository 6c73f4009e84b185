#!/usr/bin/env bash
# Makes the files of this folder from the originals that README.md names:  make.sh DIR_OF_ORIGINALS
# Only reduces: keeps the layer `streets` of four cities' streets, copies the rest byte by byte.
set -euo pipefail
from=$1
here=$(cd "$(dirname "$0")" && pwd)
rm -f "$here"/streets.gpkg
OGR_CURRENT_DATE=2026-04-01T00:00:00Z ogr2ogr -f GPKG "$here/streets.gpkg" "$from/boston_streets/boston_streets.gpkg" streets
cp "$from/boston_311/boston_neighborhoods.gpkg" "$here/neighborhoods.gpkg"
cp "$from/boston_311/boston_311_2015_jan_sep.csv.gz" "$here/reports.csv.gz"
chmod 644 "$here"/*.gpkg "$here"/*.gz
