#include <algorithm>
#include <map>
#include <numeric>
#include <queue>
#include <tuple>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/chronic.hpp>
#include <libgrid/hotspot/detail/forest_cells.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// Complete linkage over distinct places; a group is named by its place with the smallest id.
class SiteLinkage {
 public:
  SiteLinkage(std::span<const ForestCase> cases, Metres radius) : cases_(cases), most_(2.0 * radius.value) {
    home_.resize(cases.size());
    std::iota(home_.begin(), home_.end(), std::size_t{0});
    join_equal_places();
    find_neighbours();
  }

  std::vector<std::size_t> run() {
    while (!queue_.empty()) {
      const Pair next = queue_.top();
      queue_.pop();
      const auto at = near_[next.a].find(next.b);
      if (at == near_[next.a].end() || at->second != next.diameter) continue;  // joined or grown since
      join(next.a, next.b);
    }
    std::vector<std::size_t> result(cases_.size());
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      std::size_t h = home_[i];
      while (home_[h] != h) h = home_[h];
      result[i] = h;
    }
    return result;
  }

 private:
  struct Pair {
    double diameter;
    std::int64_t low, high;  ///< ids
    std::size_t a, b;        ///< a has the smaller id
    bool operator<(const Pair& o) const { return std::tie(diameter, low, high) > std::tie(o.diameter, o.low, o.high); }
  };

  void join_equal_places() {
    std::map<std::tuple<std::size_t, Xy>, std::size_t> first;
    std::vector<std::size_t> by_id(cases_.size());
    std::iota(by_id.begin(), by_id.end(), std::size_t{0});
    std::sort(by_id.begin(), by_id.end(), [&](std::size_t a, std::size_t b) { return cases_[a].id < cases_[b].id; });
    for (const std::size_t i : by_id)
      if (cases_[i].has_place) home_[i] = first.try_emplace({cases_[i].category, cases_[i].at}, i).first->second;
  }

  void find_neighbours() {
    near_.resize(cases_.size());
    std::vector<ForestCase> places;
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < cases_.size(); ++i)
      if (cases_[i].has_place && home_[i] == i) places.push_back(cases_[i]), of.push_back(i);
    const detail::ForestCells cells = detail::forest_cells(places, Metres{most_});
    std::vector<std::uint32_t> order(places.size()), next = cells.start;
    for (std::uint32_t k = 0; k < places.size(); ++k) order[next[cells.of[k]]++] = k;
    for (std::uint32_t k = 0; k < places.size(); ++k)
      for (std::size_t row = 0; row < 3; ++row)
        for (std::uint32_t p = cells.start[cells.rows[cells.of[k]].begin[row]];
             p < cells.start[cells.rows[cells.of[k]].end[row]]; ++p) {
          if (order[p] >= k) continue;
          const double d = distance(places[k].at, places[order[p]].at).value;
          if (d <= most_) set_near(of[k], of[order[p]], d);
        }
  }

  void set_near(std::size_t a, std::size_t b, double diameter) {
    if (cases_[b].id < cases_[a].id) std::swap(a, b);
    near_[a][b] = near_[b][a] = diameter;
    queue_.push({diameter, cases_[a].id, cases_[b].id, a, b});
  }

  /// b is taken into a; whoever is not near both is near neither.
  void join(std::size_t a, std::size_t b) {
    home_[b] = a;
    const std::map<std::size_t, double> of_a = std::move(near_[a]), of_b = std::move(near_[b]);
    near_[a].clear(), near_[b].clear();
    for (const auto& [c, d] : of_a) near_[c].erase(a);
    for (const auto& [c, d] : of_b) near_[c].erase(b);
    for (const auto& [c, d] : of_a) {
      const auto other = of_b.find(c);
      if (c != b && other != of_b.end()) set_near(a, c, std::max(d, other->second));
    }
  }

  std::span<const ForestCase> cases_;
  double most_;
  std::vector<std::size_t> home_;
  std::vector<std::map<std::size_t, double>> near_;
  std::priority_queue<Pair> queue_;
};

/// So many openings within the span.
bool crowded_openings(std::vector<LocalTime> opened, const ChronicRules& rules) {
  std::sort(opened.begin(), opened.end());
  const auto least = static_cast<std::size_t>(rules.least_rebounds);
  for (std::size_t k = least; k <= opened.size() && least > 0; ++k)
    if (opened[k - 1] - opened[k - least] <= rules.span) return true;
  return false;
}

}  // namespace

std::vector<std::size_t> site_of(std::span<const ForestCase> cases, Metres radius) {
  return SiteLinkage(cases, radius).run();
}

std::vector<ChronicSite> chronic_sites(std::span<const ForestCase> cases, const Forest& forest,
                                       const ChronicRules& rules) {
  GRID_ASSERT(forest.links.size() == cases.size());
  const std::vector<std::size_t> site = site_of(cases, rules.radius);
  std::map<std::int64_t, ChronicSite> sites;  // by the smallest id
  std::map<std::int64_t, std::vector<LocalTime>> rebounds;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!cases[i].has_place) continue;
    const std::int64_t name = cases[site[i]].id;
    ChronicSite& s = sites[name];
    s.category = cases[i].category;
    s.cases.push_back(i);
    s.centre = {s.centre.x + cases[i].at.x, s.centre.y + cases[i].at.y};
    const bool open = !cases[i].closed || *cases[i].closed > rules.until;
    s.stays_open = s.stays_open || (open && cases[i].opened + rules.overdue < rules.until);
    if (forest.links[i].kind == LinkKind::rebound) rebounds[name].push_back(cases[i].opened), ++s.rebounds;
  }
  std::vector<ChronicSite> chronic;
  for (auto& [name, s] : sites) {
    s.comes_back = crowded_openings(rebounds[name], rules);
    if (!s.comes_back && !s.stays_open) continue;
    const double n = static_cast<double>(s.cases.size());
    s.centre = {s.centre.x / n, s.centre.y / n};
    std::sort(s.cases.begin(), s.cases.end(), [&](std::size_t a, std::size_t b) { return cases[a].id < cases[b].id; });
    chronic.push_back(std::move(s));
  }
  return chronic;
}

}  // namespace hotspot
}  // namespace libgrid
