"""Local statistics of zones and blocks of a workspace, against those of the arrays."""
import numpy as np
import pytest

import libgrid
from drawing import drawn

geopandas = pytest.importorskip("geopandas")


@pytest.mark.parametrize("of", ["lowest", "blocks", 1])
def test_the_tables_are_those_of_the_arrays(small, tmp_path, of):
    from libgrid import hotspot

    if of == 1 and (small.workspace.plan().zones()["level"] == 1).sum() < 4:
        with pytest.raises(libgrid.GridError):
            libgrid.local_statistics(small.workspace, of=of)
        return
    found = libgrid.local_statistics(small.workspace, tmp_path / "out", of=of, permutations=99, seed=3)
    units, rows = found.tables["local"], found.tables["local_statistics"]
    assert found.seed == 3 and len(found.places) == len(units) == found.parameters["units"]
    assert units["reports"].sum() == found.n and units["unit_code"].map(type).eq(str).all()
    weights = hotspot.Weights.zones(found.places, queen=True)
    ours = hotspot.gi_star(weights, found.places["reports"].to_numpy(float)).to_frame()
    theirs = rows[(rows["value"] == "reports") & (rows["name"] == "gi_star")]
    assert np.allclose(ours["z"], theirs["z"].to_numpy(float), rtol=0, atol=1e-12, equal_nan=True)
    assert (tmp_path / "out" / "local.gpkg").exists()


def test_exposure_neighbours_and_picture(small, tmp_path):
    codes = libgrid.local_statistics(small.workspace, permutations=0).tables["local"]["unit_code"]
    hours = tmp_path / "hours.csv"
    hours.write_text("zone,hours\n" + "".join(f"{code},{i + 1}\n" for i, code in enumerate(codes)), encoding="utf-8")
    found = libgrid.local_statistics(small.workspace, neighbours="nearest", nearest=2, exposure=hours, permutations=19)
    assert found.parameters["exposure"] == "hours" and found.tables["local"]["neighbours"].eq(2).all()
    assert found.tables["local"]["exposure"].tolist() == [float(i + 1) for i in range(len(codes))]
    assert drawn(found) == ["Local hot spots", "局部热点"]
    with pytest.raises(libgrid.GridError):
        libgrid.local_statistics(small.workspace, neighbours="friends")
    with pytest.raises(libgrid.GridError):
        libgrid.local_statistics(small.workspace, of=9)
