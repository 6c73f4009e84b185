"""Merges small faces again, from the faces alone.

Issue, part 1: "faces under 1,000 m2, or of isoperimetric quotient under 0.2 and area under 10,000 m2,
are merged, smallest first, into the neighbour with the longest shared border, ties to the lowest id
... a small face merges inside its own neighbourhood if it has a neighbour there, else across; a land
part without any neighbour stays a block".
"""
import heapq
import math

SMALL_M2 = 1000.0
THIN_M2 = 10000.0
THIN_QUOTIENT = 0.2


def quotient(area, perimeter):
    """Isoperimetric quotient 4 pi A / P^2: 1 for a circle."""
    return 4 * math.pi * area / perimeter ** 2


def too_small(area, perimeter):
    """Whether a face or block must be merged."""
    return area < SMALL_M2 or (quotient(area, perimeter) < THIN_QUOTIENT and area < THIN_M2)


def replay(area, perimeter, borders, district_area):
    """The block (named by one face's number) of every face.

    area, perimeter: per face. borders: {(i, j): metres}, both directions. district_area: per face a
    dict {district: m2}. Faces are numbered in the order of face_id. The smallest too-small block is
    taken again after every merge; its neighbour keeps its own id and takes it in.
    """
    n = len(area)
    area, perimeter = list(area), list(perimeter)
    district_area = [dict(d) for d in district_area]
    near = [{} for _ in range(n)]
    for (i, j), metres in borders.items():
        if i != j and metres > 0:
            near[i][j] = metres
    into = list(range(n))
    alive = [True] * n
    heap = [(area[k], k) for k in range(n) if too_small(area[k], perimeter[k])]
    heapq.heapify(heap)

    def district(k):
        return max(sorted(district_area[k]), key=district_area[k].get, default=None)

    while heap:
        size, k = heapq.heappop(heap)
        if not alive[k] or size != area[k] or not near[k]:
            continue
        own = district(k)
        choice = [j for j in near[k] if district(j) == own] or list(near[k])
        target = min(choice, key=lambda j: (-near[k][j], j))
        alive[k], into[k] = False, target
        area[target] += area[k]
        perimeter[target] += perimeter[k] - 2 * near[k][target]
        for d, m2 in district_area[k].items():
            district_area[target][d] = district_area[target].get(d, 0.0) + m2
        for j, metres in near[k].items():
            del near[j][k]
            if j != target:
                near[j][target] = near[j].get(target, 0.0) + metres
                near[target][j] = near[j][target]
        near[k] = {}
        if too_small(area[target], perimeter[target]):
            heapq.heappush(heap, (area[target], target))

    def last(k):
        while into[k] != k:
            k = into[k]
        return k

    return [last(k) for k in range(n)]
