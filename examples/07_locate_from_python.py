"""Demonstrates: your own polygons and points in Python, arrays in and arrays out, borders decided exactly."""
import numpy as np

import libgrid

# Two zones side by side, 100 m wide each:   | 0 | 1 |   The ring of a zone: five corners, the first repeated.
west, east = ([(x, 0), (x + 100, 0), (x + 100, 100), (x, 100), (x, 0)] for x in (0, 100))
zones = libgrid.RaggedPolygons(coords=np.array(west + east, dtype=float), ring_offsets=np.array([0, 5, 10]),
                               polygon_offsets=np.array([0, 1, 2]), shape_offsets=np.array([0, 1, 2]))
locator = libgrid.Locator(*zones)   # from a GeoDataFrame: libgrid.Locator.from_geodataframe(zones)

x, y = np.array([30.0, 170.0, 100.0, 230.0]), np.full(4, 50.0)
index, border = locator.locate(x, y)
nearest, metres = locator.nearest(x, y)
for row in zip(x, index, border, nearest, metres):
    print("x {:5.0f}: zone {:2d}, on a border: {!s:5}, nearest zone {}, {:.0f} m".format(*row))

points, shapes = locator.covering(x, y)
print("the point on the common border lies in zones", shapes[points == 2].tolist())

try:
    locator.locate(x, y[:2])
except libgrid.GridError as error:
    print(error.message_en)
    print(error.message_zh)
