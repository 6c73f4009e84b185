#include <libgrid/coverage/repair.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include <libgrid/coverage/detail/face_groups.hpp>
#include <libgrid/coverage/detail/zone_faces.hpp>
#include <libgrid/coverage/detail/zone_noder.hpp>
#include <libgrid/coverage/dissolve.hpp>

namespace libgrid::coverage {
namespace {

using detail::DirectedEdgeId;
using detail::twin;
using detail::ZoneFaces;

/// Decides which zones have which face. Shapes after the zones are triangles that close slits: they cover nothing.
class Owners {
 public:
  Owners(std::span<const ImportedZone> zones, const RepairOptions& options, const ZoneFaces& faces)
      : zones_(zones), options_(options), faces_(faces), owners_(faces.size()) {
    for (std::size_t face = 1; face < faces.size(); ++face)
      owners_[face].assign(cover(face).begin(), cover(face).end());
  }

  void decide() {
    std::vector<SquareMetres> kept(zones_.size());
    std::vector<std::size_t> shared;
    for (std::size_t face = 1; face < faces_.size(); ++face) {
      const auto zones_here = cover(face);
      if (zones_here.size() == 1) kept[static_cast<std::size_t>(zones_here[0])] += faces_.outline(face).area;
      if (zones_here.empty()) fill(face);
      if (zones_here.size() > 1) shared.push_back(face);
    }
    for (const std::size_t face : shared) give(face, kept);
  }

  [[nodiscard]] const std::vector<std::vector<int>>& owners() const { return owners_; }
  [[nodiscard]] std::vector<RepairAction> actions() && { return std::move(actions_); }

 private:
  [[nodiscard]] std::span<const int> cover(std::size_t face) const {
    const auto all = faces_.cover(face);
    const auto end = std::lower_bound(all.begin(), all.end(), static_cast<int>(zones_.size()));
    return all.first(static_cast<std::size_t>(end - all.begin()));
  }
  static bool thin(const ZoneFaces::Outline& outline, Metres width) {
    return 2.0 * outline.area.value < width.value * outline.length.value;
  }
  [[nodiscard]] bool lower(int a, int b) const {
    return std::tie(zones_[static_cast<std::size_t>(a)].code, a) <
           std::tie(zones_[static_cast<std::size_t>(b)].code, b);
  }
  void list(RepairKind kind, std::vector<std::size_t> zones, ZoneFaces::Outline outline) {
    actions_.push_back({kind, std::move(zones), outline.area, outline.length, std::move(outline.rings)});
  }

  /// A void: to the neighbour with the longest border along it.
  void fill(std::size_t face) {
    std::map<int, Metres> along;
    faces_.each_edge(face, [&](DirectedEdgeId h) {
      for (const int zone : cover(faces_.left(twin(h))))
        along[zone] += distance(faces_.at(faces_.from(h)), faces_.at(faces_.to(h)));
    });
    ZoneFaces::Outline outline = faces_.outline(face);
    if (outline.area > options_.validate.largest_gap) return;
    std::vector<std::size_t> beside;
    for (const auto& [zone, metres] : along) beside.push_back(static_cast<std::size_t>(zone));
    if (!thin(outline, options_.gap_width)) return list(RepairKind::left_alone, std::move(beside), std::move(outline));
    const auto best = std::max_element(along.begin(), along.end(), [&](const auto& a, const auto& b) {
      return a.second < b.second || (a.second == b.second && lower(b.first, a.first));
    });
    owners_[face] = {best->first};
    put_first(beside, static_cast<std::size_t>(best->first));
    list(RepairKind::gap_filled, std::move(beside), std::move(outline));
  }

  /// An overlap: to the lowest code, unless another zone would have nothing left.
  void give(std::size_t face, const std::vector<SquareMetres>& kept) {
    const auto here = cover(face);
    ZoneFaces::Outline outline = faces_.outline(face);
    std::vector<std::size_t> zones(here.begin(), here.end());
    const int winner = *std::min_element(here.begin(), here.end(), [&](int a, int b) { return lower(a, b); });
    const bool harmless = std::all_of(here.begin(), here.end(), [&](int zone) {
      return zone == winner || kept[static_cast<std::size_t>(zone)] > SquareMetres{0.0};
    });
    if (!harmless || !thin(outline, options_.overlap_width))
      return list(RepairKind::left_alone, std::move(zones), std::move(outline));
    owners_[face] = {winner};
    put_first(zones, static_cast<std::size_t>(winner));
    list(RepairKind::overlap_given, std::move(zones), std::move(outline));
  }

  static void put_first(std::vector<std::size_t>& zones, std::size_t first) {
    const auto it = std::find(zones.begin(), zones.end(), first);
    std::rotate(zones.begin(), it, it + 1);
  }

  std::span<const ImportedZone> zones_;
  const RepairOptions& options_;
  const ZoneFaces& faces_;
  std::vector<std::vector<int>> owners_;
  std::vector<RepairAction> actions_;
};

/// A gap of the validator that is open to the outside: end, corner, end.
bool is_slit(const ZoneFinding& f) {
  return f.kind == FindingKind::gap && f.lines.size() == 1 && f.lines[0].front() != f.lines[0].back();
}

MultiPolygon closing_triangle(const ZoneFinding& slit) {
  Ring ring = slit.lines[0];
  ring.push_back(ring.front());
  return {normalized(Polygon{std::move(ring), {}})};
}

/// Zones are noded and owned again with the slits that were left, until none is new: a filled slit can leave a smaller
/// one at its mouth.
class Mending {
 public:
  Mending(std::span<const ImportedZone> zones, const RepairOptions& options) : zones_(zones), options_(options) {}

  Expected<ZoneRepair> run() {
    constexpr int kMostRounds = 16;
    GRID_TRY(repair, once());
    for (int round = 1; round < kMostRounds && close_slits(repair.after); ++round) {
      GRID_TRY(again, once());
      repair = std::move(again);
    }
    for (const ZoneFinding& f : repair.after.findings)
      if (is_slit(f)) repair.actions.push_back({RepairKind::left_alone, f.zones, f.area, f.length, f.lines});
    return std::move(repair);
  }

 private:
  Expected<ZoneRepair> once() const {
    std::vector<const MultiPolygon*> shapes;
    for (const ImportedZone& zone : zones_) shapes.push_back(&zone.shape);
    for (const MultiPolygon& triangle : triangles_) shapes.push_back(&triangle);
    GRID_TRY(graph, detail::node_zones(shapes, {.reach = options_.validate.reach, .snap = detail::Snap::lattice}));
    const ZoneFaces faces(graph);
    Owners owners(zones_, options_, faces);
    owners.decide();
    ZoneRepair repair;
    repair.zones.assign(zones_.begin(), zones_.end());
    std::vector<MultiPolygon> mended = detail::shapes_of_groups(graph, faces, owners.owners(), zones_.size());
    for (std::size_t i = 0; i < mended.size(); ++i)
      if (!mended[i].empty()) repair.zones[i].shape = std::move(mended[i]);
    repair.actions = std::move(owners).actions();
    GRID_TRY(after, validate(repair.zones, options_.validate));
    repair.after = std::move(after);
    return repair;
  }

  /// Adds a triangle for every slit that is narrow enough to be filled; false if there is no new one.
  bool close_slits(const ZoneCheck& check) {
    const std::size_t before = triangles_.size();
    for (const ZoneFinding& f : check.findings) {
      if (!is_slit(f)) continue;
      MultiPolygon triangle = closing_triangle(f);
      if (2.0 * libgrid::area(triangle).value >= options_.gap_width.value * perimeter(triangle).value) continue;
      if (std::find(triangles_.begin(), triangles_.end(), triangle) == triangles_.end())
        triangles_.push_back(std::move(triangle));
    }
    return triangles_.size() > before;
  }

  std::span<const ImportedZone> zones_;
  const RepairOptions& options_;
  std::vector<MultiPolygon> triangles_;
};

/// What snapping and noding mend by themselves, as the first check saw it.
void add_noding_actions(ZoneRepair& repair) {
  for (const ZoneFinding& f : repair.before.findings) {
    if (f.kind == FindingKind::unmatched_border)
      repair.actions.push_back({RepairKind::border_matched, f.zones, f.area, f.length, f.lines});
    if (f.kind == FindingKind::self_intersection)
      repair.actions.push_back({RepairKind::ring_untangled, f.zones, f.area, f.length, f.lines});
  }
}

bool same_shape(const MultiPolygon& before, const MultiPolygon& after) {
  MultiPolygon canonical;
  for (const Polygon& polygon : before) canonical.push_back(normalized(polygon));
  std::sort(canonical.begin(), canonical.end(), [](const Polygon& a, const Polygon& b) { return a.outer < b.outer; });
  return canonical == after;
}

/// Zones with a part in something that was done.
std::vector<bool> mended_zones(const ZoneRepair& repair) {
  std::vector<bool> mended(repair.zones.size(), false);
  for (const RepairAction& action : repair.actions)
    if (action.kind != RepairKind::left_alone)
      for (const std::size_t zone : action.zones) mended[zone] = true;
  return mended;
}

constexpr std::array<std::string_view, kRepairKinds> kNames{"gap_filled", "overlap_given", "border_matched",
                                                            "ring_untangled", "left_alone"};
constexpr std::array<std::string_view, kRepairKinds> kChinese{"已填补缝隙", "已归并重叠", "已对齐边界", "已理顺边界环",
                                                              "留待人工处理"};

}  // namespace

std::string_view name_of(RepairKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }
std::string_view name_zh(RepairKind kind) { return kChinese.at(static_cast<std::size_t>(kind)); }

std::size_t ZoneRepair::count(RepairKind kind) const {
  return static_cast<std::size_t>(
      std::count_if(actions.begin(), actions.end(), [&](const RepairAction& a) { return a.kind == kind; }));
}

Expected<ZoneRepair> repair_zones(std::span<const ImportedZone> zones, const RepairOptions& options) {
  GRID_TRY(before, validate(zones, options.validate));
  GRID_TRY(repair, Mending(zones, options).run());
  repair.before = std::move(before);
  add_noding_actions(repair);
  std::stable_sort(repair.actions.begin(), repair.actions.end(), [](const RepairAction& a, const RepairAction& b) {
    return std::tie(a.kind, a.zones, a.lines) < std::tie(b.kind, b.zones, b.lines);
  });
  const std::vector<bool> acted = mended_zones(repair);
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (same_shape(zones[i].shape, repair.zones[i].shape)) {
      repair.zones[i].shape = zones[i].shape;
    } else {
      (acted[i] ? repair.changed : repair.snapped).push_back(i);
    }
  }
  return std::move(repair);
}

}  // namespace libgrid::coverage
