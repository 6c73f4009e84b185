"""Hand-made graphs for the checker of zoning certificates, and all divisions of small random ones."""
import itertools
import json
import random
import struct
from fractions import Fraction

from zoning_certificate import Instance, fault, main, read_instance


def graph(loads, edges):
    neighbours = [[] for _ in loads]
    for a, b in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    return Instance(neighbours, loads)


def claim(kind, zones, blocks, centre=None, band=0.25):
    return {"kind": kind, "zones": zones, "band": band, "blocks": blocks, "centre": centre}


PATH = [(0, 1), (1, 2), (2, 3)]
# a star: 1, 2 and 3 hang on 0 only; 4, 5, 6 follow as a path
STAR = graph([4, 2, 2, 2, 4, 4, 2], [(0, 1), (0, 2), (0, 3), (0, 4), (4, 5), (5, 6)])


def test_a_block_above_the_maximum():
    instance = graph([1, 1, 1, 7], PATH)  # mean 5, most 6.25
    assert fault(instance, claim("heavy_block", 2, [3])) is None
    assert fault(instance, claim("heavy_block", 2, [2])) is not None
    assert fault(instance, claim("heavy_block", 2, [2, 3])) is not None
    assert fault(instance, claim("heavy_block", 2, [3], band=0.5)) is not None


def test_exactly_the_maximum_is_no_proof():
    assert fault(graph([1, 1, 1, 5], PATH), claim("heavy_block", 2, [3], band=0.25)) is not None  # 5 = 4 x 1.25


def test_light_pieces_on_a_heavy_centre():
    # total 20, four zones: mean 5, 3.75 .. 6.25; the star of 0 carries 10
    assert fault(STAR, claim("cut_off_set", 4, [0, 1, 2, 3], 0)) is None
    assert fault(STAR, claim("cut_off_set", 4, [0, 1, 2], 0)) is None  # 8 are enough
    assert fault(STAR, claim("cut_off_set", 4, [0, 1], 0)) is not None  # 6 may be a zone
    assert fault(STAR, claim("cut_off_set", 4, [0, 1, 2, 3], 1)) is not None  # 1 cuts nothing off
    assert fault(STAR, claim("cut_off_set", 4, [0, 1, 2, 4], 0)) is not None  # 4 goes on to 5
    assert fault(STAR, claim("cut_off_set", 4, [0, 1, 2, 4, 5, 6], 0)) is not None  # that piece can hold a zone
    assert fault(STAR, claim("cut_off_set", 4, [0, 1, 2, 6], 0)) is not None  # 6 does not hang on 0
    assert fault(STAR, claim("cut_off_set", 4, [1, 2, 3], 0)) is not None  # without its centre


def test_components():
    instance = graph([1, 1, 8, 10], [(0, 1), (2, 3)])  # mean 5 of four zones
    assert fault(instance, claim("component", 4, [0, 1])) is None
    assert fault(instance, claim("component", 4, [0])) is not None
    assert fault(instance, claim("component", 4, [2, 3])) is not None  # 18 = 3 or 4 zones
    assert fault(instance, claim("component", 2, [2, 3], band=0.09)) is None  # mean 10: 18 is neither one nor two
    assert fault(instance, claim("component", 2, [2, 3], band=Fraction(1, 10))) is not None  # exactly two of 9


def test_equal_blocks_that_no_band_meets():
    ring = [(i, (i + 1) % 10) for i in range(10)]
    ten = graph([1] * 10, ring)
    assert fault(ten, claim("component", 3, list(range(10)), band=Fraction(1, 10))) is None  # 3 and 4 are too far off
    assert fault(ten, claim("component", 3, list(range(10)), band=Fraction(1, 5))) is not None  # 3, 3 and 4
    assert fault(graph([1] * 9 + [1.5], ring), claim("component", 3, list(range(10)), band=Fraction(1, 10))) is not None


def test_more_zones_than_can_be_told_apart():
    # 1, 2 and 3 hang on 0 and are light: the zone of each is the zone of 0, so there are at most four zones
    assert fault(STAR, claim("zone_count", 5, [0, 4, 5, 6], band=0.4)) is None
    assert fault(STAR, claim("zone_count", 4, [0, 4, 5, 6], band=0.5)) is not None
    assert fault(STAR, claim("zone_count", 5, [0, 4, 6], band=0.4)) is not None  # 5 is not held by any of them
    two = graph([4, 4, 4, 4], [(0, 1), (2, 3)])  # each component has one or two zones of 4 or 8
    assert fault(two, claim("zone_count", 3, [0, 1, 2, 3], band=0.3)) is None  # mean 5.33, 4 .. 6.9: none of 8
    assert fault(two, claim("zone_count", 4, [0, 1, 2, 3], band=0.3)) is not None


def test_everything_was_tried():
    # 3 1 3 1: halves of 4 are there in a row, not when the threes are side by side at one end
    assert fault(graph([3, 1, 3, 1], PATH), claim("searched", 2, [0, 1, 2, 3], band=0.1)) is not None
    assert fault(graph([3, 3, 1, 1], PATH), claim("searched", 2, [0, 1, 2, 3], band=0.1)) is None
    assert fault(graph([3, 3, 1, 1], PATH), claim("searched", 2, [0, 1], band=0.1)) is not None  # no component
    # a component on its own may have any number of zones
    two = graph([3, 3, 1, 1, 4, 4], [*PATH, (4, 5)])
    assert fault(two, claim("searched", 4, [0, 1, 2, 3], band=0.1)) is None
    assert fault(two, claim("searched", 4, [4, 5], band=0.1)) is not None


def test_nonsense_is_no_proof():
    for wrong in [{}, {"kind": "prayer"}, claim("heavy_block", 2, []), claim("heavy_block", 2, [99]),
                  claim("heavy_block", 0, [0]), claim("heavy_block", 2, [0], band=2), claim("heavy_block", 2, [0, 0]),
                  claim("heavy_block", 2, [True]), claim("cut_off_set", 2, [0], None)]:
        assert fault(STAR, wrong) is not None


def any_division(instance, zones, band):
    size = len(instance.loads)
    mean = instance.total / zones
    for part in itertools.product(range(zones), repeat=size):
        groups = [{i for i in range(size) if part[i] == z} for z in range(zones)]
        if all(groups) and all(abs(instance.load(group) - mean) <= mean * band and connected(instance, group)
                               for group in groups):
            return True
    return False


def connected(instance, group):
    return graph([1] * len(instance.loads), [(a, b) for a in group for b in instance.neighbours[a]
                                             if b in group and a < b]).piece(min(group)) == group


def test_what_is_proved_has_no_division():
    seed = 5
    print("seed", seed)
    dice = random.Random(seed)
    proved = 0
    for _ in range(12):
        edges = [(dice.randrange(i), i) for i in range(1, 7) if dice.random() < 0.9]
        instance = graph([dice.choice([1, 2, 3, 8]) for _ in range(7)], edges)
        claims = [claim(kind, 3, list(blocks), centre) for count in range(1, 8)
                  for blocks in itertools.combinations(range(7), count)
                  for kind in ("heavy_block", "cut_off_set", "component", "zone_count", "searched")
                  for centre in (blocks if kind == "cut_off_set" else [None])]
        if any(fault(instance, one) is None for one in claims):
            proved += 1
            assert not any_division(instance, 3, 0.25)
        elif fault(instance, claim("searched", 3, list(range(7)))) is not None:
            assert any_division(instance, 3, 0.25)
    assert proved >= 3


def write_files(folder, certificate):
    """The path of four blocks with loads 1, 1, 1, 7 as a file, and a certificate."""
    first, to = [0, 1, 3, 5, 6], [1, 0, 2, 1, 3, 2]
    data = b"GRIDZONE" + struct.pack("<2q5i6i", 4, 6, *first, *to) + struct.pack("<12d", *[1.0] * 12)
    data += struct.pack("<12d", 1, 1, 1, 7, *[1.0] * 8)
    (folder / "path.bin").write_bytes(data)
    (folder / "why.json").write_text(json.dumps(certificate))
    return [str(folder / "path.bin"), str(folder / "why.json")]


def test_the_program(tmp_path):
    good = claim("heavy_block", 2, [3])
    files = write_files(tmp_path, good)
    assert read_instance(files[0]).neighbours == [[1], [0, 2], [1, 3], [2]]
    assert main(files) == 0
    assert main(write_files(tmp_path, [good, claim("heavy_block", 2, [0])])) == 1
    assert main(write_files(tmp_path, [])) == 1
    assert main([files[0]]) == 1
    assert main([files[1], files[0]]) == 1
