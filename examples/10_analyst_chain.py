"""Demonstrates: the analyst's chain on Boston, cell by cell: what comes back, why, where it grows, where to look next.

    python examples/10_analyst_chain.py [WORKSPACE] [PICTURES]

WORKSPACE: out/boston/workspace, which ./dev demo makes; where there is none it is made from data/boston (20 s). With a
folder for PICTURES the figures of docs/tutorial_boston.md are drawn into it. The marks "# %%" make this file a notebook
for editors that know them. Reports (c) City of Boston, streets (c) OpenStreetMap contributors (ODbL 1.0).
"""
# %% 1. Import and assign: every report gets its zone, or a reason why it has none
import sys
from pathlib import Path

import numpy as np

import libgrid
from libgrid import hotspot, recurrence, roads

DATA = Path(__file__).resolve().parents[1] / "data" / "boston"
folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out/boston/workspace")
pictures = Path(sys.argv[2]) if len(sys.argv) > 2 else None
if folder.exists():
    workspace = libgrid.open(folder)
else:
    folder.parent.mkdir(parents=True, exist_ok=True)
    workspace = libgrid.create(folder, DATA / "city.json")
    libgrid.import_city(workspace, districts=DATA / "neighborhoods.gpkg", streets=DATA / "streets.gpkg", reports=DATA / "reports.csv.gz")
    libgrid.draw_blocks(workspace)
    libgrid.draft_plan(workspace)
    libgrid.publish_plan(workspace, "2015-01-01T00:00:00")
    libgrid.assign_reports(workspace)

reports, zones = workspace.reports(), workspace.zones(level=2)
lon, lat = reports.lon.to_numpy(), reports.lat.to_numpy()
known = np.isfinite(lon) & np.isfinite(lat)
x, y = libgrid.project(np.where(known, lon, -71.06), np.where(known, lat, 42.36), workspace.city.epsg)
placed = known & (reports.reason != "default_coordinate").to_numpy()
category, opened, closed = (reports[name].to_numpy() for name in ("category", "opened", "closed"))
zone = reports.zone_id.fillna(0).to_numpy(dtype=np.int64)
print(f"{len(reports)} reports, {placed.sum()} with a place, {np.count_nonzero(zone)} in one of {len(zones)} zones")

# %% 2. Hot spots of reports: rates by km of street, because zones differ
of_zone = {z: k for k, z in enumerate(zones.zone_id)}
count = np.bincount([of_zone[z] for z in zone if z], minlength=len(zones))
rates = hotspot.rates(count.astype(float), zones.street_m.to_numpy() / 1000)
touching = zones[["geometry"]].reset_index(drop=True).sjoin(zones[["geometry"]].reset_index(drop=True), predicate="intersects")
touching = touching[touching.index != touching.index_right]
weights = hotspot.Weights.links(len(zones), touching.index.to_numpy(), touching.index_right.to_numpy())
star = hotspot.gi_star(weights, rates["standardised"])
hot = (star["q"] <= 0.05) & (star["z"] > 0)
print(f"{hot.sum()} hot zones after BH-FDR, {np.count_nonzero(star['p_greater'] <= 0.05)} before; Moran's I z = {hotspot.moran(weights.coded('W'), rates['standardised'])['z']:.1f}")

# %% 3. The forest: which case comes back from which
cases = hotspot.Cases(category, opened, closed, x, y, has_place=placed)
forest = hotspot.forest(cases, radius=50, days=30)
kinds = np.bincount(forest["kind"], minlength=len(hotspot.LINKS))
print("links:", {name: int(n) for name, n in zip(hotspot.LINKS, kinds)})
again = forest["kind"] == hotspot.LINKS.index("rebound")

# %% 4. Curves with censoring, and how much they depend on r and T
curves = hotspot.rebound_curves(cases)
big = np.argsort(-curves["settled"])[:8]
best = big[np.argmax(curves["rate"][big])]
print(f"of the largest categories {curves['group'][best]} comes back most: {curves['rate'][best]:.1%} "
      f"[{curves['lower'][best]:.1%}, {curves['upper'][best]:.1%}], naive {curves['naive'][best]:.1%}")
table = hotspot.sensitivity(cases)
print(f"all categories: {table['rate'].min():.1%} (25 m, 7 days) to {table['rate'].max():.1%} (100 m, 90 days)")
settled = np.flatnonzero(placed & (closed >= opened) & (closed < opened.max()))
row = np.full(len(category), -1)
row[settled] = np.arange(len(settled))
day = np.timedelta64(1, "D")
repeats = hotspot.mean_count(row[forest["parent"][again]], forest["gap_s"][again] // 86_400,           # whole days since the closing
                             np.minimum((opened.max() - closed[settled]) // day, 30))
at = np.searchsorted(repeats["time"], 29, side="right") - 1
print(f"rebounds of a settled case in 30 days: {repeats['mean'][at]:.4f} [{repeats['lower'][at]:.4f}, {repeats['upper'][at]:.4f}], repeats counted")

# %% 5. Why: a model of repeats with main roads, category and season as covariates
import geopandas as gpd

streets = gpd.read_file(DATA / "streets.gpkg").to_crs(workspace.city.epsg)
streets = streets.explode(ignore_index=True)
street, _, _, _ = roads.snap(streets, x, y, limit=30)
main = np.isin(streets.highway.to_numpy()[street], ["primary", "secondary", "tertiary"]) & (street >= 0)
largest = curves["group"][big[:4]]
chosen = recurrence.spells(cases, forest, days=30)
keep = np.isin(category[chosen.row], largest)
chosen = recurrence.Spells(*(column[keep] for column in (chosen.row, chosen.subject, chosen.number, chosen.start, chosen.stop, chosen.gap, chosen.event)))
factors = {"main road": main[chosen.row]} | {name: category[chosen.row] == name for name in largest[1:]}
factors["winter"] = opened[chosen.row] < np.datetime64("2015-04-01")
model = recurrence.pwp(chosen, factors, clock="gap")
print(f"against {largest[0]} on back lanes from April on ({model.parameters['events']} rebounds, {model.parameters['clusters']} trees):")
for name, ratio, low, high in zip(model["name"], model["hazard_ratio"], model["lower"], model["upper"]):
    print(f"  {name}: hazard ratio {ratio:.2f} [{low:.2f}, {high:.2f}]")

# %% 6. Chronic sites: those that are never done
sites = hotspot.chronic_sites(cases)
worst = int(np.argmax(sites["rebounds"]))
print(f"{len(sites['x'])} chronic sites, {sites['comes_back'].sum()} come back; the worst: {sites['category'][worst]}, {sites['rebounds'][worst]} rebounds")

# %% 7. Emerging hot spots of rebounds: zones by twelve bins of time
start, end = opened.min(), opened.max()
bins = np.minimum((opened - start) / ((end - start) / 12), 11).astype(int)
cube = np.zeros((len(zones), 12))
at = again & (zone > 0)
np.add.at(cube, ([of_zone[z] for z in zone[at]], bins[at]), 1)
emerging = hotspot.emerging(weights, cube)
print("emerging:", {("cold " if k < 0 else "") + hotspot.EMERGING[abs(k)]: int(n) for k, n in zip(*np.unique(emerging["kind"], return_counts=True))})

# %% 8. A campaign that never was (a placebo), and a chart that watches whether a rate has risen
quarter = np.digitize((opened - start).astype("timedelta64[D]").astype(int), [90, 120])
periods = np.zeros((len(zones), 3))
np.add.at(periods, ([of_zone[z] for z in zone[zone > 0]], quarter[zone > 0]), 1)
treated = np.random.default_rng(7).permutation(len(zones))[:10]
ring = hotspot.spill_over_ring(weights, treated)
pool = np.setdiff1d(np.arange(len(zones)), np.union1d(treated, ring))
control = pool[hotspot.matched_controls(periods[treated, 0], periods[pool, 0])]
placebo = hotspot.campaign_effect(periods[treated], periods[control], periods[ring])
print(f"placebo: change {placebo['change'][0]:+.0%} [{placebo['lower'][0]:+.0%}, {placebo['upper'][0]:+.0%}], {'; '.join(placebo.warnings) or 'told'}")
week = (opened - np.datetime64("2015-05-04")).astype("timedelta64[D]").astype(int) // 7   # weeks, because days have a rhythm
rats = np.bincount(week[(category == "Rodent Activity") & (week >= 0)], minlength=21)[:21]
chart = hotspot.control_chart(rats[4:], rats[:4].mean(), kind="cusum", ratio=1.25, arl0=100)
alarm = np.datetime64("2015-06-01") + 7 * chart["alarm"] if chart["alarm"] >= 0 else "none"
print(f"rats: {rats[:4].mean():.0f} a week in May; first alarm in the week of {alarm}, a false one every {chart['arl0']:.0f} weeks")

# %% 9. Where to look next, and what such a list would have found
months = np.arange("2015-05", "2015-11", dtype="datetime64[M]")
test = hotspot.back_test(cases, months)
print(f"look-back: {test['found']['model']:.0f} found, {test['best_simple']} {test['found'][test['best_simple']]:.0f}, random {test['found']['random']:.0f}")
risk = hotspot.look_back(cases, "2015-09-01")
plan = hotspot.plan_visits(risk["x"], risk["y"], risk["probability"], budget=40, cover=50, random_share=0.1)
tour = hotspot.route_order(plan["x"], plan["y"], (plan["x"][0], plan["y"][0]))
metres = np.hypot(np.diff(plan["x"][tour]), np.diff(plan["y"][tour])).sum()
print(f"{len(tour)} visits check {plan['gain'].sum():.1f} expected rebounds on a tour of {metres / 1000:.0f} km")

# %% 10. Imbalance: how unequal are the zones, and how much of it lies between upper zones
unequal = hotspot.imbalance(rates["estimate"], zones.parent_id.to_numpy(), zones.street_m.to_numpy())
print(f"Theil {unequal['theil']:.3f}, of which {unequal['between'] / unequal['theil']:.0%} between upper zones; Gini {unequal['gini']:.2f}")

# %% 11. The pictures
if pictures is not None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    pictures.mkdir(parents=True, exist_ok=True)
    centre = zones.geometry.representative_point()
    place = {"x": centre.x.to_numpy(), "y": centre.y.to_numpy()}

    def page(name, drawers, columns=2, height=4.2):
        figure, axes = plt.subplots(1, columns, figsize=(5.2 * columns, height), layout="constrained")
        for ax, (title, drawer) in zip(np.atleast_1d(axes), drawers):
            drawer(ax)
            ax.set_title(title)
        figure.savefig(pictures / name, dpi=80)
        plt.close(figure)

    def bare(ax):
        ax.set(xticks=[], yticks=[], xlabel="", ylabel="")

    def zone_map(ax):
        zones.assign(z=star["z"]).plot("z", cmap="coolwarm", vmin=-6, vmax=6, legend=True, ax=ax, edgecolor="white", linewidth=0.3)
        zones[hot].plot(ax=ax, facecolor="none", edgecolor="black", linewidth=0.8)
        bare(ax)

    def emerging_map(ax):
        zones.plot(ax=ax, color="whitesmoke", edgecolor="lightgrey", linewidth=0.3)
        emerging.plot(**place, ax=ax, s=40)
        bare(ax)

    def sites_map(ax):
        zones.plot(ax=ax, color="whitesmoke", edgecolor="lightgrey", linewidth=0.3)
        sites.plot(ax=ax)
        bare(ax)

    def visits_map(ax):
        zones.plot(ax=ax, color="whitesmoke", edgecolor="lightgrey", linewidth=0.3)
        ax.plot(plan["x"][tour], plan["y"][tour], color="grey", lw=0.8)
        plan.plot(ax=ax, column="gain", cmap="magma_r", s=24)
        bare(ax)

    few = hotspot.Result(curves.statistic, {name: value[big] for name, value in curves.columns.items()}, curves.parameters, curves.n)
    page("tutorial_hot.png", [("Gi* of reports per km of street", zone_map), ("Chronic sites", sites_map)])
    page("tutorial_curves.png", [("Back within 30 days (x: naive)", lambda ax: few.plot(ax=ax)), ("Rate by r and T", lambda ax: table.plot(ax=ax)),
                                 ("Rebounds of a settled case", lambda ax: repeats.plot(ax=ax))], columns=3)
    page("tutorial_model.png", [("PWP gap time", lambda ax: model.plot(ax=ax)), ("Reports per km, by zone", lambda ax: unequal.plot(ax=ax, lang="zh"))], height=3.6)
    page("tutorial_emerging.png", [("Emerging hot spots of rebounds", emerging_map), ("Rats by week from June, CUSUM", lambda ax: chart.plot(ax=ax))])
    page("tutorial_next.png", [("Visits of 1 September", visits_map), ("Found per visit", lambda ax: test.plot(ax=ax))])
    print("pictures:", ", ".join(sorted(p.name for p in pictures.glob("tutorial_*"))), file=sys.stderr)
