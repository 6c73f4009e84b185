"""Is a request for balanced zones really impossible?  python3 zoning_certificate.py INSTANCE.bin CERTIFICATE.json ...

Standard library only; shares no code with libgrid; all sums and comparisons are exact fractions.
INSTANCE.bin is written by tests/bench/zoning_instance.py. A certificate is an object (or a list of objects) with

    kind    heavy_block, cut_off_set, component, zone_count or searched
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
zone_count   every zone holds a block of the set: every other block lies, without some block of the set, in a piece
             that is lighter than the minimum. So a component has at most as many zones as blocks of the set; with
             what its workload needs and fills, the components together need more than the zones asked, or hold less.
searched     the set is a component or all blocks; no division of it into connected zones within the limits (exactly
             as many as are asked, if it is all blocks) exists: they are all tried here again.

A zone carries a whole multiple of the largest amount that divides all workloads, so the limits are drawn in to such
multiples: 100 equal blocks have no 3 zones within 1 %.

Prints a line per certificate; ends with 0 if all are proofs, 1 if any is not or cannot be read.
"""
import array
import json
import sys
from fractions import Fraction
from math import ceil, floor, gcd, lcm


class Instance:
    """Neighbours and workload of every block."""

    def __init__(self, neighbours, loads):
        self.neighbours = neighbours
        self.loads = [Fraction(load) for load in loads]
        self.total = sum(self.loads)

    def unit(self):
        """The largest amount of which all workloads are multiples."""
        below = lcm(*(load.denominator for load in self.loads))
        return Fraction(gcd(*(int(load * below) for load in self.loads)), below)

    def components(self):
        left = set(range(len(self.loads)))
        while left:
            piece = self.piece(min(left))
            left -= piece
            yield piece

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


def fewest_zones(load, most):
    """That carry at most so much each; beyond all counts where a zone can carry nothing."""
    if most <= 0:
        return 1 if load == 0 else 10**18
    return max(1, ceil(load / most))


def component_fault(instance, certificate, blocks, least, most):
    if instance.piece(min(blocks)) != blocks:
        return "not a connected component"
    load = instance.load(blocks)
    fewest = fewest_zones(load, most)
    return None if fewest * least > load else f"{fewest} zones fit"


def zone_count_fault(instance, certificate, blocks, least, most):
    held = set(blocks)
    for head in blocks:
        for start in instance.neighbours[head]:
            if start not in held:
                piece = instance.piece(start, without=head)
                if instance.load(piece) < least:
                    held |= piece
    if len(held) < len(instance.loads):
        return f"block {min(set(range(len(instance.loads))) - held)} may be in a zone without a block of the set"
    fewest = most_zones = 0
    for piece in instance.components():
        load = instance.load(piece)
        fewest += fewest_zones(load, most)
        holds = len(piece & blocks)
        most_zones += min(holds, floor(load / least)) if least > 0 else holds
    zones = certificate["zones"]
    return None if zones < fewest or zones > most_zones else f"{fewest} to {most_zones} zones fit"


def searched_fault(instance, certificate, blocks, least, most):
    whole = len(blocks) == len(instance.loads)
    if not whole and instance.piece(min(blocks)) != blocks:
        return "not a component, nor all blocks"
    zones = certificate["zones"] if whole else None
    return "a division exists" if division_exists(instance, blocks, zones, least, most) else None


def zones_of_block(instance, start, free, least, most):
    """Every connected set of free blocks with `start` whose load is within the limits, once."""
    def grow(inside, load, fringe, barred):
        if load > most:
            return
        if load >= least:
            yield inside
        fringe, barred = list(fringe), set(barred)
        while fringe:
            block = fringe.pop()
            barred.add(block)
            fresh = [near for near in instance.neighbours[block] if near in free and near not in barred
                     and near not in inside and near not in fringe]
            yield from grow(inside | {block}, load + instance.loads[block], fringe + fresh, barred)
    near = [block for block in instance.neighbours[start] if block in free]
    yield from grow(frozenset([start]), instance.loads[start], near, {start})


def division_exists(instance, blocks, zones, least, most):
    """Depth first over the zone of the lowest block left; what is left and failed once is not tried again."""
    failed, open_states = set(), [(frozenset(blocks), zones)]
    while open_states:
        free, left = open_states.pop()
        if (free, left) in failed:
            continue
        failed.add((free, left))
        if not free:
            if left in (None, 0):
                return True
            continue
        if left is not None and not left * least <= instance.load(free) <= left * most:
            continue
        for zone in zones_of_block(instance, min(free), free, least, most):
            open_states.append((free - zone, None if left is None else left - 1))
    return False


FAULTS = {"heavy_block": heavy_block_fault, "cut_off_set": cut_off_fault, "component": component_fault,
          "zone_count": zone_count_fault, "searched": searched_fault}


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
    band, unit = Fraction(band), instance.unit()
    least, most = ceil(mean * (1 - band) / unit) * unit, floor(mean * (1 + band) / unit) * unit
    return FAULTS[certificate["kind"]](instance, certificate, set(blocks), least, most)


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
