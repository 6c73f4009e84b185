"""Part 2: zones, nesting, bands, connectivity, links, posts, plan."""
import math
import re

import numpy as np
import shapely

import lattice_edges as exact
from city_outputs import shapes, whole

BANDS = {2: (0.95, 1.05, 120), 1: (0.97, 1.03, 10)}


def check_nesting(log, model):
    """"10 level-1 zones of 12 level-2 zones each"; codes; every block in a level-2 zone."""
    zones = model.out.layer("zones")
    one, two = model.out.zone_level(1), model.zone2
    log.equal("zones: levels", sorted(zones["level"].value_counts().to_dict().items()), [(1, 10), (2, 120)])
    log.check("zones: parent_id of level 1 is NULL", one["parent_id"].isna().all(),
              f"{one['parent_id'].isna().sum()} of {len(one)}", "10")
    children = two["parent_id"].value_counts()
    log.check("zones: 12 level-2 zones in each level-1 zone",
              set(children.index) == set(one["zone_id"]) and set(children) == {12},
              sorted(children.tolist()), "ten times 12")
    codes = zones["code"].fillna("").astype(str)
    log.check("zones: codes unique and readable", codes.is_unique and (codes.str.strip() != "").all(),
              f"{codes.nunique()} of {len(codes)}, e.g. {', '.join(codes[:2])}", "all")
    level2 = two["code"].astype(str).tolist()
    numbers = [tuple(int(n) for n in re.findall(r"\d+", c)) for c in level2]
    by_number = [c for _, c in sorted(zip(numbers, level2))]
    log.check("zones: text order of codes = number order", by_number == sorted(level2) or not any(numbers),
              "same" if by_number == sorted(level2) else "different", "same, so that `lower code` is clear")
    log.check("zones: names", (zones["name"].fillna("") != "").all(), "all", "all")


def check_sums(log, model):
    """Sums over the blocks, exact union, Polsby-Popper, parts; both levels."""
    blocks = model.out.layer("blocks")
    parents = whole(model.zone2["parent_id"])
    for level in (1, 2):
        zones = model.out.zone_level(level)
        if level == 2:
            member = model.zone_of_block
        else:
            row = {int(z): k for k, z in enumerate(zones["zone_id"])}
            member = np.array([row[parents[z]] for z in model.zone_of_block])
        n = len(zones)
        for column, tolerance in (("area_m2", 1e-3), ("street_m", 1e-6), ("reports", 0), ("workload", 1e-12)):
            mine = np.bincount(member, weights=blocks[column].to_numpy(float), minlength=n)
            off = np.abs(mine - zones[column].to_numpy(float)).max()
            log.check(f"zones level {level}: {column} = sum of blocks", off <= tolerance,
                      f"largest difference {off:.3g}", f"{tolerance:g}")
        wrong = np.bincount(member, minlength=n) != zones["blocks"].to_numpy()
        log.none_wrong(f"zones level {level}: number of blocks", wrong.sum(), n, "zones")
        made = shapes(zones)
        same = exact.straightened(exact.dissolved(model.block_edges, member)) \
            == exact.straightened(exact.oriented_edges(made))
        log.check(f"zones level {level}: polygon = exact union of its blocks", same,
                  "edges " + ("equal" if same else "differ"), "edges equal")
        compact = 4 * math.pi * shapely.area(made) / shapely.length(made) ** 2
        off = np.abs(compact - zones["polsby_popper"].to_numpy(float)).max()
        log.check(f"zones level {level}: polsby_popper = 4 pi A / P^2", off <= 1e-9, f"largest difference {off:.2g}",
                  "1e-9")
        _check_connected(log, model, level, zones, member)
        _check_band(log, level, zones)


def _check_connected(log, model, level, zones, member):
    """"Connected over shared borders of positive length, or over declared links"."""
    inner = [(i, j) for i, j in model.borders if member[i] == member[j]]
    linked = inner + [(i, j) for i, j in model.link_pairs if member[i] == member[j]]
    land = exact.components(len(member), inner)
    joined = exact.components(len(member), linked)
    parts = np.array([len(set(land[member == z])) for z in range(len(zones))])
    whole_zone = np.array([len(set(joined[member == z])) for z in range(len(zones))])
    log.none_wrong(f"zones level {level}: connected over borders and links", (whole_zone != 1).sum(), len(zones),
                   "zones", zones["code"][whole_zone != 1])
    wrong = parts != zones["parts"].to_numpy()
    log.none_wrong(f"zones level {level}: parts (pieces over shared borders, {(parts > 1).sum()} zones with more)",
                   wrong.sum(), len(zones), "zones", zones["code"][wrong])


def _check_band(log, level, zones):
    low, high, n = BANDS[level]
    load = zones["workload"].to_numpy(float)
    ratio = load / load.mean()
    log.close(f"zones level {level}: workload sums to 1", load.sum(), 1, 1e-9)
    log.check(f"zones level {level}: workload in the band", len(zones) == n and ratio.min() >= low and
              ratio.max() <= high, f"{ratio.min():.4f} .. {ratio.max():.4f} of the mean", f"[{low}, {high}]")


def check_links(log, model):
    """"a link joins two blocks of different land components by their shortest gap (length_m); one per
    component, more only with a reason; links are listed and drawn"."""
    links, part = model.out.layer("links"), model.land_part
    n = part.max() + 1
    pairs = model.link_pairs
    log.none_wrong("links: join different land components", sum(part[i] == part[j] for i, j in pairs), len(pairs),
                   "links")
    joined = exact.components(n, [(part[i], part[j]) for i, j in pairs])
    log.check("links: all land components are joined", len(set(joined)) == 1, f"{n} components, {len(pairs)} links, "
              f"{len(set(joined))} group(s)", "1 group")
    more = len(pairs) - (n - 1)
    told = "reason" in str(model.out.summary()).lower() and "link" in str(model.out.summary()).lower() if more else True
    log.check("links: one per component", more == 0 or (more > 0 and told), f"{len(pairs)} links for {n} components",
              f"{n - 1}, more only with a reason in summary.json")
    made = model.block_shapes
    land = [shapely.union_all(made[part == c]) for c in range(n)]
    length = links["length_m"].to_numpy(float)
    gap = np.array([shapely.distance(made[i], made[j]) for i, j in pairs])
    least = np.array([shapely.distance(land[part[i]], land[part[j]]) for i, j in pairs])
    for name, mine in (("of the two blocks", gap), ("of the two land components", least)):
        off = np.abs(length - mine).max()
        log.check(f"links: length_m = shortest gap {name}", off <= 1e-6, f"largest difference {off:.3g} m", "1e-6 m")
    drawn = shapes(links)
    ends = max(max(shapely.distance(g, made[i]), shapely.distance(g, made[j])) for g, (i, j) in zip(drawn, pairs))
    off = np.abs(shapely.length(drawn) - length).max()
    log.check("links: drawn from block to block", ends <= 0.002 and off <= 0.004,
              f"ends within {ends:.2g} m, length within {off:.2g} m", "0.002 m, 0.004 m")


def check_posts(log, model):
    """"Posts on three levels (one city head, 10, 120; synthetic, no names)"."""
    posts, zones = model.out.table("posts"), model.out.layer("zones")
    sizes = posts["level"].astype(int).value_counts().sort_index()
    log.equal("posts: three levels", sizes.tolist(), [1, 10, 120])
    log.check("posts: post_id unique", posts["post_id"].is_unique, posts["post_id"].nunique(), len(posts))
    zone_of = dict(zip(posts["post_id"], posts["zone_id"]))
    parent_of = dict(zip(posts["post_id"], posts["parent_id"]))
    post_of = dict(zip(map(str, zones["zone_id"]), [str(p) for p in whole(zones["post_id"])]))
    wrong = [z for z, p in post_of.items() if zone_of.get(p) != z]
    log.none_wrong("posts: zones.post_id and posts.zone_id name each other", len(wrong), len(zones), "zones", wrong)
    head = posts[posts["level"].astype(int) == sizes.index[0]]
    log.check("posts: the head has no zone and no parent", (head["zone_id"] == "").all() and
              (head["parent_id"] == "").all(), head[["parent_id", "zone_id"]].values.tolist(), "empty")
    first = head["post_id"].iloc[0]
    parent_zone = dict(zip(map(str, zones["zone_id"]), whole(zones["parent_id"])))
    wrong = [z for z, p in post_of.items() if parent_of.get(p) != (
        first if parent_zone[z] is None else post_of.get(str(parent_zone[z])))]
    log.none_wrong("posts: parent post = post of the parent zone", len(wrong), len(zones), "posts", wrong)
    level = dict(zip(posts["post_id"], posts["level"].astype(int)))
    wrong = [z for z, p, v in zip(zones["zone_id"], whole(zones["post_id"]), zones["level"])
             if level.get(str(p)) != sizes.index[int(v)]]
    log.none_wrong("posts: level-1 zones on the second level, level-2 on the third", len(wrong), len(zones), "zones")
    titled = (posts["title_en"].str.strip() != "") & posts["title_zh"].str.contains(r"[\u4e00-\u9fff]")
    log.none_wrong("posts: titles zh and en", (~titled).sum(), len(posts), "posts")


def check_plan(log, model):
    """"Validated, then published as version 1"."""
    plans = model.out.layer("plans")
    log.equal("plans: one, version 1", plans["version"].tolist(), [1])
    log.equal("plans: state", plans["state"].astype(str).str.lower().tolist(), ["published"])
    log.check("plans: valid_from is a date", re.match(r"\d{4}-\d\d-\d\d", str(plans["valid_from"].iloc[0])) is not None,
              plans["valid_from"].iloc[0], "yyyy-mm-dd...")
    log.check("plans: sha256", re.fullmatch(r"[0-9a-f]{64}", str(plans["sha256"].iloc[0])) is not None,
              plans["sha256"].iloc[0], "64 hex digits")
