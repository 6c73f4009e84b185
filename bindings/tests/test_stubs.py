"""The typed pages say what is there: names, arguments, properties; and mypy accepts the package in strict mode."""
import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import libgrid
from conftest import small_city_rules
from libgrid import _core

PACKAGE = Path(libgrid.__file__).parent
STUB = ast.parse((PACKAGE / "_core.pyi").read_text(encoding="utf-8"))


def public(names):
    return {name for name in names if not name.startswith("_")}


def written(body):
    """name -> node, of functions and classes"""
    return {node.name: node for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def stub_arguments(node):
    """Names, keyword-only after a *, and whether there is a default; without self."""
    arguments = [(a.arg, False) for a in node.args.args]
    for k in range(len(node.args.defaults)):
        arguments[-1 - k] = (arguments[-1 - k][0], True)
    keywords = [(a.arg, default is not None) for a, default in zip(node.args.kwonlyargs, node.args.kw_defaults)]
    return [a for a in arguments if a[0] != "self"] + ([("*", False)] if keywords else []) + keywords


def real_arguments(function):
    """The same from the signature that pybind11 writes into the first line of the documentation."""
    line = function.__doc__.splitlines()[0]
    line = re.sub(r"^\w+", "def f", line).replace("...", "None")
    line = re.sub(r"(libgrid\._core\.\w+)", "object", line)
    return stub_arguments(ast.parse(line + ": ...").body[0])


def test_every_name_is_typed():
    assert set(written(STUB.body)) == public(vars(_core))


@pytest.mark.parametrize("name", [name for name, node in written(STUB.body).items() if isinstance(node, ast.FunctionDef)])
def test_functions_have_these_arguments(name):
    assert stub_arguments(written(STUB.body)[name]) == real_arguments(getattr(_core, name))


@pytest.mark.parametrize("name", [name for name, node in written(STUB.body).items() if isinstance(node, ast.ClassDef)])
def test_classes_have_these_members(name):
    members, cls = written(written(STUB.body)[name].body), getattr(_core, name)
    assert public(members) == public(vars(cls))
    for member, node in members.items():
        is_property = any(isinstance(d, ast.Name) and d.id == "property" for d in node.decorator_list)
        assert is_property == isinstance(inspect.getattr_static(cls, member), property), member
        if not is_property and (member == "__init__" or not member.startswith("_")):
            assert stub_arguments(node) == real_arguments(getattr(cls, member)), member


def test_values_are_of_the_types_that_the_page_names(small, tmp_path):
    """Every property of every value of a real city, against its annotation."""
    version, city = small.workspace.plans()[0], small.workspace.city
    walled = libgrid.create(tmp_path / "walled", small_city_rules(
        road_kinds=[{"road_class": "lane", "kind": "back_lane"}],
        barriers={"column": "fclass", "classes": [{"value": "canal", "kind": "river", "factor": 0.2}],
                  "osm": [{"key": "barrier", "value": "hedge", "class": "canal"}]},
        zoning={"workloads": [{"name": "lanes", "measure": "back_lane_m", "weight": 2}],
                "must_link": [{"name": "hospital", "places": [{"lon": -71.06, "lat": 42.35}, {"lon": -71.05, "lat": 42.35}]}],
                "excluded": [{"name": "lake", "places": [{"lon": -71.06, "lat": 42.35}]}]})).city
    values = [version, city, *city.levels, *city.sectors, *city.posts, city.blocks, city.zoning,
              *city.zoning.road_class_costs, city.hotspots, city.rebound, city.default_coordinate,
              city.report_columns, city.report_source, city.back_lanes, *walled.road_kinds, walled.barriers, *walled.barriers.classes, *walled.barriers.osm,
              *walled.zoning.workloads, *walled.zoning.must_link, *walled.zoning.excluded, *small.summaries.values(), *(f for s in small.summaries.values() for f in s.figures)]
    names = vars(_core) | {"datetime": type(version.valid_from)}
    seen = set()
    for value in values:
        seen.add(type(value).__name__)
        for name, node in written(written(STUB.body)[type(value).__name__].body).items():
            text = re.sub(r"(tuple|list)\[.*\]", r"\1", ast.unparse(node.returns))
            assert isinstance(getattr(value, name), eval(text, names)), (value, name)
    assert seen == {name for name, node in written(STUB.body).items() if isinstance(node, ast.ClassDef)} - {
        "Atlas", "LayerLocator", "Locator", "OpenDraft", "Plan", "Snapper", "StreetWays", "UnitCodeRegister"}


def test_every_public_name_has_a_page():
    for name in libgrid.__all__:
        assert getattr(libgrid, name).__doc__, name
    for cls in (libgrid.Workspace, libgrid.Plan, libgrid.Locator):
        for name in public(vars(cls)) - {"folder"}:
            assert inspect.getdoc(getattr(cls, name)), f"{cls.__name__}.{name}"


USE = '''
import geopandas, libgrid, numpy as np, pandas
from numpy.typing import NDArray

def use(workspace: libgrid.Workspace, x: NDArray[np.float64]) -> None:
    zones: geopandas.GeoDataFrame = workspace.zones(level=2)
    columns: dict[str, object] = dict(workspace.zones(columns=True))
    reports: pandas.DataFrame = workspace.reports()
    index, border = libgrid.Locator.from_geodataframe(zones).locate(x, x)
    shape: NDArray[np.int32] = index
    z: NDArray[np.float64] = libgrid.gi_star([0], [0], [1]).z
    code: str = workspace.city.levels[0].name_en
'''
MISUSE = {
    "libgrid.gi_star([0], [0])": "call-arg", "libgrid.open('a').zones(level='2')": "call-overload",
    "libgrid.open('a').city.code = 'B'": "misc", "libgrid.project([0], [0], 26986, invalid='skip')": "arg-type",
    "libgrid.partition([1], [[0, 1]], [1], zones_per_parent=2, bands=[0.1])": "arg-type",
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """What mypy says about the package, a right use and a wrong one."""
    folder = tmp_path_factory.mktemp("mypy")
    (folder / "use.py").write_text(USE, encoding="utf-8")
    (folder / "misuse.py").write_text("import libgrid\n" + "\n".join(MISUSE) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), "-p", "libgrid", "-m", "use", "-m", "misuse"]
    command += ["--disable-error-code=import-untyped", "--disable-error-code=import-not-found"]   # GeoPandas, pandas, Shapely
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert result.returncode == 1, result.stderr   # the wrong use
    return [line for line in result.stdout.splitlines() if ": error:" in line]


def test_mypy_accepts_the_package_and_its_right_use(findings):
    assert [line for line in findings if not line.startswith("misuse.py")] == []


@pytest.mark.parametrize("statement", MISUSE)
def test_mypy_refuses_what_would_fail(findings, statement):
    number = list(MISUSE).index(statement) + 2
    assert [line for line in findings if line.startswith(f"misuse.py:{number}:") and line.endswith(f"[{MISUSE[statement]}]")], findings
