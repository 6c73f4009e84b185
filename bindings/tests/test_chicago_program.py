"""tests/bench/chicago_sanitation.py on a made-up city: its own checks hold, and what was planted is named."""
import importlib.util
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

SPEC = importlib.util.spec_from_file_location("chicago_sanitation", Path(__file__).resolve().parents[2] / "tests" / "bench" / "chicago_sanitation.py")
program = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(program)

SEED, SIDE, STEP = 7, 8, 1 / 64
WEST, SOUTH = -87.75, 41.75


def made_city():
    """8 x 8 beats, number 3100 three times, 240 complaints more in a square of four beats, 5 complaints outside of all, 2 on corners."""
    rng = np.random.default_rng(SEED)
    boxes = [shapely.box(WEST + i * STEP, SOUTH + j * STEP, WEST + (i + 1) * STEP, SOUTH + (j + 1) * STEP)
             for j in range(SIDE) for i in range(SIDE)]
    numbers = [str(100 + k) for k in range(SIDE**2)]
    for k in (0, 7, 63):
        numbers[k] = "3100"
    lon, lat = WEST + rng.uniform(0, SIDE * STEP, 400), SOUTH + rng.uniform(0.01 * STEP, (SIDE - 0.01) * STEP, 400)
    hot = WEST + rng.uniform(3.0, 5.0, 240) * STEP, SOUTH + rng.uniform(4.0, 6.0, 240) * STEP
    out = np.full(5, WEST - STEP), SOUTH + np.arange(5) * STEP
    corner = WEST + np.array([2, 5]) * STEP, SOUTH + np.array([3, 5]) * STEP
    lon, lat = (np.concatenate(parts) for parts in zip((lon, lat), hot, out, corner))
    return (geopandas.GeoDataFrame({"beat": numbers}, geometry=boxes, crs=4326),
            geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat), crs=4326))


def test_definitions_agree_and_what_was_planted_is_named():
    found = program.check(*made_city())
    assert (found["rows"], found["numbers"], found["repeated"]) == (64, 62, {"3100": 3})
    assert (found["complaints"], found["in_no_beat"]) == (647, 5)
    planted = {str(100 + j * SIDE + i) for i in (3, 4) for j in (4, 5)}
    assert found["most"][0] in planted and found["hottest"] in planted and found["hottest_by_area"] in planted
    assert found["hot_normal"] >= 4


def test_a_difference_ends_the_program():
    with pytest.raises(SystemExit, match="Gi"):
        program.same("Gi*", [1.0, 2.0], [1.0, 2.0 + 1e-6])


def test_a_point_on_a_border_is_covered_and_the_lowest_answers():
    squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    x, y = np.array([1.0, 0.5, 1.5, 2.5, 0.0, 2.0]), np.array([0.5, 1.0, 0.0, 0.5, 0.0, 1.0])
    assert program.located_plainly(squares, x, y).tolist() == [0, 0, 1, -1, 0, 1]
