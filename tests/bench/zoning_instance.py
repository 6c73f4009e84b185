"""A zoning instance as one flat file for zoning_bench: python3 zoning_instance.py NAME.npz OUT.bin

The npz has xadj, adj (rows of neighbours), elen (shared border, m), erank (road class of that border), w (workload), area (m2)
and ext (outer border, m). OUT.bin, little-endian: "GRIDZONE", int64 blocks, int64 half edges, then int32 xadj, int32 adj,
float64 elen, float64 erank, float64 w, float64 area, float64 ext. Needs numpy.
"""
import sys

import numpy as np


def convert(source, target):
    d = np.load(source)
    with open(target, "wb") as out:
        out.write(b"GRIDZONE")
        np.asarray([len(d["w"]), len(d["adj"])], "<i8").tofile(out)
        for name in ("xadj", "adj"):
            d[name].astype("<i4").tofile(out)
        for name in ("elen", "erank", "w", "area", "ext"):
            d[name].astype("<f8").tofile(out)


if __name__ == "__main__":
    convert(*sys.argv[1:3])
