"""Part 5: cells and hotspots.csv."""
import numpy as np
import pandas as pd
import shapely

from city_inputs import CELL_M, lattice_cells
from city_outputs import reals, shapes
from gi_star import ALPHA, benjamini_hochberg, gi_star_z, queen_weights, two_sided_p

Z_TOLERANCE = 1e-10   # "z to 1e-10", absolute or relative, whichever allows more
P_TOLERANCE = 1e-10


def check_cells(log, model):
    """"250 m square cells (origin floor(min/250) x 250 of the land's box ...; cells that meet the land
    with positive area"."""
    ox, oy, cells = model.cells
    _, _, ix, iy = lattice_cells(model.land)
    mine = set(zip(ix.tolist(), iy.tolist()))
    theirs = set(zip(cells["ix"].tolist(), cells["iy"].tolist()))
    log.check("cells: those that meet the land", mine == theirs,
              f"{len(theirs)} cells, {len(theirs - mine)} too many, {len(mine - theirs)} missing", len(mine))
    west, south, _, _ = model.city.land.bounds
    log.equal("cells: origin", (float(ox), float(oy)),
              (float(np.floor(west / CELL_M) * CELL_M), float(np.floor(south / CELL_M) * CELL_M)))
    squares = shapely.box(ox + cells["ix"] * CELL_M, oy + cells["iy"] * CELL_M,
                          ox + (cells["ix"] + 1) * CELL_M, oy + (cells["iy"] + 1) * CELL_M)
    same = shapely.equals(shapes(cells), squares)
    log.none_wrong("cells: squares of 250 m on the lattice", (~same).sum(), len(cells), "cells")


def check_hotspots(log, model):
    """"hotspots.csv lists every cell of layer cells for every such category"; n, z, p, q, significant."""
    table = model.out.table("hotspots")
    ox, oy, cells = model.cells
    ix, iy = cells["ix"].to_numpy(), cells["iy"].to_numpy()
    city = model.city
    names = sorted(table["category"].unique())
    log.check("hotspots: categories with >= 100 reports", names == city.categories, f"{len(names)} categories",
              f"{len(city.categories)} categories")
    table = table.assign(ix=table["ix"].astype(int), iy=table["iy"].astype(int))
    log.check("hotspots: every cell for every category", len(table) == len(cells) * len(city.categories) and
              not table.duplicated(["category", "ix", "iy"]).any(), f"{len(table)} rows",
              len(cells) * len(city.categories))
    counts = city.cell_counts(ox, oy, ix, iy)
    z = gi_star_z(counts, queen_weights(ix, iy))
    p = two_sided_p(z)
    q = np.column_stack([benjamini_hochberg(p[:, k]) for k in range(p.shape[1])])
    frame = pd.DataFrame({"category": np.repeat(city.categories, len(ix)), "ix": np.tile(ix, len(city.categories)),
                          "iy": np.tile(iy, len(city.categories)), "my_n": counts.T.ravel(), "my_z": z.T.ravel(),
                          "my_p": p.T.ravel(), "my_q": q.T.ravel()})
    both = frame.merge(table, on=["category", "ix", "iy"], how="inner")
    log.equal("hotspots: rows found again", len(both), len(frame))
    n = both["n"].astype(int)
    log.none_wrong("hotspots: n = reports in the cell", (n != both["my_n"]).sum(), len(both), "rows")
    for column, tolerance in (("z", Z_TOLERANCE), ("p", P_TOLERANCE), ("q", P_TOLERANCE)):
        mine = both["my_" + column].to_numpy()
        off = np.abs(reals(both[column]) - mine)
        if column == "z":
            off = off / np.maximum(1.0, np.abs(mine))
        worst = np.inf if np.isnan(off).any() else off.max()
        log.check(f"hotspots: {column}", worst <= tolerance, f"largest difference {worst:.3g} over {len(both)} rows",
                  f"{tolerance:g}")
    sure = np.abs(both["my_q"] - ALPHA) > 1e-9
    mine = (both["my_q"] <= ALPHA).astype(int)
    wrong = (both["significant"].astype(int) != mine) & sure
    log.none_wrong(f"hotspots: significant ({int(mine.sum())} cells)", wrong.sum(), len(both), "rows")
    theirs = (reals(both["q"]) <= ALPHA).astype(int)
    wrong = both["significant"].astype(int) != theirs
    log.none_wrong("hotspots: significant = 1 if q <= 0.05 as printed", wrong.sum(), len(both), "rows")
