"""Zones that should cover the ground: what is wrong with them, mending them, and cutting ground into unit grids."""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .ragged import RaggedPolygons

if TYPE_CHECKING:
    import geopandas

_POLYGON, _MULTIPOLYGON = 3, 6   # of shapely.GeometryType


class ZoneFinding(NamedTuple):
    """One thing that is wrong, or that was mended. zones: positions. lines: arrays (n, 2) in plane metres, to be drawn."""

    kind: str
    zones: list[int]
    area_m2: float
    length_m: float
    lines: list[NDArray[np.float64]]


class ZoneCheck(NamedTuple):
    """kinds: overlap, gap, sliver, unmatched_border, self_intersection, multipart, hole, duplicate_code, missing_parent.
    area_m2 is the sum over all zones, covered_m2 that of their union: area = covered + overlap."""

    findings: list[ZoneFinding]
    area_m2: float
    covered_m2: float
    overlap_m2: float
    gap_m2: float


class ZoneRepair(NamedTuple):
    """actions: gap_filled, overlap_given (who has it now comes first), border_matched, ring_untangled, left_alone.
    before and after are the proof."""

    shapes: RaggedPolygons
    actions: list[ZoneFinding]
    changed: list[int]
    snapped: list[int]
    before: ZoneCheck
    after: ZoneCheck


class Tessellation(NamedTuple):
    """Units by district, then in rows from the north, in a row from the west. snapped_m2 is the sum of their areas.
    findings: ground that several districts claim (it goes to the first), and rings that cross or touch themselves."""

    shapes: RaggedPolygons
    district: NDArray[np.int64]
    area_m2: NDArray[np.float64]
    pieces: NDArray[np.int64]
    cells: int
    whole: int
    merged_small: int
    merged_thin: int
    districts_m2: float
    snapped_m2: float
    findings: list[ZoneFinding]


def _ragged(zones: geopandas.GeoDataFrame | geopandas.GeoSeries | RaggedPolygons) -> RaggedPolygons:
    if isinstance(zones, RaggedPolygons):
        return zones
    import shapely

    if zones.crs is not None and not zones.crs.is_projected:
        _core.refuse("zones", "its frame is in degrees; project it first, for instance by to_crs")
    shapes = np.asarray(zones.geometry.array)
    if not len(shapes) or not set(shapely.get_type_id(shapes).tolist()) <= {_POLYGON, _MULTIPOLYGON}:
        _core.refuse("zones", "every row needs a polygon or a multipolygon")
    kind, coords, offsets = shapely.to_ragged_array(shapes, include_z=False)
    if kind.value == _POLYGON:   # one per shape
        offsets = (*offsets, np.arange(len(shapes) + 1))
    return RaggedPolygons(coords, *offsets)


def _texts(values: Iterable[object] | None, count: int, numbered: bool) -> list[str]:
    if values is None:
        return [str(i + 1) if numbered else "" for i in range(count)]
    return ["" if value is None else str(value) for value in values]


def _check(row: tuple[list[tuple[str, list[int], float, float, list[NDArray[np.float64]]]], float, float, float, float]) -> ZoneCheck:
    return ZoneCheck([ZoneFinding(*finding) for finding in row[0]], *row[1:])


def check_zones(zones: geopandas.GeoDataFrame | geopandas.GeoSeries | RaggedPolygons, *, code: Iterable[object] | None = None,
                parent: Iterable[object] | None = None, known_parents: Iterable[object] = (), sliver_width_m: float = 1.0,
                largest_gap_m2: float = math.inf) -> ZoneCheck:
    """What is wrong with zones that should cover the ground without gap and overlap.

    code, parent: one per zone; with `parent` a zone without one is a finding, with `known_parents` also one of another.
    Gaps and overlaps of a smaller mean width than sliver_width_m are slivers; ground of none over largest_gap_m2 is no gap.
    Points closer than 0.5 mm are one point. Crossing and nesting are decided exactly.

        check = libgrid.check_zones(gdf.to_crs(4547), code=gdf["BGCODE"])
        check.findings[0].kind, check.findings[0].zones, check.findings[0].area_m2
    """
    shapes = _ragged(zones)
    count = len(shapes.shape_offsets) - 1
    return _check(_core.check_zones(*shapes, code=_texts(code, count, True), parent=_texts(parent, count, False),
                                    sliver_width_m=sliver_width_m, largest_gap_m2=largest_gap_m2,
                                    known_parents=_texts(known_parents, 0, False), needs_parent=parent is not None))


def repair_zones(zones: geopandas.GeoDataFrame | geopandas.GeoSeries | RaggedPolygons, *, code: Iterable[object] | None = None,
                 gap_width_m: float = 1.0, overlap_width_m: float = 1.0, largest_gap_m2: float = math.inf) -> ZoneRepair:
    """Mends what is unambiguous, on a lattice of about 1 mm: a narrow gap goes to the neighbour with the longest border,
    a narrow overlap to the lower code, a vertex of one zone on the border of another enters both. The rest is left alone
    and listed.

        repair = libgrid.repair_zones(gdf, code=gdf["BGCODE"])
        repair.before.overlap_m2, repair.after.overlap_m2
    """
    shapes = _ragged(zones)
    mended, actions, changed, snapped, before, after = _core.repair_zones(
        *shapes, code=_texts(code, len(shapes.shape_offsets) - 1, True), gap_width_m=gap_width_m,
        overlap_width_m=overlap_width_m, largest_gap_m2=largest_gap_m2)
    return ZoneRepair(RaggedPolygons(*mended), [ZoneFinding(*action) for action in actions], changed, snapped, _check(before), _check(after))


def tessellate(districts: geopandas.GeoDataFrame | geopandas.GeoSeries | RaggedPolygons, *, cell: str = "square",
               area_m2: float = 10_000.0) -> Tessellation:
    """万米单元网格: cuts districts into squares or hexagons of one area, clipped, with small and thin parts merged.

    The units of a district cover it exactly; units on both sides of a border share its vertices.

        units = libgrid.tessellate(communities, cell="hexagon")
        units.district[i]           # position of the community of unit i
    """
    ragged = _ragged(districts)
    shapes, district, area, pieces, cells, whole, small, thin, given, snapped = _core.tessellate(*ragged, cell=cell,
                                                                                                 area_m2=area_m2)
    odd = [f for f in check_zones(ragged, sliver_width_m=0.0).findings if f.kind in ("overlap", "self_intersection")]
    return Tessellation(RaggedPolygons(*shapes), district, area, pieces, cells, whole, small, thin, given, snapped, odd)


def number_units(x: ArrayLike, y: ArrayLike, community: str, *, digits: Sequence[int] = (0, 6, 3, 3, 3), first: int = 1,
                 row_m: float = 100.0, taken: Iterable[str] = ()) -> list[str]:
    """Codes of the unit grids of one community, numbered from west to east, then from north to south (rows of row_m).

    digits: of object, county, street, community and sequence (data/tables/unit_code_profiles.csv); community is everything
    in front of the sequence. taken: codes that may not be given, void ones too. More units than numbers is a GridError.

        libgrid.number_units(x, y, "110101001002")          # ["110101001002001", ...]
    """
    return _core.number_units(x, y, community, digits=list(digits), first=first, row_m=row_m, taken=list(taken))
