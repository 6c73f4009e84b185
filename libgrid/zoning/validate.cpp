#include <libgrid/zoning/validate.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/detail/wall_joins.hpp>
#include <libgrid/zoning/detail/zone_label.hpp>

namespace libgrid::zoning {
namespace {

constexpr double kRelative = 1e-9;  ///< sums of doubles in another order

bool same(double a, double b) { return std::abs(a - b) <= kRelative * std::max(std::abs(a), std::abs(b)); }

/// A draft against its ground: one method per check, each appends its findings.
class Inspection {
 public:
  Inspection(const ZoneMap& map, const BlockGraph& graph, const City& city, const PlanRules& rules)
      : map_(map), graph_(graph), city_(city), rules_(rules) {
    for (std::size_t i = 0; i < graph.size(); ++i)
      if (!rules.is_excluded(graph.node(i).id)) total_ += graph.node(i).workload;
  }

  std::vector<Error> run() {
    index_zones();
    check_assignment();
    check_nesting();
    const auto counts_only = [](const Error& finding) { return finding.code == ErrorCode::zone_count_differs; };
    if (std::ranges::all_of(findings_, counts_only))
      check_zones();  // sums and connection of a zone mean nothing before
    return std::move(findings_);
  }

 private:
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  struct ZonePieces {
    std::uint32_t closed = 0;  ///< with walls closed
    std::vector<detail::WallJoin> joins;
  };

  void add(ErrorCode code, std::string what, std::string detail) {
    findings_.push_back(make_error(code, std::move(detail)).about(std::move(what)));
  }

  void index_zones() {
    for (std::size_t i = 0; i < map_.zones.size(); ++i) {
      lowest_level_ = std::max(lowest_level_, map_.zones[i].level);
      if (!position_.emplace(map_.zones[i].id, i).second)
        add(ErrorCode::id_duplicate, detail::zone_label(map_.zones[i]), "zone id");
    }
  }

  [[nodiscard]] std::size_t position(ZoneId id) const {
    const auto found = position_.find(id);
    return found == position_.end() ? kNowhere : found->second;
  }

  /// By its code where the plan has it.
  [[nodiscard]] std::string named(ZoneId id) const {
    const std::size_t place = position(id);
    return place == kNowhere ? "zone " + std::to_string(id.value) : detail::zone_label(map_.zones[place]);
  }

  void check_assignment() {
    zone_of_.assign(graph_.size(), kNowhere);
    for (const BlockZone& row : map_.blocks) {
      const std::string block = "block " + std::to_string(row.block.value);
      const auto index = graph_.index_of(row.block);
      const std::size_t zone = position(row.zone);
      if (!index) {
        add(ErrorCode::block_unassigned, block, "the plan names a block that does not exist");
      } else if (rules_.is_excluded(row.block)) {
        add(ErrorCode::block_unassigned, block, "it is excluded, and in " + named(row.zone));
      } else if (zone == kNowhere || map_.zones[zone].level != lowest_level_) {
        add(ErrorCode::block_unassigned, block, named(row.zone) + " is no zone of the lowest level");
      } else if (zone_of_[*index] != kNowhere) {
        add(ErrorCode::id_duplicate, block, "in two zones");
      } else {
        zone_of_[*index] = zone;
      }
    }
    std::vector<char> listed(graph_.size(), 0);
    for (const BlockZone& row : map_.blocks) {
      if (const auto index = graph_.index_of(row.block)) listed[*index] = 1;
    }
    for (std::size_t i = 0; i < listed.size(); ++i) {
      if (listed[i] == 0 && !rules_.is_excluded(graph_.node(i).id))
        add(ErrorCode::block_unassigned, "block " + std::to_string(graph_.node(i).id.value), "in no zone");
    }
  }

  void check_nesting() {
    std::vector<int> children(map_.zones.size(), 0);
    int tops = 0;
    for (const Zone& zone : map_.zones) {
      if (!zone.parent) {
        tops += 1;
        if (zone.level != 1) add(ErrorCode::nesting_broken, detail::zone_label(zone), "no zone above");
        continue;
      }
      const std::size_t parent = position(*zone.parent);
      if (parent == kNowhere || map_.zones[parent].level != zone.level - 1) {
        add(ErrorCode::nesting_broken, detail::zone_label(zone), named(*zone.parent) + " is not of the level above");
      } else {
        ++children[parent];
      }
    }
    check_family("city", 1, tops);
    for (std::size_t i = 0; i < map_.zones.size(); ++i)
      check_family(detail::zone_label(map_.zones[i]), map_.zones[i].level + 1, children[i]);
  }

  void check_family(const std::string& parent, int level, int count) {
    const bool known = std::ranges::find(city_.levels, level, &Level::number) != city_.levels.end();
    if (!known && count > 0) add(ErrorCode::nesting_broken, parent, "the city has no level " + std::to_string(level));
    if (auto finding = count_finding(city_, parent, level, count)) findings_.push_back(std::move(*finding));
  }

  void check_zones() {
    const int top_down = lowest_level_;
    std::vector<std::size_t> zone_of = zone_of_;  // of the level at hand, from the lowest upwards
    std::vector<std::vector<std::size_t>> by_level(static_cast<std::size_t>(top_down) + 1);
    for (int level = top_down; level >= 1; --level) {
      by_level[static_cast<std::size_t>(level)] = zone_of;
      if (level == 1) break;
      for (std::size_t& zone : zone_of)
        if (zone != kNowhere) zone = position(*map_.zones[zone].parent);
    }
    std::vector<ZonePieces> pieces(map_.zones.size());
    std::vector<Zone> sums(map_.zones.size());
    for (int level = 1; level <= top_down; ++level) count_pieces(by_level[static_cast<std::size_t>(level)], pieces);
    for (int level = 1; level <= top_down; ++level) add_up(by_level[static_cast<std::size_t>(level)], sums);
    for_each_zone([&](std::size_t i) { check_pieces(i, pieces[i]); });
    for_each_zone([&](std::size_t i) {
      for (const detail::WallJoin& join : pieces[i].joins)
        findings_.push_back(wall_finding(detail::zone_label(map_.zones[i]), join.blocks.first, join.blocks.second));
    });
    for_each_zone([&](std::size_t i) { check_band(i, sums[i].workload); });
    check_limits(by_level);
    check_must_links();
    check_locks();
    check_parents(by_level);
    for_each_zone([&](std::size_t i) { check_sums(map_.zones[i], sums[i]); });
  }

  template <class Check>
  void for_each_zone(const Check& check) {
    std::vector<std::size_t> order(map_.zones.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::size_t i) { return map_.zones[i].id; });
    for (const std::size_t i : order) check(i);
  }

  void count_pieces(const std::vector<std::size_t>& zone_of, std::vector<ZonePieces>& pieces) const {
    constexpr auto kUnseen = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> seen(graph_.size(), kUnseen);
    std::vector<std::size_t> open;
    for (std::size_t start = 0; start < graph_.size(); ++start) {
      if (seen[start] != kUnseen || zone_of[start] == kNowhere) continue;
      const std::uint32_t piece = pieces[zone_of[start]].closed++;
      seen[start] = piece;
      open.push_back(start);
      while (!open.empty()) {
        const std::size_t here = open.back();
        open.pop_back();
        for (const BlockNeighbour& next : graph_.neighbours(here)) {
          if (next.wall || seen[next.block] != kUnseen || zone_of[next.block] != zone_of[start]) continue;
          seen[next.block] = piece;
          open.push_back(next.block);
        }
      }
    }
    for (std::uint32_t i = 0; i < graph_.size(); ++i)
      for (const BlockNeighbour& next : graph_.neighbours(i))
        if (next.wall && i < next.block && zone_of[i] != kNowhere && zone_of[i] == zone_of[next.block] &&
            seen[i] != seen[next.block])
          pieces[zone_of[i]].joins.push_back(
              {seen[i], seen[next.block], {graph_.node(i).id, graph_.node(next.block).id}});
  }

  void add_up(const std::vector<std::size_t>& zone_of, std::vector<Zone>& sums) const {
    for (std::size_t i = 0; i < graph_.size(); ++i) {
      if (zone_of[i] == kNowhere) continue;
      Zone& sum = sums[zone_of[i]];
      const BlockNode& block = graph_.node(i);
      sum.blocks += 1;
      sum.area += block.area;
      sum.street_length += block.street_length;
      sum.reports += block.reports;
      sum.workload += block.workload;
    }
  }

  void check_pieces(std::size_t i, const ZonePieces& pieces) {
    const std::uint32_t apart = detail::pieces_with_walls_open(pieces.closed, pieces.joins);
    if (apart == 1) return;
    add(ErrorCode::zone_not_contiguous, detail::zone_label(map_.zones[i]), std::to_string(apart) + " parts");
  }

  void check_limits(const std::vector<std::vector<std::size_t>>& by_level) {
    std::vector<std::vector<double>> loads;
    for (const LimitedWorkload& workload : rules_.workloads) loads.push_back(zone_loads(workload, by_level));
    for_each_zone([&](std::size_t i) {
      for (std::size_t w = 0; w < loads.size(); ++w)
        if (!loads[w].empty())
          if (auto finding = limit_finding(detail::zone_label(map_.zones[i]), rules_.workloads[w], loads[w][i]))
            findings_.push_back(std::move(*finding));
    });
  }

  /// Over the mean of the level, of every zone; empty where no block has any.
  [[nodiscard]] std::vector<double> zone_loads(const LimitedWorkload& workload,
                                               const std::vector<std::vector<std::size_t>>& by_level) const {
    const double total = workload.total();
    if (!(total > 0.0)) return {};
    std::vector<double> loads(map_.zones.size(), 0.0);
    for (std::size_t level = 1; level < by_level.size(); ++level)
      for (std::size_t i = 0; i < graph_.size(); ++i)
        if (by_level[level][i] != kNowhere) loads[by_level[level][i]] += workload.of_block[i];
    for (std::size_t i = 0; i < loads.size(); ++i) {
      const auto zones = static_cast<double>(std::ranges::count(map_.zones, map_.zones[i].level, &Zone::level));
      loads[i] *= zones / total;
    }
    return loads;
  }

  void check_must_links() {
    const auto zone_of = [&](BlockId block) {
      const auto index = graph_.index_of(block);
      return index && zone_of_[*index] != kNowhere ? detail::zone_label(map_.zones[zone_of_[*index]])
                                                   : std::string("no zone");
    };
    for (const MustLink& link : rules_.must_link)
      if (auto finding = parted_finding(link, zone_of)) findings_.push_back(std::move(*finding));
  }

  void check_locks() {
    for (const LockedZone& lock : rules_.locked) {
      const auto first = lock.blocks.empty() ? std::nullopt : graph_.index_of(lock.blocks.front());
      const std::size_t zone = first ? zone_of_[*first] : kNowhere;
      std::vector<BlockId> members;
      for (std::size_t i = 0; i < graph_.size() && zone != kNowhere; ++i)
        if (zone_of_[i] == zone) members.push_back(graph_.node(i).id);
      if (auto finding = lock_finding(lock, members)) findings_.push_back(std::move(*finding));
    }
  }

  void check_parents(const std::vector<std::vector<std::size_t>>& by_level) {
    if (rules_.parents.empty()) return;
    std::vector<std::size_t> first(map_.zones.size(), kNowhere), other(map_.zones.size(), kNowhere);
    for (std::size_t level = 1; level < by_level.size(); ++level)
      for (std::size_t i = 0; i < graph_.size(); ++i) {
        const std::size_t zone = by_level[level][i];
        if (zone == kNowhere || other[zone] != kNowhere) continue;
        if (first[zone] == kNowhere) first[zone] = i;
        if (rules_.parents[first[zone]] != rules_.parents[i]) other[zone] = i;
      }
    for_each_zone([&](std::size_t i) {
      if (other[i] != kNowhere)
        findings_.push_back(
            parent_finding(detail::zone_label(map_.zones[i]), graph_.node(first[i]).id, graph_.node(other[i]).id));
    });
  }

  void check_band(std::size_t i, double workload) {
    const Zone& zone = map_.zones[i];
    const double band = std::ranges::find(city_.levels, zone.level, &Level::number)->band;
    const auto zones = std::ranges::count(map_.zones, zone.level, &Zone::level);
    const double relative = workload * static_cast<double>(zones) / total_;
    if (relative >= 1.0 - band && relative <= 1.0 + band) return;
    add(ErrorCode::workload_out_of_band, detail::zone_label(zone),
        detail::fixed(relative, 4) + " of the mean, band +-" + detail::shortest(band));
  }

  void check_sums(const Zone& zone, const Zone& sum) {
    const auto compare = [&](std::string_view column, double stated, double added) {
      if (same(stated, added)) return;
      add(ErrorCode::totals_differ, detail::zone_label(zone),
          std::string(column) + ": " + detail::shortest(stated) + " stated, " + detail::shortest(added) + " added up");
    };
    compare("blocks", static_cast<double>(zone.blocks), static_cast<double>(sum.blocks));
    compare("area_m2", zone.area.value, sum.area.value);
    compare("street_m", zone.street_length.value, sum.street_length.value);
    compare("reports", static_cast<double>(zone.reports), static_cast<double>(sum.reports));
    compare("workload", zone.workload, sum.workload);
  }

  const ZoneMap& map_;
  const BlockGraph& graph_;
  const City& city_;
  const PlanRules& rules_;
  std::vector<Error> findings_;
  std::unordered_map<ZoneId, std::size_t> position_;
  std::vector<std::size_t> zone_of_;  ///< position of the lowest zone of every block of the graph
  int lowest_level_ = 0;
  double total_ = 0.0;  ///< workload of the blocks that belong to zones
};

}  // namespace

std::vector<Error> plan_findings(const ZoneMap& map, const BlockGraph& graph, const City& city,
                                 const PlanRules& rules) {
  return Inspection(map, graph, city, rules).run();
}

Expected<ValidPlan> PlanValidation::validate(DraftPlan draft, const BlockGraph& graph, const City& city,
                                             std::vector<Error>* findings, const PlanRules& rules,
                                             std::span<const ErrorCode> accepted) {
  std::vector<Error> found = plan_findings(draft.map, graph, city, rules);
  if (findings != nullptr) *findings = found;
  for (Error& finding : found) {
    if (refuses(city, finding) && std::ranges::find(accepted, finding.code) == accepted.end())
      return fail(std::move(finding));
  }
  return ValidPlan(std::move(draft.map));
}

}  // namespace libgrid::zoning
