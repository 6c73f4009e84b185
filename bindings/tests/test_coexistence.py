"""Next to packages that bring another GEOS, PROJ or GDAL into the process, imported before or after."""
import os
import subprocess
import sys

import pytest

PROGRAM = """
import {first}
import {second}
import geopandas, numpy, pyogrio, pyproj, shapely
import libgrid
lon, lat = [-71.0648, -71.1], [42.3574, 42.3]
mine = numpy.array(libgrid.project(lon, lat, 26986))
theirs = pyproj.Transformer.from_crs(4269, 26986, always_xy=True).transform(lon, lat)
assert numpy.abs(mine - theirs).max() < 1e-6
zones = libgrid.open({workspace!r}).zones(2)
locator = libgrid.Locator.from_geodataframe(zones)
assert locator.locate(*shapely.get_coordinates(zones.representative_point()).T)[0].tolist() == list(range(len(zones)))
assert len(pyogrio.read_dataframe({gpkg!r}, layer="zones")) == 10
assert shapely.union_all(zones.geometry.array).geom_type == "Polygon"
print(mine.tolist())
"""


def run(small, first, second, **environment):
    program = PROGRAM.format(first=first, second=second, workspace=str(small.workspace.folder), gpkg=str(next(small.out.glob("*.gpkg"))))
    return subprocess.run([sys.executable, "-c", program], env=os.environ | environment, cwd="/", check=True, capture_output=True,
                          text=True).stdout


@pytest.mark.parametrize("other", ["shapely", "pyproj", "pyogrio"])
def test_either_may_come_first(small, other):
    assert run(small, "libgrid", other) == run(small, other, "libgrid")


def test_the_data_of_another_proj_do_not_disturb(small):
    import pyproj

    assert run(small, "libgrid", "pyproj", PROJ_DATA=pyproj.datadir.get_data_dir()) == run(small, "libgrid", "pyproj")


def test_numpy_is_enough():
    program = "import sys, libgrid; print([name for name in ('pandas', 'geopandas', 'shapely', 'pyproj') if name in sys.modules])"
    out = subprocess.run([sys.executable, "-c", program], cwd="/", check=True, capture_output=True, text=True).stdout
    assert out.strip() == "[]"
