"""libgrid: grid-based city management (网格化管理) — zones, duties, reports, hotspots.

    import libgrid

    workspace = libgrid.open("out/boston/workspace")        # made by ./dev demo, or step by step: libgrid.steps
    zones = workspace.zones(level=2)                         # a GeoDataFrame
    workspace.locate(lon, lat)                               # who is responsible, for arrays of places

    locator = libgrid.Locator.from_geodataframe(zones)       # without a workspace: your own polygons, arrays in and out
    index, border = locator.locate(x, y)

Numbers are plane metres unless a name says lon or lat. Errors are GridError: ValueErrors that name what is wrong and the
cure, in English and Chinese.
"""
from importlib.metadata import version as _version

from . import hotspot, places, recurrence, roads
from ._core import (BackLaneRules, BarrierClass, BarrierRules, BlockRules, City, DefaultCoordinateRules, ExcludedGround, Figure,
                    HotspotRules, Level,
                    MustLinkRule, OsmBarrier, PlanVersion, PostTitle, ReboundRules, ReportColumns, ReportSource,
                    RoadClassCost, RoadKindRow, Sector, StepSummary, WorkloadRule, ZoningRules)
from .analyses import ReportingBias, analyse_hotspots, analyse_imbalance, reporting_bias
from .borders import Borders, borders
from .coverage import (Tessellation, ZoneCheck, ZoneFinding, ZoneRepair, check_zones, number_units, repair_zones,
                       tessellate)
from .datum import convert
from .deciding import Decision, decide, decisions, withdraw_decision
from .editor import Editor, diff, preview_reassignment
from .errors import GridError, GridFileError, GridKeyError
from .importing import import_reports
from .locator import LayerLocator, Locator
from .over_space import global_statistics, heat_map, local_statistics, look_back_list, rebound_forest, report_clusters
from .over_time import (WorkspaceAnalysis, campaign, emerging_hotspots, exact_hotspots, imbalance_of,
                        space_time_scan)
from .plan import Plan
from .projection import project, unproject
from .quality import Quality, quality
from .ragged import RaggedLines, RaggedPolygons
from .rebalancing import Rebalance, rebalance_plan
from .regions import Regions, regions
from .responsible import responsible
from .statistics import GiStar, benjamini_hochberg, gi_star
from .steps import (assign_reports, cut_streets, draft_plan, draw_blocks, export_outputs, export_version, find_hotspots,
                    import_city, measure_rebound, on_bar, publish_plan, write_html_report)
from .table import build_index, locate_table
from .unit_codes import UnitCode, UnitCodes
from .workspace import Workspace, create
from .workspace import open as open
from .zoning import partition

__version__ = _version("libgrid")

# Without `open`: `from libgrid import *` must not take Python's own.
__all__ = [
    "BackLaneRules", "BarrierClass", "BarrierRules", "BlockRules", "Borders", "City", "Decision", "DefaultCoordinateRules",
    "Editor", "ExcludedGround", "Figure", "GiStar", "GridError", "GridFileError", "GridKeyError", "HotspotRules", "LayerLocator",
    "Level", "Locator", "MustLinkRule", "OsmBarrier", "Plan", "PlanVersion", "PostTitle", "Quality", "RaggedLines",
    "RaggedPolygons", "Rebalance", "ReboundRules", "Regions", "ReportColumns", "ReportSource", "ReportingBias",
    "RoadClassCost", "RoadKindRow", "Sector", "StepSummary", "Tessellation", "UnitCode", "UnitCodes",
    "WorkloadRule", "Workspace", "WorkspaceAnalysis", "ZoneCheck", "ZoneFinding", "ZoneRepair", "ZoningRules",
    "analyse_hotspots", "analyse_imbalance", "assign_reports", "benjamini_hochberg", "borders", "build_index", "campaign",
    "check_zones", "convert", "create", "cut_streets", "decide", "decisions", "diff", "draft_plan", "draw_blocks",
    "emerging_hotspots", "exact_hotspots", "export_outputs", "export_version", "find_hotspots", "gi_star",
    "global_statistics", "heat_map", "hotspot", "imbalance_of", "import_city", "import_reports", "local_statistics", "locate_table",
    "look_back_list", "measure_rebound", "number_units", "on_bar", "partition", "places", "preview_reassignment",
    "project", "publish_plan", "quality", "rebalance_plan", "rebound_forest", "recurrence", "regions",
    "repair_zones", "report_clusters", "reporting_bias", "responsible", "roads", "space_time_scan", "tessellate",
    "unproject", "withdraw_decision", "write_html_report",
]
