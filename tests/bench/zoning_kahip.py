"""KaHIP 3.25 (PyPI) on an instance of zoning_bench:  python3 zoning_kahip.py NAME.bin ZONES SEED MODE LABELS

MODE is strong or eco, imbalance 5 %. Borders are rounded to metres, loads to whole numbers, as for METIS. Writes one label per
line and prints the CPU seconds of the call alone.
"""
import resource
import struct
import sys

import kahip
import numpy as np

path, zones, seed, mode, labels = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
with open(path, "rb") as file:
    _, blocks, halves = struct.unpack("<8sqq", file.read(24))
    first = np.fromfile(file, np.int32, blocks + 1)
    to = np.fromfile(file, np.int32, halves)
    border = np.fromfile(file, np.float64, halves)
    np.fromfile(file, np.float64, halves)     # ranks of roads
    load = np.fromfile(file, np.float64, blocks)


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


weights = np.maximum(1, np.rint(border)).astype(int).tolist()
begin = cpu()
_, part = kahip.kaffpa(load.astype(int).tolist(), first.tolist(), weights, to.tolist(), zones, 0.05, True, seed,
                       {"eco": kahip.ECO, "strong": kahip.STRONG}[mode])
seconds = cpu() - begin
np.savetxt(labels, np.array(part), fmt="%d")
print(f"{seconds:.3f}")
