#pragma once
/// A plan's state is its type: DraftPlan -> ValidPlan -> PublishedPlan.
///
///   DraftPlan draft = zoning::make_draft(*zoning::partition(graph, options), blocks, city);
///   auto valid = zoning::PlanValidation::validate(std::move(draft), graph, city);   // the only way to a ValidPlan
///   PlanVersion first{.id = PlanId{1}, .version = 1, .valid_from = monday};
///   PublishedPlan plan = workflow::PlanPublication::publish(*valid, first);         // the only way to a PublishedPlan
///
/// The constructor of the next state is private to the step that earns it (tests/compile_fail/plan_states.cpp).

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/ids.hpp>

namespace libgrid {
namespace zoning {
class PlanValidation;
}
namespace workflow {
class PlanPublication;
}

inline namespace model {

/// 网格: a connected set of blocks with one responsible post, at a level.
struct Zone {
  ZoneId id;
  std::string code;  ///< readable, e.g. "BOS-03-07"
  int level = 1;
  std::optional<ZoneId> parent;  ///< empty at level 1
  std::string name;
  std::optional<PostId> post;
  std::int64_t blocks = 0;
  SquareMetres area;
  Metres street_length;
  std::int64_t reports = 0;
  double workload = 0.0;
  double polsby_popper = 0.0;  ///< 4 pi A / P^2
  std::int64_t parts = 1;      ///< pieces of its shape; more than 1 only over declared links
  MultiPolygon shape;          ///< the exact union of its blocks
  friend bool operator==(const Zone&, const Zone&) = default;
};

/// 岗位: who answers; level 0 is the head of the city. Titles only, never names of people.
struct Post {
  PostId id;
  int level = 0;
  std::string title_zh;
  std::string title_en;
  std::optional<PostId> parent;
  std::optional<ZoneId> zone;
  friend bool operator==(const Post&, const Post&) = default;
};

/// Which zone of the lowest level a block belongs to.
struct BlockZone {
  BlockId block;
  ZoneId zone;
  friend bool operator==(const BlockZone&, const BlockZone&) = default;
};

/// 网格方案: zones of all levels over the blocks. The content is the same in every state.
struct ZoneMap {
  std::vector<Zone> zones;        ///< level by level, ids ascending
  std::vector<BlockZone> blocks;  ///< one row per block, ids ascending
  std::vector<Post> posts;
  std::uint64_t seed = 0;
  friend bool operator==(const ZoneMap&, const ZoneMap&) = default;
};

/// Anything may be in a draft.
struct DraftPlan {
  ZoneMap map;
};

/// Checked: every block in one zone, zones contiguous, workloads in band, levels nested.
class ValidPlan {
 public:
  [[nodiscard]] const ZoneMap& map() const { return map_; }

 private:
  friend class zoning::PlanValidation;
  explicit ValidPlan(ZoneMap map) : map_(std::move(map)) {}
  ZoneMap map_;
};

struct PlanVersion {
  PlanId id;
  std::int64_t version = 1;
  std::string state = "published";
  LocalTime valid_from;
  std::optional<LocalTime> valid_to;  ///< empty: in force
  std::string sha256;                 ///< over the canonical bytes of the zone map
  friend bool operator==(const PlanVersion&, const PlanVersion&) = default;
};

/// In force from a date; stays queryable after it was replaced.
class PublishedPlan {
 public:
  [[nodiscard]] const ZoneMap& map() const { return map_; }
  [[nodiscard]] const PlanVersion& version() const { return version_; }

 private:
  friend class workflow::PlanPublication;
  PublishedPlan(ZoneMap map, PlanVersion version) : map_(std::move(map)), version_(std::move(version)) {}
  ZoneMap map_;
  PlanVersion version_;
};

}  // namespace model
}  // namespace libgrid
