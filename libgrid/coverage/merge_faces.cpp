#include <libgrid/coverage/merge_faces.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <libgrid/coverage/face_artefacts.hpp>
#include <libgrid/geom/enclosing_circle.hpp>

namespace libgrid::coverage {
namespace {

/// The groups while they merge: measures, neighbours with border lengths, and a queue of those that must go.
class Merging {
 public:
  Merging(std::span<const FaceMeasure> faces, std::span<const FaceBorder> borders, const BlockRules& rules)
      : rules_(rules),
        groups_(faces.begin(), faces.end()),
        around_(faces.size()),
        into_(faces.size()),
        reason_(faces.size()),
        shares_(faces.size()) {
    for (std::size_t i = 0; i < faces.size(); ++i) {
      into_[i] = i;
      shares_[i][faces[i].district] = faces[i].area;
    }
    for (const FaceBorder& border : borders) {
      around_[border.a][border.b].add({border.length, border.high});
      around_[border.b][border.a].add({border.length, border.high});
    }
    for (std::size_t i = 0; i < faces.size(); ++i) enqueue(i);
  }

  MergeResult run() {
    while (!queue_.empty()) {
      const std::size_t group = queue_.begin()->second;
      queue_.erase(queue_.begin());
      if (const auto target = best_neighbour(group)) absorb(*target, group);
    }
    MergeResult result{std::vector<std::size_t>(into_.size()), std::move(reason_)};
    for (std::size_t i = 0; i < into_.size(); ++i) result.keeper[i] = keeper(i);
    return result;
  }

 private:
  [[nodiscard]] MergeReason why(std::size_t i) const { return why_merge(groups_[i], rules_); }
  void enqueue(std::size_t i) {
    if (why(i) != MergeReason::none) queue_.emplace(groups_[i].area, i);
  }

  struct Shared {
    Metres length;
    Metres high;
    void add(Shared more) { length += more.length, high += more.high; }
  };

  /// Longest shared border of low class, then of any; own district before others; ties to the lower index (the map is
  /// ordered by it).
  [[nodiscard]] std::optional<std::size_t> best_neighbour(std::size_t group) const {
    std::optional<std::size_t> best;
    std::tuple<bool, Metres, Metres> best_key;
    for (const auto& [other, border] : around_[group]) {
      const std::tuple key(groups_[other].district == groups_[group].district, border.length - border.high,
                           border.length);
      if (!best || key > best_key) best = other, best_key = key;
    }
    return best;
  }

  void absorb(std::size_t target, std::size_t group) {
    reason_[group] = why(group);
    queue_.erase({groups_[target].area, target});
    const Metres shared = around_[target].at(group).length;
    groups_[target].area += groups_[group].area;
    groups_[target].perimeter += groups_[group].perimeter - 2.0 * shared;
    join_hulls(target, group);
    join_districts(target, group);
    around_[target].erase(group);
    for (const auto& [other, border] : around_[group]) {
      around_[other].erase(group);
      if (other == target) continue;
      around_[target][other].add(border);
      around_[other][target].add(border);
    }
    around_[group].clear();
    into_[group] = target;
    enqueue(target);
  }

  void join_hulls(std::size_t target, std::size_t group) {
    std::vector<Xy>& hull = groups_[target].hull;
    hull.insert(hull.end(), groups_[group].hull.begin(), groups_[group].hull.end());
    hull = convex_hull(hull);
  }

  void join_districts(std::size_t target, std::size_t group) {
    for (const auto& [district, share] : shares_[group]) shares_[target][district] += share;
    groups_[target].district = main_district(shares_[target]);
  }

  [[nodiscard]] std::size_t keeper(std::size_t i) const {
    while (into_[i] != i) i = into_[i];
    return i;
  }

  const BlockRules& rules_;
  std::vector<FaceMeasure> groups_;
  std::vector<std::map<std::size_t, Shared>> around_;
  std::vector<std::size_t> into_;
  std::vector<MergeReason> reason_;
  std::vector<DistrictShares> shares_;
  std::set<std::pair<SquareMetres, std::size_t>> queue_;
};

}  // namespace

DistrictId main_district(const DistrictShares& shares) {
  const auto less = [](const auto& a, const auto& b) { return a.second < b.second; };
  return std::max_element(shares.begin(), shares.end(), less)->first;
}

MergeReason why_merge(const FaceMeasure& face, const BlockRules& rules) {
  if (rules.merge_rule != MergeRule::artefacts || !rules.artefact_below)
    return why_merge(face.area, face.perimeter, rules);
  if (face.area < rules.merge_below) return MergeReason::small;
  const bool artefact = face_artefact_index(face.area, face.hull) < *rules.artefact_below;
  return artefact ? MergeReason::artefact : MergeReason::none;
}

MergeReason why_merge(SquareMetres area, Metres perimeter, const BlockRules& rules) {
  if (area < rules.merge_below) return MergeReason::small;
  const bool thin = isoperimetric_quotient(area, perimeter) < rules.thin_quotient && area < rules.thin_below;
  return thin ? MergeReason::thin : MergeReason::none;
}

MergeResult merge_faces(std::span<const FaceMeasure> faces, std::span<const FaceBorder> borders,
                        const BlockRules& rules) {
  return Merging(faces, borders, rules).run();
}

}  // namespace libgrid::coverage
