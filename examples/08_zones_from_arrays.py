"""Demonstrates: balanced, connected zones for blocks that you have as arrays, on two levels, in Python."""
import numpy as np

import libgrid

SIDE = 24   # 24 x 24 square blocks of 100 m, with more work in the middle
at = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
edges = np.concatenate([np.column_stack([at[:, :-1].ravel(), at[:, 1:].ravel()]),
                        np.column_stack([at[:-1].ravel(), at[1:].ravel()])])
distance = np.hypot(*(np.indices((SIDE, SIDE)) - (SIDE - 1) / 2)).ravel()
workload = 1 + 4 * np.exp(-(distance / 6) ** 2)

labels = libgrid.partition(workload, edges, border_m=np.full(len(edges), 100.0), zones_per_parent=[4, 3], bands=[0.03, 0.08],
                           area_m2=np.full(SIDE * SIDE, 1e4), perimeter_m=np.full(SIDE * SIDE, 400.0), seed=7)

for level, zones in enumerate(labels, 1):
    loads = np.bincount(zones, weights=workload)
    within = np.abs(loads / loads.mean() - 1).max() <= (0.03, 0.08)[level - 1]
    print(f"level {level}: {len(loads):2} zones, all within their band: {within}")
print("every zone lies in one zone of the level above:", np.array_equal(labels[0], labels[1] // 3))
again = libgrid.partition(workload, edges, border_m=np.full(len(edges), 100.0), zones_per_parent=[4, 3], bands=[0.03, 0.08],
                          area_m2=np.full(SIDE * SIDE, 1e4), perimeter_m=np.full(SIDE * SIDE, 400.0), seed=7, threads=1)
print("the same again on one thread:", np.array_equal(labels, again))
