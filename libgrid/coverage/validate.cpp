#include <libgrid/coverage/validate.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <utility>

#include <libgrid/coverage/detail/noding_input.hpp>
#include <libgrid/coverage/detail/ring_checks.hpp>
#include <libgrid/coverage/detail/zone_faces.hpp>
#include <libgrid/coverage/detail/zone_noder.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::coverage {
namespace {

using detail::DirectedEdgeId;
using detail::twin;
using detail::ZoneFaces;
using detail::ZoneGraph;

std::vector<LineString> rings_of(const MultiPolygon& shape) {
  std::vector<LineString> rings;
  detail::each_ring(shape, [&](const Ring& ring) { rings.push_back(ring); });
  return rings;
}

void sort_unique(std::vector<std::size_t>& zones) {
  std::sort(zones.begin(), zones.end());
  zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
}

class Validation {
 public:
  Validation(std::span<const ImportedZone> zones, const ValidateOptions& options) : zones_(zones), options_(options) {}

  Expected<ZoneCheck> run() {
    std::vector<const MultiPolygon*> shapes;
    for (std::size_t i = 0; i < zones_.size(); ++i) {
      if (zones_[i].shape.empty())
        return fail(make_error(ErrorCode::geometry_empty, zones_[i].code).about(std::to_string(i + 1)));
      shapes.push_back(&zones_[i].shape);
    }
    check_zones();
    check_codes();
    GRID_TRY(graph, detail::node_zones(shapes, {.reach = options_.reach}));
    const ZoneFaces faces(graph);
    for (std::size_t face = 1; face < faces.size(); ++face) check_face(faces, face);
    check_slits(faces, graph);
    check_borders(faces, graph);
    std::sort(check_.findings.begin(), check_.findings.end(), [](const ZoneFinding& a, const ZoneFinding& b) {
      return std::tie(a.kind, a.zones, a.lines) < std::tie(b.kind, b.zones, b.lines);
    });
    return std::move(check_);
  }

 private:
  void add(FindingKind kind, std::vector<std::size_t> of, SquareMetres area, std::vector<LineString> lines) {
    Metres length_of_all;
    for (const LineString& line : lines) length_of_all += length(line);
    check_.findings.push_back({kind, std::move(of), area, length_of_all, std::move(lines)});
  }

  /// What can be said of each zone alone.
  void check_zones() {
    for (std::size_t i = 0; i < zones_.size(); ++i) {
      const MultiPolygon& shape = zones_[i].shape;
      if (const std::vector<Xy> points = detail::self_contacts(shape); !points.empty()) {
        std::vector<LineString> lines;
        for (const Xy p : points) lines.push_back({p, p});
        add(FindingKind::self_intersection, {i}, SquareMetres{0.0}, std::move(lines));
      }
      if (shape.size() < 2) continue;
      SquareMetres largest;
      for (const Polygon& part : shape) largest = std::max(largest, libgrid::area(part));
      add(FindingKind::multipart, {i}, libgrid::area(shape) - largest, rings_of(shape));
    }
  }

  void check_codes() {
    std::map<std::string, std::vector<std::size_t>> by_code;
    for (std::size_t i = 0; i < zones_.size(); ++i) by_code[zones_[i].code].push_back(i);
    for (const auto& [code, same] : by_code) {
      if (code.empty() || same.size() < 2) continue;
      std::vector<LineString> lines;
      for (const std::size_t i : same)
        for (LineString& ring : rings_of(zones_[i].shape)) lines.push_back(std::move(ring));
      add(FindingKind::duplicate_code, same, SquareMetres{0.0}, std::move(lines));
    }
    for (std::size_t i = 0; i < zones_.size(); ++i) {
      const std::string& parent = zones_[i].parent;
      const bool known = options_.parents.empty() ||
                         std::find(options_.parents.begin(), options_.parents.end(), parent) != options_.parents.end();
      const bool wrong = parent.empty() ? options_.needs_parent : !known;
      if (wrong) add(FindingKind::missing_parent, {i}, SquareMetres{0.0}, rings_of(zones_[i].shape));
    }
  }

  void check_face(const ZoneFaces& faces, std::size_t face) {
    const std::span<const int> cover = faces.cover(face);
    ZoneFaces::Outline outline = faces.outline(face);
    check_.area += outline.area * static_cast<double>(cover.size());
    if (!cover.empty()) check_.covered += outline.area;
    if (cover.size() == 1) return;
    const bool thin = 2.0 * outline.area.value < options_.sliver_width.value * outline.length.value;
    if (cover.size() > 1) {
      check_.overlap += outline.area * static_cast<double>(cover.size() - 1);
      return add(thin ? FindingKind::sliver : FindingKind::overlap, {cover.begin(), cover.end()}, outline.area,
                 std::move(outline.rings));
    }
    std::vector<std::size_t> beside;
    faces.each_edge(face, [&](DirectedEdgeId h) {
      for (const int zone : faces.cover(faces.left(twin(h)))) beside.push_back(static_cast<std::size_t>(zone));
    });
    sort_unique(beside);
    if (outline.area > options_.largest_gap) return;
    check_.gap += outline.area;
    const FindingKind wide = beside.size() > 1 ? FindingKind::gap : FindingKind::hole;
    add(thin ? FindingKind::sliver : wide, std::move(beside), outline.area, std::move(outline.rings));
  }

  /// Two zones that part at a very sharp corner: a gap that is open to the outside.
  void check_slits(const ZoneFaces& faces, const ZoneGraph& graph) {
    if (graph.edges.empty()) return;
    const double sharp = std::sin(options_.slit_degrees * std::numbers::pi / 180.0);
    faces.each_edge(0, [&](DirectedEdgeId h) {
      const DirectedEdgeId after = faces.next(h);
      const Xy corner = faces.at(faces.to(h)), a = faces.at(faces.to(after)), b = faces.at(faces.from(h));
      if (orientation(corner, a, b) != Side::left) return;
      const double ax = a.x - corner.x, ay = a.y - corner.y, bx = b.x - corner.x, by = b.y - corner.y;
      const Metres shorter = std::min(distance(corner, a), distance(corner, b));
      const double sine = (ax * by - ay * bx) / (distance(corner, a).value * distance(corner, b).value);
      if (ax * bx + ay * by <= 0.0 || sine >= sharp) return;
      const auto one = faces.cover(faces.left(twin(h))), other = faces.cover(faces.left(twin(after)));
      if (std::equal(one.begin(), one.end(), other.begin(), other.end())) return;
      std::vector<std::size_t> zones(one.begin(), one.end());
      zones.insert(zones.end(), other.begin(), other.end());
      sort_unique(zones);
      const SquareMetres slit{shorter.value * shorter.value * sine / 2.0};
      add(FindingKind::gap, std::move(zones), slit, {{b, corner, a}});
    });
  }

  /// Edges with one zone on either side that the two zones did not draw alike.
  void check_borders(const ZoneFaces& faces, const ZoneGraph& graph) {
    std::map<std::pair<int, int>, std::vector<LineString>> unmatched;
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
      const auto left = faces.cover(faces.left(2 * e)), right = faces.cover(faces.left(2 * e + 1));
      if (left.size() != 1 || right.size() != 1) continue;
      const auto uses = graph.uses_of(e);
      if (uses.size() != 2 || uses[0].source == uses[1].source) continue;
      std::vector<LineString>& lines = unmatched[{uses[0].zone, uses[1].zone}];
      lines.push_back({faces.at(graph.edges[e].first), faces.at(graph.edges[e].second)});
    }
    for (auto& [pair, lines] : unmatched)
      add(FindingKind::unmatched_border, {static_cast<std::size_t>(pair.first), static_cast<std::size_t>(pair.second)},
          SquareMetres{0.0}, std::move(lines));
  }

  std::span<const ImportedZone> zones_;
  const ValidateOptions& options_;
  ZoneCheck check_;
};

struct KindName {
  std::string_view en;
  std::string_view zh;
};

constexpr std::array<KindName, kFindingKinds> kNames{{{"overlap", "重叠"},
                                                      {"gap", "缝隙"},
                                                      {"sliver", "碎面"},
                                                      {"unmatched_border", "边界不一致"},
                                                      {"self_intersection", "自相交"},
                                                      {"multipart", "多部分"},
                                                      {"hole", "空洞"},
                                                      {"duplicate_code", "编码重复"},
                                                      {"missing_parent", "缺少上级"}}};

}  // namespace

std::string_view name_of(FindingKind kind) { return kNames.at(static_cast<std::size_t>(kind)).en; }
std::string_view name_zh(FindingKind kind) { return kNames.at(static_cast<std::size_t>(kind)).zh; }

std::size_t ZoneCheck::count(FindingKind kind) const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [&](const ZoneFinding& f) { return f.kind == kind; }));
}

Expected<ZoneCheck> validate(std::span<const ImportedZone> zones, const ValidateOptions& options) {
  return Validation(zones, options).run();
}

}  // namespace libgrid::coverage
