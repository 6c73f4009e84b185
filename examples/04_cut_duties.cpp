// Demonstrates: who answers for which metre of a street that runs through zones, along a border and out of the land.

#include <cstdio>
#include <string>
#include <vector>

#include <libgrid/roads/duties.hpp>

using namespace libgrid::literals;
using libgrid::BlockId;
using libgrid::StreetId;
using libgrid::ZoneId;

namespace {

libgrid::Zone zone(std::int64_t id, const std::string& code) {
  libgrid::Zone made;
  made.id = ZoneId{id};
  made.code = code;
  return made;
}

const char* words(libgrid::DutyRule rule) {
  switch (rule) {
    case libgrid::DutyRule::border_lower_code:
      return "border, lower code";
    case libgrid::DutyRule::outside:
      return "outside";
    default:
      return "inside";
  }
}

}  // namespace

int main() {
  libgrid::ZoneMap map;
  map.zones = {zone(1, "BOS-01"), zone(2, "BOS-02")};
  map.blocks = {{BlockId{10}, ZoneId{1}}, {BlockId{11}, ZoneId{1}}, {BlockId{20}, ZoneId{2}}};

  // What the step `blocks` says of way 7: the block on its left and right, from node to node.
  const std::vector<libgrid::StreetStretch> way{
      {.street = StreetId{7}, .from = 0_m, .to = 80_m, .left = BlockId{20}, .right = BlockId{20}},
      {.street = StreetId{7}, .from = 80_m, .to = 200_m, .left = BlockId{20}, .right = BlockId{10}},
      {.street = StreetId{7}, .from = 200_m, .to = 260_m, .left = BlockId{10}, .right = BlockId{11}},
      {.street = StreetId{7}, .from = 260_m, .to = 310_m, .left = {}, .right = BlockId{11}},
      {.street = StreetId{7}, .from = 310_m, .to = 350_m, .left = {}, .right = {}},
  };

  for (const libgrid::RoadPiece& piece : libgrid::roads::assign_duties(way, map, "all")) {
    const std::string owner = piece.zone ? "zone " + std::to_string(piece.zone->value) : "nobody";
    std::printf("%3.0f m to %3.0f m  %-6s  %s\n", piece.from.value, piece.to.value, owner.c_str(), words(piece.rule));
  }
}
