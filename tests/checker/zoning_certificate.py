"""Is a request for balanced zones really impossible?  python3 zoning_certificate.py INSTANCE.bin CERTIFICATE.json ...

Standard library only; shares no code with libgrid; all sums and comparisons are exact fractions.
INSTANCE.bin is written by tests/bench/zoning_instance.py. A certificate is an object (or a list of objects) with

    kind    heavy_block, cut_off_set or component
    zones   number of zones asked
    band    every zone must carry (1 - band) .. (1 + band) times the mean, total / zones
    blocks  the set, by position in the instance
    centre  of a cut_off_set: the block that cuts the others off

heavy_block  the block alone is heavier than the maximum.
cut_off_set  without the centre the others are whole connected pieces, each next to the centre and lighter than the
             minimum. No such piece can hold a zone, so all of them are in the zone of the centre, and together with
             it they are heavier than the maximum.
component    the set is connected, has no neighbour outside, and no whole number of zones within the limits adds up
             to what it carries (lighter than the minimum is the plainest case).

Prints a line per certificate; ends with 0 if all are proofs, 1 if any is not or cannot be read.
"""
import array
import json
import sys
from fractions import Fraction
from math import ceil


class Instance:
    """Neighbours and workload of every block."""

    def __init__(self, neighbours, loads):
        self.neighbours = neighbours
        self.loads = [Fraction(load) for load in loads]
        self.total = sum(self.loads)

    def load(self, blocks):
        return sum((self.loads[block] for block in blocks), Fraction(0))

    def piece(self, start, without=None):
        """The blocks that can be reached from one, never through `without`."""
        seen, open_blocks = {start}, [start]
        while open_blocks:
            for block in self.neighbours[open_blocks.pop()]:
                if block != without and block not in seen:
                    seen.add(block)
                    open_blocks.append(block)
        return seen


def read_column(file, code, count):
    column = array.array(code)
    column.frombytes(file.read(count * column.itemsize))
    if len(column) != count:
        raise ValueError("the instance ends too early")
    if sys.byteorder == "big":
        column.byteswap()
    return column


def read_instance(path):
    with open(path, "rb") as file:
        if file.read(8) != b"GRIDZONE":
            raise ValueError("not a zoning instance")
        blocks, halves = read_column(file, "q", 2)
        first = read_column(file, "i", blocks + 1)
        to = read_column(file, "i", halves)
        file.seek(2 * 8 * halves, 1)  # lengths and classes of the borders
        loads = read_column(file, "d", blocks)
    return Instance([list(to[first[i]:first[i + 1]]) for i in range(blocks)], loads)


def heavy_block_fault(instance, certificate, blocks, least, most):
    if len(blocks) != 1:
        return "not one block"
    return None if instance.load(blocks) > most else "not heavier than the maximum"


def cut_off_fault(instance, certificate, blocks, least, most):
    centre = certificate.get("centre")
    if centre not in blocks:
        return "the centre is not in the set"
    rest = blocks - {centre}
    for start in instance.neighbours[centre]:
        if start not in rest:
            continue
        piece = instance.piece(start, without=centre)
        if not piece <= blocks:
            return f"block {start} is not cut off by the centre"
        if instance.load(piece) >= least:
            return f"the piece of block {start} is not lighter than the minimum"
        rest -= piece
    if rest:
        return f"block {min(rest)} does not hang on the centre"
    return None if instance.load(blocks) > most else "not heavier than the maximum"


def component_fault(instance, certificate, blocks, least, most):
    if instance.piece(min(blocks)) != blocks:
        return "not a connected component"
    load = instance.load(blocks)
    fewest = max(1, ceil(load / most))
    return None if fewest * least > load else f"{fewest} zones fit"


FAULTS = {"heavy_block": heavy_block_fault, "cut_off_set": cut_off_fault, "component": component_fault}


def fault(instance, certificate):
    """Why the certificate proves nothing; None if it is a proof."""
    blocks = certificate.get("blocks")
    zones = certificate.get("zones")
    band = certificate.get("band")
    if certificate.get("kind") not in FAULTS:
        return "unknown kind"
    if not isinstance(blocks, list) or not blocks or len(set(blocks)) != len(blocks):
        return "no blocks, or one twice"
    if not all(type(block) is int and 0 <= block < len(instance.loads) for block in blocks):
        return "a block that does not exist"
    if type(zones) is not int or zones < 1 or not isinstance(band, (int, float, Fraction)) or not 0 <= band < 1:
        return "zones or band make no sense"
    if min(instance.loads) < 0 or instance.total <= 0:
        return "workloads make no sense"
    mean = instance.total / zones
    band = Fraction(band)
    return FAULTS[certificate["kind"]](instance, certificate, set(blocks), mean * (1 - band), mean * (1 + band))


def read_certificates(path):
    with open(path, encoding="utf-8") as file:
        found = json.load(file, parse_float=Fraction)  # 0.05 is five hundredths, not the nearest double
    found = found if isinstance(found, list) else [found]
    if not found or not all(isinstance(one, dict) for one in found):
        raise ValueError("no certificate in the file")
    return found


def main(arguments):
    if len(arguments) < 2:
        print(__doc__)
        return 1
    wrong = 0
    try:
        instance = read_instance(arguments[0])
        for path in arguments[1:]:
            for certificate in read_certificates(path):
                reason = fault(instance, certificate)
                wrong += reason is not None
                print(f"{path}: {certificate.get('kind')} of {len(certificate.get('blocks') or [])}: "
                      f"{'proved' if reason is None else 'NOT proved, ' + reason}")
    except (OSError, ValueError, TypeError) as error:
        print(f"cannot be read: {error}")
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
