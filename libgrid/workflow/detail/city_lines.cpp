#include <libgrid/workflow/detail/city_lines.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include <libgrid/zoning/walls.hpp>

namespace libgrid::workflow::detail {
namespace {

using Json = nlohmann::json;
using Pair = std::pair<BlockId, BlockId>;

constexpr std::string_view kLinesNote = "barriers";
constexpr std::string_view kBordersNote = "barrier_borders";

/// The note as a list; empty where there is none.
Expected<Json> list_in(const store::Store& store, std::string_view name) {
  GRID_TRY(note, store.note(name));
  if (!note || note->empty()) return Json::array();
  Json json = Json::parse(*note, nullptr, false);
  if (!json.is_array()) return fail(make_error(ErrorCode::store_failed, "not a list").about(std::string(name)));
  return json;
}

/// What the streets and barriers along a border save of its metres.
struct Saving {
  double saved = 0.0;  ///< metres x (1 - factor)
};

struct FactorRange {
  double least = 1.0;
  double most = 1.0;
  void take(double factor) { least = std::min(least, factor), most = std::max(most, factor); }
};

void save_streets(std::map<Pair, Saving>& savings, const Ground& ground, const std::vector<Street>& streets,
                  const ZoningRules& rules) {
  std::map<std::string, double> factor_of_class;
  for (const RoadClassCost& cost : rules.road_class_costs) factor_of_class.insert({cost.road_class, cost.factor});
  std::map<StreetId, double> factor_of;
  for (const Street& street : streets) {
    const auto found = factor_of_class.find(street.road_class);
    if (found != factor_of_class.end()) factor_of.insert({street.id, found->second});
  }
  for (const StreetStretch& stretch : ground.stretches) {
    const auto found = factor_of.find(stretch.street);
    if (found == factor_of.end() || !stretch.left || !stretch.right || stretch.left == stretch.right) continue;
    savings[std::minmax(*stretch.left, *stretch.right)].saved +=
        (stretch.to.value - stretch.from.value) * (1.0 - found->second);
  }
}

void save_barriers(std::map<Pair, Saving>& savings, const std::vector<coverage::BarrierBorder>& on_barriers,
                   const BarrierRules& rules) {
  for (const coverage::BarrierBorder& border : on_barriers) {
    if (static_cast<std::size_t>(border.group) >= rules.classes.size()) continue;
    const BarrierClass& barrier = rules.classes[static_cast<std::size_t>(border.group)];
    savings[{border.a, border.b}].saved += border.length.value * (1.0 - barrier.factor);
  }
}

FactorRange range_of(const City& city, bool barriers) {
  FactorRange range;
  for (const RoadClassCost& cost : city.zoning.road_class_costs) range.take(cost.factor);
  if (barriers)
    for (const BarrierClass& barrier : city.barriers.classes) range.take(barrier.factor);
  return range;
}

}  // namespace

Expected<std::vector<coverage::Barrier>> barriers(const store::Store& store) {
  GRID_TRY(json, list_in(store, kLinesNote));
  std::vector<coverage::Barrier> lines;
  for (const Json& row : json) {
    coverage::Barrier line{.kind = static_cast<BarrierKind>(row.at(0).get<int>()), .line = {}, .group = row.at(1)};
    for (std::size_t i = 2; i + 1 < row.size(); i += 2) line.line.push_back({row.at(i), row.at(i + 1)});
    lines.push_back(std::move(line));
  }
  return lines;
}

Expected<void> put_barriers(store::Store& store, const std::vector<coverage::Barrier>& lines) {
  Json json = Json::array();
  for (const coverage::Barrier& line : lines) {
    Json row = {static_cast<int>(line.kind), line.group};
    for (const Xy p : line.line) row.push_back(p.x), row.push_back(p.y);
    json.push_back(std::move(row));
  }
  return store.put_note(kLinesNote, json.dump());
}

Expected<std::vector<coverage::BarrierBorder>> barrier_borders(const store::Store& store) {
  GRID_TRY(json, list_in(store, kBordersNote));
  std::vector<coverage::BarrierBorder> borders;
  for (const Json& row : json)
    borders.push_back({BlockId{row.at(0)}, BlockId{row.at(1)}, row.at(2).get<int>(), Metres{row.at(3)}});
  return borders;
}

Expected<void> put_barrier_borders(store::Store& store, const std::vector<coverage::BarrierBorder>& borders) {
  Json json = Json::array();
  for (const coverage::BarrierBorder& border : borders)
    json.push_back({border.a.value, border.b.value, border.group, border.length.value});
  return store.put_note(kBordersNote, json.dump());
}

std::vector<zoning::BorderFactor> border_factors(const Ground& ground, const std::vector<Street>& streets,
                                                 const std::vector<coverage::BarrierBorder>& on_barriers,
                                                 const City& city) {
  std::map<Pair, Saving> savings;
  save_streets(savings, ground, streets, city.zoning);
  save_barriers(savings, on_barriers, city.barriers);
  // Two carriageways along one border count twice in metres, not below the cheapest class.
  const FactorRange range = range_of(city, !on_barriers.empty());
  const std::vector<zoning::BlockPair> walls = zoning::walls_of(ground.borders, on_barriers, city.barriers);
  std::vector<zoning::BorderFactor> factors;
  for (const BlockBorder& border : ground.borders) {
    const auto found = savings.find(std::minmax(border.a, border.b));
    if (found == savings.end()) continue;
    const Saving& saving = found->second;
    const bool wall = std::ranges::binary_search(walls, zoning::BlockPair(std::minmax(border.a, border.b)));
    factors.push_back(
        {border.a, border.b,
         wall ? zoning::kWall : std::clamp(1.0 - saving.saved / border.length.value, range.least, range.most)});
  }
  return factors;
}

}  // namespace libgrid::workflow::detail
