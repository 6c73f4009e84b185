#include <libgrid/roads/duties.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <libgrid/roads/detail/border_judge.hpp>

namespace libgrid::roads {
namespace {

using detail::BorderJudge;
using detail::BothSides;
using detail::DutyAnswer;
using detail::StreetView;

/// An interval of one street with the answers of its two sides.
struct DutyCell {
  Metres from;
  Metres to;
  BothSides sides;
};

using NamedOfStreet = std::unordered_map<StreetId, std::vector<const NamedInterval*>>;

/// A stretch outside all zones falls into equal parts, each decided at its middle.
void add_outside(const StreetStretch& stretch, const StreetView& view, const BorderJudge& judge,
                 const DutyPolicy& policy, std::vector<DutyCell>& cells) {
  const Metres length = stretch.to - stretch.from;
  const bool cut = view.street != nullptr && policy.nearest_within > Metres{0.0};
  const int parts = cut ? std::max(1, static_cast<int>(std::ceil(length / policy.nearest_step))) : 1;
  Metres from = stretch.from;
  for (int i = 1; i <= parts; ++i) {
    const Metres to = i == parts ? stretch.to : stretch.from + length * (static_cast<double>(i) / parts);
    const DutyAnswer answer = cut ? judge.judge_outside(point_at(view.street->line, (from + to) / 2.0))
                                  : DutyAnswer{std::nullopt, DutyRule::outside};
    cells.push_back({from, to, {answer, answer}});
    from = to;
  }
}

std::vector<DutyCell> cells_of(const StreetView& view, const BorderJudge& judge, const DutyPolicy& policy) {
  std::vector<DutyCell> cells;
  for (const StreetStretch& stretch : view.stretches) {
    if (!stretch.left && !stretch.right) {
      add_outside(stretch, view, judge, policy, cells);
    } else {
      cells.push_back({stretch.from, stretch.to, judge.judge(stretch, view)});
    }
  }
  return cells;
}

/// Cells cut at the ends of the named intervals.
std::vector<DutyCell> cut_at(const std::vector<DutyCell>& cells, const std::vector<const NamedInterval*>& named) {
  std::vector<Metres> ends;
  for (const NamedInterval* interval : named) ends.push_back(interval->from), ends.push_back(interval->to);
  std::ranges::sort(ends);
  std::vector<DutyCell> out;
  for (const DutyCell& cell : cells) {
    Metres from = cell.from;
    for (auto it = std::ranges::upper_bound(ends, cell.from); it != ends.end() && *it < cell.to; ++it) {
      if (*it > from) out.push_back({from, *it, cell.sides});
      from = *it;
    }
    out.push_back({from, cell.to, cell.sides});
  }
  return out;
}

/// The register's rows over the rules: backwards, so that the first row has the last word.
void apply_named(std::vector<DutyCell>& cells, const std::vector<const NamedInterval*>& named) {
  for (auto row = named.rbegin(); row != named.rend(); ++row) {
    const NamedInterval& interval = **row;
    const DutyAnswer answer{interval.zone, DutyRule::named, interval.unit};
    for (DutyCell& cell : cells) {
      if (cell.from < interval.from || cell.to > interval.to) continue;
      if (interval.side != RoadSide::right) cell.sides.left = answer;
      if (interval.side != RoadSide::left) cell.sides.right = answer;
    }
  }
}

class PieceWriter {
 public:
  explicit PieceWriter(std::string_view sector) : sector_(sector) {}

  /// Neighbouring cells with the same answers become one piece, or one for each side.
  void add(StreetId street, const std::vector<DutyCell>& cells) {
    for (std::size_t i = 0, j = 0; i < cells.size(); i = j) {
      for (j = i + 1; j < cells.size() && cells[j].sides == cells[i].sides;) ++j;
      const BothSides& sides = cells[i].sides;
      const Metres from = cells[i].from, to = cells[j - 1].to;
      add_piece(street, from, to, sides.left, sides.left == sides.right ? RoadSide::whole : RoadSide::left);
      if (sides.left != sides.right) add_piece(street, from, to, sides.right, RoadSide::right);
    }
  }
  [[nodiscard]] std::vector<RoadPiece> take() && { return std::move(pieces_); }

 private:
  void add_piece(StreetId street, Metres from, Metres to, const DutyAnswer& answer, RoadSide side) {
    pieces_.push_back({RoadPieceId{static_cast<std::int64_t>(pieces_.size()) + 1}, street, from, to, answer.zone,
                       sector_, side, answer.rule, answer.unit});
  }

  std::string sector_;
  std::vector<RoadPiece> pieces_;
};

NamedOfStreet by_street(std::span<const NamedInterval> named) {
  NamedOfStreet found;
  for (const NamedInterval& interval : named)
    if (interval.from < interval.to) found[interval.street].push_back(&interval);
  return found;
}

bool share_a_side(RoadSide a, RoadSide b) { return a == RoadSide::whole || b == RoadSide::whole || a == b; }

}  // namespace

std::vector<RoadPiece> assign_duties(const DutyInput& input, const DutyPolicy& policy, std::string_view sector) {
  const BorderJudge judge(*input.map, policy);
  const NamedOfStreet named = by_street(input.named);
  std::unordered_map<StreetId, std::size_t> place;
  for (std::size_t i = 0; i < input.streets.size(); ++i) place[input.streets[i].id] = i;
  PieceWriter writer(sector);
  for (std::size_t i = 0, j = 0; i < input.stretches.size(); i = j) {
    const StreetId street = input.stretches[i].street;
    for (j = i + 1; j < input.stretches.size() && input.stretches[j].street == street;) ++j;
    StreetView view{.stretches = input.stretches.subspan(i, j - i)};
    if (const auto at = place.find(street); at != place.end()) {
      view.street = &input.streets[at->second];
      if (at->second < input.kinds.size()) view.kind = input.kinds[at->second];
    }
    std::vector<DutyCell> cells = cells_of(view, judge, policy);
    if (const auto rows = named.find(street); rows != named.end()) {
      cells = cut_at(cells, rows->second);
      apply_named(cells, rows->second);
    }
    writer.add(street, cells);
  }
  return std::move(writer).take();
}

std::vector<RoadPiece> assign_duties(std::span<const StreetStretch> stretches, const ZoneMap& map,
                                     std::string_view sector) {
  return assign_duties({.stretches = stretches, .map = &map}, DutyPolicy{}, sector);
}

std::vector<NamedConflict> named_conflicts(std::span<const NamedInterval> named) {
  std::vector<NamedConflict> found;
  for (const auto& [street, rows] : by_street(named)) {
    for (std::size_t later = 0; later < rows.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        const NamedInterval &a = *rows[earlier], &b = *rows[later];
        const Metres common = std::min(a.to, b.to) - std::max(a.from, b.from);
        if (a.row != b.row && common > Metres{0.0} && share_a_side(a.side, b.side))
          found.push_back({b.row, a.row, street, common});
      }
    }
  }
  std::ranges::sort(found, {}, [](const NamedConflict& c) { return std::tuple(c.row, c.earlier, c.street); });
  return found;
}

std::vector<BlockStreets> street_metres(std::span<const StreetStretch> stretches) {
  std::map<BlockId, Metres> metres;
  for (const StreetStretch& stretch : stretches) {
    const Metres length = stretch.to - stretch.from;
    const bool shared = stretch.left && stretch.right && stretch.left != stretch.right;
    if (stretch.left) metres[*stretch.left] += shared ? length / 2.0 : length;
    if (stretch.right && stretch.left != stretch.right) metres[*stretch.right] += shared ? length / 2.0 : length;
  }
  std::vector<BlockStreets> rows;
  for (const auto& [block, length] : metres) rows.push_back({block, length});
  return rows;
}

}  // namespace libgrid::roads
