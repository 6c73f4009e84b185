#include <libgrid/zoning/plan_builder.hpp>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/dissolve.hpp>

namespace libgrid::zoning {
namespace {

using BlockRefs = std::vector<const Block*>;

/// A zone before it has a number.
struct Unnumbered {
  int part = 0;
  Zone zone;
  Xy centre;
  BlockId lowest;
};

void add_sums(Zone& zone, const BlockRefs& blocks) {
  for (const Block* block : blocks) {
    zone.blocks += 1;
    zone.area += block->area;
    zone.street_length += block->street_length;
    zone.reports += block->reports;
    zone.workload += block->workload;
  }
}

void add_shape(Zone& zone, const BlockRefs& blocks) {
  std::vector<const Polygon*> pieces;
  for (const Block* block : blocks) pieces.push_back(&block->shape);
  zone.shape = coverage::dissolve(pieces);
  zone.parts = static_cast<std::int64_t>(zone.shape.size());
  zone.polsby_popper = isoperimetric_quotient(area(zone.shape), perimeter(zone.shape));
}

std::string filled_in(std::string pattern, const std::string& number) {
  const std::size_t hole = pattern.find("{}");
  return hole == std::string::npos ? pattern : pattern.replace(hole, 2, number);
}

std::string padded(std::size_t number, std::size_t count) {
  const std::string digits = std::to_string(number);
  const std::size_t width = std::max<std::size_t>(2, std::to_string(count).size());
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

/// Numbers of a zone on the way down from the top, e.g. "3-7", in the order of the parts.
using Paths = std::vector<std::string>;

class PlanBuilder {
 public:
  PlanBuilder(const Partition& partition, std::span<const Block> blocks, const City& city)
      : partition_(partition), city_(city) {
    for (const Block& block : blocks) by_id_.push_back(&block);
    std::ranges::sort(by_id_, {}, [](const Block* block) { return block->id; });
    GRID_ASSERT(by_id_.size() == partition.blocks.size());
  }

  DraftPlan build() {
    map_.seed = partition_.seed;
    map_.posts.push_back(post_of(0, PostId{1}, std::nullopt, std::nullopt));
    std::vector<ZoneId> above;  // of the parts of the level above
    Paths paths;
    for (const LevelParts& level : partition_.levels) std::tie(above, paths) = add_level(level, above, paths);
    for (std::size_t i = 0; i < by_id_.size(); ++i) {
      const int part = partition_.levels.back().part[i];
      if (part != kNoPart) map_.blocks.push_back({by_id_[i]->id, above[static_cast<std::size_t>(part)]});
    }
    return DraftPlan{std::move(map_)};
  }

 private:
  std::pair<std::vector<ZoneId>, Paths> add_level(const LevelParts& level, const std::vector<ZoneId>& above,
                                                  const Paths& paths_above) {
    std::vector<ZoneId> ids(static_cast<std::size_t>(level.count));
    Paths paths(ids.size());
    std::vector<Unnumbered> zones = unnumbered(level);
    const auto per_parent = static_cast<std::size_t>(level.spec.zones_per_parent);
    // Parents come in the order of their ids, not of their parts.
    std::vector<std::size_t> parents(std::max<std::size_t>(1, above.size()));
    for (std::size_t i = 0; i < parents.size(); ++i) parents[i] = i;
    if (!above.empty()) std::ranges::sort(parents, {}, [&](std::size_t part) { return above[part]; });
    for (const std::size_t parent : parents) {
      const std::span family = std::span(zones).subspan(parent * per_parent, per_parent);
      std::ranges::sort(family, {}, [](const Unnumbered& z) { return std::tuple{z.centre.x, -z.centre.y, z.lowest}; });
      for (std::size_t number = 1; number <= family.size(); ++number) {
        Unnumbered& next = family[number - 1];
        const auto part = static_cast<std::size_t>(next.part);
        if (!above.empty()) next.zone.parent = above[parent];
        paths[part] = (above.empty() ? "" : paths_above[parent] + "-") + std::to_string(number);
        name(next.zone, level.spec.level, number, per_parent, paths[part]);
        ids[part] = next.zone.id;
        map_.zones.push_back(std::move(next.zone));
      }
    }
    return {std::move(ids), std::move(paths)};
  }

  std::vector<Unnumbered> unnumbered(const LevelParts& level) const {
    std::vector<BlockRefs> members(static_cast<std::size_t>(level.count));
    for (std::size_t i = 0; i < by_id_.size(); ++i)
      if (level.part[i] != kNoPart) members[static_cast<std::size_t>(level.part[i])].push_back(by_id_[i]);
    std::vector<Unnumbered> zones;
    for (const BlockRefs& blocks : members) {
      GRID_ASSERT(!blocks.empty());
      Unnumbered next{.part = static_cast<int>(zones.size()), .zone = {}, .centre = {}, .lowest = blocks.front()->id};
      add_sums(next.zone, blocks);
      add_shape(next.zone, blocks);
      next.centre = centroid(next.zone.shape);
      zones.push_back(std::move(next));
    }
    return zones;
  }

  /// Id, code, name and post of the next zone of the plan.
  void name(Zone& zone, int level, std::size_t number, std::size_t count, const std::string& path) {
    zone.id = ZoneId{static_cast<std::int64_t>(map_.zones.size()) + 1};
    zone.level = level;
    zone.code = code_of(zone.parent) + "-" + padded(number, count);
    zone.name = name_of(level, path);
    zone.post = PostId{zone.id.value + 1};
    const PostId superior{zone.parent ? zone.parent->value + 1 : 1};
    map_.posts.push_back(post_of(level, *zone.post, superior, zone.id));
  }

  std::string code_of(std::optional<ZoneId> parent) const {
    return parent ? map_.zones[static_cast<std::size_t>(parent->value - 1)].code : city_.code;
  }

  std::string name_of(int level, const std::string& path) const {
    const auto found = std::ranges::find(city_.levels, level, &Level::number);
    if (found == city_.levels.end()) return path;
    return filled_in(found->name_zh, path) + " / " + filled_in(found->name_en, path);
  }

  Post post_of(int level, PostId id, std::optional<PostId> superior, std::optional<ZoneId> zone) const {
    Post post{.id = id, .level = level, .title_zh = {}, .title_en = {}, .parent = superior, .zone = zone};
    const auto found = std::ranges::find(city_.posts, level, &PostTitle::level);
    if (found != city_.posts.end()) {
      post.title_zh = found->title_zh;
      post.title_en = found->title_en;
    }
    return post;
  }

  const Partition& partition_;
  const City& city_;
  BlockRefs by_id_;
  ZoneMap map_;
};

}  // namespace

DraftPlan make_draft(const Partition& partition, std::span<const Block> blocks, const City& city) {
  return PlanBuilder(partition, blocks, city).build();
}

}  // namespace libgrid::zoning
