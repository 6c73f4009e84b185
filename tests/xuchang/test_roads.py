"""Every fact of facts/road_relations.csv holds in the geometry of the layers."""
import pytest

from sample_city import features, inside, layer, length, shape, spans, table

FACTS = table("facts/road_relations.csv")
TOUCHING = ("meets", "starts_at", "ends_at")
PAIRS = sorted({tuple(sorted((f["feature"], f["value"]))) for f in FACTS if f["relation"] in TOUCHING})


def facts(relation):
    return [(f["feature"], f["value"]) for f in FACTS if f["relation"] == relation]


def test_there_are_75_incidences():
    assert len(PAIRS) == 75


@pytest.mark.parametrize("a, b", PAIRS)
def test_incidence(a, b):
    """The two share a vertex: the network is planar and noded, so nearness is not asked for."""
    assert set(shape(a)) & set(shape(b))


@pytest.mark.parametrize("street, other", facts("starts_at"))
def test_starts_at(street, other):
    assert shape(street)[0] in shape(other)


@pytest.mark.parametrize("street, other", facts("ends_at"))
def test_ends_at(street, other):
    assert shape(street)[-1] in shape(other)


@pytest.mark.parametrize("street, way", facts("runs"))
def test_orientation(street, way):
    east_west, north_south = spans(shape(street))
    assert (east_west > 1.5 * north_south) if way == "EW" else (north_south > 1.5 * east_west)


@pytest.mark.parametrize("west, east", facts("west_of") + [(b, a) for a, b in facts("east_of")])
def test_west_to_east(west, east):
    assert max(x for x, _ in shape(west)) < min(x for x, _ in shape(east))


def test_the_order_from_west_to_east_is_one_chain():
    order = ["西外环", "灞陵路", "劳动路", "文峰路"]
    assert {(a, b) for a, b in zip(order, order[1:])} == set(facts("west_of"))


@pytest.mark.parametrize("south, north", facts("south_of") + [(b, a) for a, b in facts("north_of")])
def test_south_to_north(south, north):
    assert max(y for _, y in shape(south)) < min(y for _, y in shape(north))


@pytest.mark.parametrize("street, next_street", facts("continues_as"))
def test_continues_as(street, next_street):
    assert {shape(street)[0], shape(street)[-1]} & {shape(next_street)[0], shape(next_street)[-1]}


@pytest.mark.parametrize("street, zone", facts("in_zone"))
def test_in_zone(street, zone):
    district = next(d for d in layer("districts") if d["properties"]["name"] == zone)
    line = shape(street)
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(line, line[1:])]
    assert sum(inside(m, district["geometry"]["coordinates"]) for m in middles) >= 2


@pytest.mark.parametrize("street, place", [f for r in ("at", "has_section") for f in facts(r)])
def test_place_on_a_street(street, place):
    assert shape(place)[0] in shape(street)


@pytest.mark.parametrize("street, place", [f for r in ("passes", "has_park") for f in facts(r)])
def test_place_beside_a_street(street, place):
    assert min(abs(shape(place)[0][0] - p[0]) + abs(shape(place)[0][1] - p[1]) for p in shape(street)) < 0.002


def test_every_relation_is_tested():
    tested = {"runs", "west_of", "east_of", "south_of", "north_of", "continues_as", "in_zone", "at", "has_section", "passes",
              "has_park", "rule", *TOUCHING}
    assert {f["relation"] for f in FACTS} <= tested


def test_every_road_of_the_bulletin_is_there():
    named = {row[column] for row in table("facts/places.csv") for column in ("road_a", "road_b")} - {""}
    assert named <= set(features())


@pytest.mark.parametrize("suffix, east_west", [("路", False), ("街", True)])
def test_rule_of_minor_streets(suffix, east_west):
    """南北为路、东西为街: for the invented streets; old streets of the facts may differ (清虚街 bounds a zone in the west)."""
    invented = [s for s in layer("streets") if s["properties"]["basis"] == "invented"]
    mine = [s for s in invented if s["properties"]["name"].endswith(suffix)]
    assert len(mine) > 100
    for street in mine:
        across, along = spans(street["geometry"]["coordinates"])
        assert (across > along) == east_west, street["properties"]["name"]


def test_rule_of_avenues():
    """长5000米、宽60米以上的,命名为大道."""
    avenues = [s for s in layer("streets") if s["properties"]["name"].endswith("大道")]
    assert len(avenues) >= 8
    for street in avenues:
        assert length(street["geometry"]["coordinates"]) >= 5000, street["properties"]["name"]
        assert street["properties"]["width_m"] >= 60
