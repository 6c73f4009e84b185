"""Where a text says something is, and which street a report is about.

    atlas = libgrid.places.Atlas(streets, name="name", aliases={"文峰南路": "文峰路"}, places=pois)
    answers = atlas.where(["五一路八一路口", "INTERSECTION Boylston St & Dartmouth St"])   # one row per candidate
    answers[answers.status == "unknown"].miss                  # why: unknown is asked, never guessed
    chosen = atlas.streets(x, y, texts)                        # the named street unless absurdly far
    strips, open_m = libgrid.places.frontage(streets, kind="kind", buildings=footprints)     # 门前三包

`streets` is a GeoDataFrame of LineStrings in a plane frame (metres); rows are named by their position.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from . import _core
from .frames import data_frame
from .roads import _epsg, _lines, _texts

if TYPE_CHECKING:
    import geopandas
    import pandas


class Atlas:
    """The named streets, places and house numbers of a city."""

    __slots__ = ("_core", "_epsg")

    def __init__(self, streets: geopandas.GeoDataFrame, *, name: str, aliases: Mapping[str, str] | None = None,
                 places: geopandas.GeoDataFrame | None = None,
                 addresses: Iterable[tuple[str, int, int, int, int, int]] = ()) -> None:
        """places: points with the columns name and class (school, hospital, mall, station, landmark), in their frame.

        addresses: (street, row of `streets`, first and last number on the left, first and last on the right).
        """
        self._epsg = _epsg(streets)
        self._core = _core.Atlas(*_lines(streets), _texts(streets, name), list((aliases or {}).items()),
                                 self._places(places), list(addresses))

    def _places(self, places: geopandas.GeoDataFrame | None) -> list[tuple[str, str, float, float]]:
        if places is None:
            return []
        if places.crs is not None and places.crs.to_epsg() != self._epsg:
            _core.refuse("places", "they are in another frame than the streets")
        return [(str(name), str(kind), float(point.x), float(point.y))
                for name, kind, point in zip(places["name"], places["class"], places.geometry)]

    def where(self, texts: str | Sequence[str]) -> geopandas.GeoDataFrame:
        """One row per candidate, best first, and one for a text that has none.

        text (position), part, kind, compass (以南: what lies on this side), status (found, several, area, unknown),
        candidate (from 1; 0: none), x, y, confidence (a rank from 1 down, shared by several), side (of a house number),
        street, place, missing (the name that is not known), miss (why), doubt (what was not used or only half: a house
        number without a table, an offset in a straight line), from and to (names of a stretch's ends). The geometry is a
        point, the ways of a stretch, or the polygon that four streets bound (四至).
        """
        import geopandas
        import shapely

        columns, (coords, offsets), ends, (corners, rings) = self._core.where([texts] if isinstance(texts, str) else list(texts))
        lines = shapely.from_ragged_array(shapely.GeometryType.LINESTRING, coords, (offsets,))
        shapes: list[object] = []
        for first, last, x, y in zip([0, *ends[:-1]], ends, columns["x"], columns["y"]):
            point = None if np.isnan(x) else shapely.Point(x, y)
            shapes.append(point if first == last else shapely.multilinestrings(lines[first:last]))
        for i in np.flatnonzero(np.diff(rings)):
            shapes[i] = shapely.Polygon(corners[rings[i]:rings[i + 1]])
        return geopandas.GeoDataFrame(data_frame(columns), geometry=shapes, crs=f"EPSG:{self._epsg}")

    def streets(self, x: ArrayLike, y: ArrayLike, texts: Sequence[str], *, absurd: float = 300.0, reach: float = 100.0,
                precedents: Iterable[tuple[float, float, str]] = ()) -> pandas.DataFrame:
        """For each report the street it names, else that of earlier reports there, else the nearest.

        precedents: x, y and street of earlier reports. street (-1: none), measure_m, distance_m, side (1 left, -1 right,
        0 on it), rule (named, precedent, nearest, none), named_m (to the named street), ask (the text names a street
        that is unknown or farther than `absurd`: the street is a proposal).
        """
        return data_frame(self._core.streets(x, y, list(texts), absurd, reach, list(precedents)))


def frontage(streets: geopandas.GeoDataFrame, *, kind: str,
             buildings: geopandas.GeoDataFrame | None = None, sections: Mapping[str, tuple[float, float, bool]] | None = None,
             reach: float = 40.0, gap: float = 20.0, step: float = 2.0) -> tuple[geopandas.GeoDataFrame, float]:
    """Strips from the building line to the kerb, else to the centre line, and the metres of sides without a front.

    kind: column of main_road, secondary, branch, back_lane. Without buildings the building line is the setback of the
    kind. sections: by kind of road the metres from the centre line to the kerb and to the building line, and whether
    there is a pavement (else the strip goes to the centre line); kinds that are not given keep our defaults, which have
    no source. A building beyond `reach` has no front; gaps of at most `gap` are split between neighbours.

    The strips have street, side, from_m, to_m, building (row; -1: none), edge (kerb, centre_line), area_m2.
    """
    import geopandas
    import shapely

    shapes = None
    if buildings is not None:
        single = np.asarray(buildings.geometry.array)
        if not set(shapely.get_type_id(single).tolist()) <= {3, 6}:
            _core.refuse("buildings", "every row needs a polygon or a multipolygon")
        found, coords, offsets = shapely.to_ragged_array(single, include_z=False)
        shapes = (coords, *offsets) if found.value == 6 else (coords, *offsets, np.arange(len(single) + 1))
    columns, (coords, offsets), open_metres = _core.frontage(*_lines(streets), _texts(streets, kind), shapes,
                                                            dict(sections or {}), reach, gap, step)
    rings = shapely.from_ragged_array(shapely.GeometryType.POLYGON, coords, (offsets, np.arange(len(offsets))))
    return geopandas.GeoDataFrame(data_frame(columns), geometry=rings, crs=f"EPSG:{_epsg(streets)}"), open_metres
