"""What several checks need of one run: edges, borders, probes, located reports. Made on demand."""
from functools import cached_property

import numpy as np
import shapely

import lattice_edges as exact
from city_outputs import shapes, whole
from street_probe import locate, probe

NEAR_M = 0.0015  # a report this near to a border may fall on either side (lattice 2^-10 m)


class Model:
    """City (inputs) and Output (files) together."""

    def __init__(self, city, out):
        self.city, self.out = city, out

    @cached_property
    def block_shapes(self):
        return shapes(self.out.layer("blocks"))

    @cached_property
    def block_ids(self):
        return self.out.layer("blocks")["block_id"].to_numpy()

    @cached_property
    def block_at(self):
        """block_id -> row number in layer blocks (sorted by block_id)."""
        return {int(b): k for k, b in enumerate(self.block_ids)}

    @cached_property
    def block_edges(self):
        return exact.oriented_edges(self.block_shapes)

    @cached_property
    def borders(self):
        """{(block row, block row): metres} of positive shared border."""
        return exact.shared_borders(self.block_edges)

    @cached_property
    def land_part(self):
        """Land component of every block: joined by shared borders of positive length."""
        return exact.components(len(self.block_ids), self.borders.keys())

    @cached_property
    def land(self):
        """The union of the blocks."""
        return shapely.union_all(self.block_shapes)

    @cached_property
    def link_pairs(self):
        """Block rows joined by declared links."""
        links = self.out.layer("links")
        return [(self.block_at[int(a)], self.block_at[int(b)])
                for a, b in zip(links["from_block"], links["to_block"])]

    @cached_property
    def zone2(self):
        """Level-2 zones in the order of zone_id."""
        return self.out.zone_level(2)

    @cached_property
    def zone_row(self):
        """zone_id -> row in zone2."""
        return {int(z): k for k, z in enumerate(self.zone2["zone_id"])}

    @cached_property
    def zone_of_block(self):
        """Row in zone2 of every block."""
        return np.array([self.zone_row[z] for z in whole(self.out.layer("blocks")["zone_id"])])

    @cached_property
    def code_rank(self):
        """Rank of every level-2 zone by code (text order): "the lower code"."""
        codes = self.zone2["code"].astype(str).tolist()
        rank = {c: k for k, c in enumerate(sorted(codes))}
        return np.array([rank[c] for c in codes])

    @cached_property
    def street_parts(self):
        """The street probe against the blocks."""
        return probe(self.city.ways, self.block_shapes)

    @cached_property
    def block_of_report(self):
        """Block row of every located report (lowest on a border), -1 outside; order of city.located."""
        rows = self.city.located
        return locate(self.block_shapes, rows["x"].to_numpy(), rows["y"].to_numpy())

    @cached_property
    def near_blocks(self):
        """{position in city.located: block rows within NEAR_M} for reports near a block border."""
        rows = self.city.located
        points = shapely.points(rows["x"].to_numpy(), rows["y"].to_numpy())
        edges = shapely.boundary(self.block_shapes)
        p, k = shapely.STRtree(edges).query(points, predicate="dwithin", distance=NEAR_M)
        near = {}
        for position, block in zip(p.tolist(), k.tolist()):
            near.setdefault(position, set()).add(block)
        return near

    @cached_property
    def cells(self):
        """(origin x, origin y, layer cells): the origin comes from the land of the output."""
        west, south = self.land.bounds[:2]
        return np.floor(west / 250) * 250, np.floor(south / 250) * 250, self.out.layer("cells")

    @cached_property
    def cases(self):
        """Settled and delay of every located report of a listed category."""
        from make_reference import case_table
        return case_table(self.city)
