"""Random numbers that are the same on every machine and for every Python: only Random.random() is used."""

import math
import random
from bisect import bisect_right
from itertools import accumulate


class Chance:
    def __init__(self, seed, stream):
        self._random = random.Random(f"{seed}/{stream}").random

    def share(self):
        return self._random()

    def hit(self, probability):
        return self._random() < probability

    def between(self, low, high):
        return low + (high - low) * self._random()

    def whole(self, low, high):
        """Low and high included."""
        return low + int(self._random() * (high - low + 1))

    def choice(self, items):
        return items[int(self._random() * len(items))]

    def normal(self):
        radius = math.sqrt(-2 * math.log(1 - self._random()))
        return radius * math.cos(2 * math.pi * self._random())

    def poisson(self, mean):
        count, product, least = 0, self._random(), math.exp(-mean)
        while product > least:
            count, product = count + 1, product * self._random()
        return count

    def shuffled(self, items):
        keyed = [(self._random(), i) for i in range(len(items))]
        return [items[i] for _, i in sorted(keyed)]


class Wheel:
    """Draws items in proportion to their weights."""

    def __init__(self, items, weights):
        self._items, self._sums = list(items), list(accumulate(weights))

    def draw(self, chance):
        return self._items[bisect_right(self._sums, chance.share() * self._sums[-1])]
