"""The inputs of the Boston run, read again from the files and put on the plane EPSG:26986."""
import os
import re
import warnings

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely
from pyproj.transformer import TransformerGroup

from default_place import default_places

OPERATION = "Inverse of NAD83 to WGS 84 (1)"
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
MIN_CATEGORY = 100  # "per category (= column type, as written) with >= 100 reports"
CELL_M = 250.0


def plane_transformer():
    """EPSG:4326 -> EPSG:26986 by the operation that the issue names: no grid file, network off."""
    pyproj.network.set_network_enabled(False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PROJ says that a grid operation would be available
        group = TransformerGroup(4326, 26986, always_xy=True)
    found = [t for t in group.transformers if OPERATION + " +" in t.description]
    if len(found) != 1:
        raise ValueError(f"{len(found)} operations named {OPERATION}")
    return found[0]


def seconds(text):
    """Whole seconds since 1970 of a time as written (no time zone); -1 for an empty text."""
    out = np.full(len(text), -1, np.int64)
    text = np.asarray(text, dtype=str)
    readable = np.array([bool(STAMP.fullmatch(t)) for t in text])
    times = pd.to_datetime(pd.Series(text[readable]), format="%Y-%m-%dT%H:%M:%S", errors="coerce")
    whole = times.to_numpy().astype("datetime64[s]").astype(np.int64)
    out[readable] = np.where(times.isna(), -1, whole)
    return out


def lattice_cells(land):
    """Part 5: 250 m cells, origin floor(min/250) x 250 of the land's box, that meet the land with
    positive area. Returns (origin x, origin y, ix, iy), sorted by ix, iy."""
    west, south, east, north = land.bounds
    ox, oy = np.floor(west / CELL_M) * CELL_M, np.floor(south / CELL_M) * CELL_M
    nx, ny = int((east - ox) // CELL_M) + 1, int((north - oy) // CELL_M) + 1
    ix, iy = (a.ravel() for a in np.meshgrid(np.arange(nx), np.arange(ny), indexing="ij"))
    boxes = shapely.box(ox + ix * CELL_M, oy + iy * CELL_M,
                        ox + (ix + 1) * CELL_M, oy + (iy + 1) * CELL_M)
    shapely.prepare(land)
    keep = np.flatnonzero(shapely.intersects(land, boxes))
    keep = keep[shapely.area(shapely.intersection(boxes[keep], land)) > 0]
    return ox, oy, ix[keep], iy[keep]


class City:
    """Neighbourhoods, land, streets and reports of the input folder."""

    def __init__(self, streets, neighborhoods, reports):
        self.paths = {"streets": streets, "neighborhoods": neighborhoods, "reports": reports}
        self.transformer = plane_transformer()
        self._read_neighborhoods(neighborhoods)
        table = geopandas.read_file(streets, layer="streets")
        self.way_no = table["way_no"].to_numpy()
        self.ways = self.project(table.geometry.values)
        self.way_length = shapely.length(self.ways)
        self._read_reports(reports)

    @classmethod
    def from_folder(cls, folder):
        """The three files of data/boston."""
        return cls(os.path.join(folder, "streets.gpkg"), os.path.join(folder, "neighborhoods.gpkg"),
                   os.path.join(folder, "reports.csv.gz"))

    @classmethod
    def from_shared(cls, folder):
        """The three shared originals."""
        return cls(os.path.join(folder, "boston_streets/boston_streets.gpkg"),
                   os.path.join(folder, "boston_311/boston_neighborhoods.gpkg"),
                   os.path.join(folder, "boston_311/boston_311_2015_jan_sep.csv.gz"))

    def project(self, geometries):
        """Vertices to plane metres."""
        return shapely.transform(np.asarray(geometries), lambda c: np.column_stack(
            self.transformer.transform(c[:, 0], c[:, 1])))

    def _read_neighborhoods(self, path):
        table = geopandas.read_file(path).sort_values("OBJECTID", kind="stable")
        self.district_names = table["Name"].tolist()
        repaired = shapely.make_valid(self.project(table.geometry.values))
        self.land = shapely.union_all(repaired)
        # "overlaps of neighbourhoods go to the lower district_id"
        own = []
        for k, shape in enumerate(repaired):
            lower = [repaired[j] for j in range(k) if shapely.intersects(repaired[j], shape)]
            own.append(shapely.difference(shape, shapely.union_all(lower)) if lower else shape)
        self.districts = np.array(own)
        self.repaired = repaired

    def _read_reports(self, path):
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
        lon = pd.to_numeric(table["lon"], errors="coerce").to_numpy(float)
        lat = pd.to_numeric(table["lat"], errors="coerce").to_numpy(float)
        table["opened_s"], table["closed_s"] = seconds(table["opened"]), seconds(table["closed"])
        # Part 4: "Rejected is only a row without a unique id, a readable opening time, a type or
        # finite coordinates"
        repeated = table["case_id"].duplicated(keep=False) | (table["case_id"].str.strip() == "")
        self.rejected = (repeated | (table["opened_s"] < 0) | (table["type"].str.strip() == "")
                         | ~(np.isfinite(lon) & np.isfinite(lat)))
        self.t_end = int(table["opened_s"].max())
        table["x"], table["y"] = self.transformer.transform(lon, lat)
        self.all_rows = table
        reports = table[~self.rejected].reset_index(drop=True)
        self.default_found = default_places(
            reports[["lon", "lat", "street", "ward"]].itertuples(index=False, name=None))
        is_default = np.zeros(len(reports), bool)
        for place in self.default_found:
            is_default |= ((reports["lon"] == place["lon"]) & (reports["lat"] == place["lat"])).to_numpy()
        reports["is_default"] = is_default
        self.reports = reports
        self.located = reports[~is_default]
        counts = self.located["type"].value_counts()
        self.categories = sorted(counts.index[counts >= MIN_CATEGORY])

    def cell_counts(self, ox, oy, ix, iy):
        """Reports per (cell, category): half-open cells, the default coordinate left out."""
        place = {(int(a), int(b)): k for k, (a, b) in enumerate(zip(ix, iy))}
        column = {name: k for k, name in enumerate(self.categories)}
        counts = np.zeros((len(ix), len(self.categories)), np.int64)
        rows = self.located
        cx = np.floor((rows["x"].to_numpy() - ox) / CELL_M).astype(int)
        cy = np.floor((rows["y"].to_numpy() - oy) / CELL_M).astype(int)
        for a, b, name in zip(cx, cy, rows["type"]):
            cell, category = place.get((a, b)), column.get(name)
            if cell is not None and category is not None:
                counts[cell, category] += 1
        return counts
