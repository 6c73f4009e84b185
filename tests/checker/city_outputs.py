"""The outputs of the Boston run: layers of boston.gpkg, CSV files, summary.json; read on demand."""
import json
import os
import sqlite3

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely

# "Output contract": layer -> columns in order; i integer, r real, t text
LAYERS = {
    "districts": "district_id:i name:t",
    "faces": "face_id:i raw_face_id:i block_id:i",
    "blocks": "block_id:i zone_id:i district_id:i area_m2:r street_m:r reports:i workload:r faces:i "
              "merge_reason:t",
    "links": "link_id:i from_block:i to_block:i length_m:r",
    "zones": "zone_id:i code:t level:i parent_id:i name:t post_id:i blocks:i area_m2:r street_m:r "
             "reports:i workload:r polsby_popper:r parts:i",
    "road_pieces": "piece_id:i way_no:i from_m:r to_m:r length_m:r zone_id:i sector:t side:t rule:t unit:t",
    "cells": "ix:i iy:i",
    "plans": "plan_id:i version:i state:t valid_from:t valid_to:t sha256:t",
}
TABLES = {
    "assignment": "case_id:t zone_id:i upper_zone_id:i method:t reason:t distance_m:r flags:t",
    "rejected": "file:t row:i field:t code:t message_zh:t message_en:t",
    "hotspots": "category:t ix:i iy:i n:i z:r p:r q:r significant:i",
    "rebound": "category:t n_reports:i n_settled:i n_rebound:i naive:r km_30d:r lower:r upper:r",
    "worst_places": "rank:i ix:i iy:i lon:r lat:r n_reports:i n_settled:i n_rebound:i top_category:t",
    "posts": "post_id:i level:i title_zh:t title_en:t parent_id:i zone_id:i",
}


def columns(text):
    """"a:i b:r" -> [("a", "i"), ("b", "r")]."""
    return [tuple(part.split(":")) for part in text.split()]


class Output:
    """One output folder; what is missing raises when it is asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.gpkg = os.path.join(folder, "boston.gpkg")
        self._cache = {}

    def path(self, name):
        return os.path.join(self.folder, name)

    def layer(self, name):
        """A layer as a data frame with a column `geometry` (None if it has none), by its id."""
        if name not in self._cache:
            if not os.path.exists(self.gpkg):
                raise FileNotFoundError(self.gpkg)
            frame = pyogrio.read_dataframe(self.gpkg, layer=name, use_arrow=False)
            if isinstance(frame, geopandas.GeoDataFrame):
                geometry = frame.geometry.values
                frame = pd.DataFrame(frame.drop(columns=frame.geometry.name))
                frame["geometry"] = list(geometry)
            wanted = [c for c, _ in columns(LAYERS[name])]
            missing = [c for c in wanted if c not in frame.columns]
            if missing:
                raise KeyError(f"layer {name} has no column {missing}")
            keys = ["ix", "iy"] if name == "cells" else wanted[:1]
            self._cache[name] = frame.sort_values(keys, kind="stable").reset_index(drop=True)
        return self._cache[name]

    def table(self, name):
        """A CSV file; every cell as text."""
        key = name + ".csv"
        if key not in self._cache:
            frame = pd.read_csv(self.path(key), dtype=str, keep_default_na=False, na_filter=False)
            missing = [c for c, _ in columns(TABLES[name]) if c not in frame.columns]
            if missing:
                raise KeyError(f"{key} has no column {missing}")
            self._cache[key] = frame
        return self._cache[key]

    def summary(self):
        """summary.json."""
        with open(self.path("summary.json"), encoding="utf-8") as file:
            return json.load(file)

    def zone_level(self, level):
        """Rows of layer zones of one level."""
        zones = self.layer("zones")
        return zones[zones["level"] == level].reset_index(drop=True)

    def database(self):
        """The GeoPackage as SQLite, read only."""
        if not os.path.exists(self.gpkg):
            raise FileNotFoundError(self.gpkg)
        return sqlite3.connect(f"file:{self.gpkg}?mode=ro", uri=True)


def whole(series):
    """A column of integers that may hold NULL -> list of int or None."""
    return [None if pd.isna(v) or v == "" else int(v) for v in series]


def reals(series):
    """A text column of numbers -> floats, empty -> NaN."""
    return pd.to_numeric(series, errors="coerce").to_numpy(float)


def shapes(frame):
    """The geometries of a layer as an array."""
    out = np.empty(len(frame), dtype=object)
    out[:] = frame["geometry"].tolist()
    if any(not isinstance(g, shapely.Geometry) for g in out):
        raise ValueError("a row has no geometry")
    return out
