#include <libgrid/workflow/detail/refusal_place.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <libgrid/crs/projector.hpp>
#include <libgrid/workflow/detail/label_point.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr std::string_view kComponent = "component of block ", kBlock = "block ";

std::optional<BlockId> block_after(std::string_view id, std::string_view words) {
  if (!id.starts_with(words)) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = id.data() + id.size();
  const auto read = std::from_chars(id.data() + words.size(), end, number);
  return read.ec == std::errc() && read.ptr == end ? std::optional(BlockId{number}) : std::nullopt;
}

/// The blocks that a zone of the first one can reach, and what ends them.
struct Enclosure {
  std::vector<BlockId> blocks;
  bool walls = false;
  bool excluded = false;
};

Enclosure enclosure_of(std::size_t start, const RefusedGround& on) {
  Enclosure found;
  const bool apart = on.rules.parents.size() == on.graph.size();  // else of all blocks, also those left out
  const auto parent = [&](std::size_t i) { return apart ? on.rules.parents[i] : 0; };
  std::vector<char> seen(on.graph.size(), 0);
  std::vector<std::size_t> open{start};
  seen[start] = 1;
  while (!open.empty()) {
    const std::size_t here = open.back();
    open.pop_back();
    found.blocks.push_back(on.graph.node(here).id);
    for (const zoning::BlockNeighbour& next : on.graph.neighbours(here)) {
      const bool out = on.rules.is_excluded(on.graph.node(next.block).id);
      found.walls |= next.wall;
      found.excluded |= out;
      if (next.wall || out || seen[next.block] != 0 || parent(next.block) != parent(here)) continue;
      seen[next.block] = 1;
      open.push_back(next.block);
    }
  }
  std::ranges::sort(found.blocks);
  return found;
}

std::string ids_of(const std::vector<BlockId>& blocks) {
  constexpr std::size_t kShown = 12;
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, blocks.size()); ++i)
    text += (i == 0 ? "" : ",") + std::to_string(blocks[i].value);
  return blocks.size() > kShown ? text + ",..." : text;
}

/// In place of "declare a link", where something else is in the way.
void tell_enclosure(Error& error, const Enclosure& found) {
  constexpr std::string_view kLink = "declare a link";
  const std::size_t at = error.detail.find(kLink);
  if (at == std::string::npos || (!found.walls && !found.excluded)) return;
  const std::string ids = ids_of(found.blocks);
  error.detail.replace(
      at, kLink.size(),
      found.walls
          ? fmt::format("walls close in its blocks {}: open a gate in the barriers, let zones pass them (impassable), "
                        "or leave the blocks out (partition --exclude)",
                        ids)
          : fmt::format("excluded ground cuts off its blocks {}: leave them out too (partition --exclude), or less",
                        ids));
}

/// The must-link of the city file that the block belongs to, where its blocks hang together nowhere.
bool tell_must_link(Error& error, BlockId block, const zoning::PlanRules& rules) {
  if (error.detail != "blocks that must stay together are not connected") return false;
  const auto link = std::ranges::find_if(
      rules.must_link, [&](const zoning::MustLink& one) { return std::ranges::binary_search(one.blocks, block); });
  if (link == rules.must_link.end()) return false;
  error.id = "must-link " + link->name;
  error.detail =
      fmt::format("its blocks {} are not connected with each other: give it places in blocks between them too",
                  ids_of(link->blocks));
  return true;
}

void tell_place(Error& error, const Block& block, const City& city) {
  const auto plane = crs::Projector::make(city.frame);
  if (!plane) return;
  const LonLat at = plane->to_lonlat(label_point({block.shape}));
  error.detail += fmt::format("; it is at {:.5f}, {:.5f} (longitude, latitude)", at.lon, at.lat);
}

}  // namespace

Error with_place(Error error, const RefusedGround& on) {
  const auto component = block_after(error.id, kComponent);
  const auto id = component ? component : block_after(error.id, kBlock);
  const auto index = id ? on.graph.index_of(*id) : std::nullopt;
  const auto block = id ? std::ranges::find(on.ground.blocks, *id, &Block::id) : on.ground.blocks.end();
  if (!index || block == on.ground.blocks.end()) return error;
  if (tell_must_link(error, *id, on.rules)) return error;
  if (component) tell_enclosure(error, enclosure_of(*index, on));
  tell_place(error, *block, on.city);
  return error;
}

}  // namespace libgrid::workflow::detail
