"""The rival of roads_bench: GeoPandas sjoin_nearest on the same points and edges, one thread.

    OMP_NUM_THREADS=1 python3 tests/bench/roads_rival.py POINTS LIBGRID_CPU_SECONDS

POINTS and POINTS.edges are what `roads_bench --points POINTS` wrote. Prints the CPU seconds, index building included,
the ratio to libgrid's, and the largest difference of a distance.
"""
import sys
import time

import geopandas
import numpy as np
import shapely


def main():
    rows = np.fromfile(sys.argv[1]).reshape(-1, 3)
    edges = np.fromfile(sys.argv[1] + ".edges").reshape(-1, 2, 2)
    points = geopandas.GeoDataFrame(geometry=shapely.points(rows[:, :2]))
    lines = geopandas.GeoDataFrame(geometry=shapely.linestrings(edges))
    start = time.process_time()
    found = geopandas.sjoin_nearest(points, lines, distance_col="distance")
    seconds = time.process_time() - start
    first = found[~found.index.duplicated()].sort_index()  # equally near edges give several rows
    off = np.abs(first["distance"].to_numpy() - rows[:, 2]).max()
    print(f"  geopandas {geopandas.__version__}, shapely {shapely.__version__}: sjoin_nearest {seconds:.2f} CPU s")
    print(f"  libgrid is {seconds / float(sys.argv[2]):.1f} x as fast (wanted >= 20)")
    print(f"  largest difference of a distance {off:.3g} m (wanted 1e-9)")


if __name__ == "__main__":
    main()
