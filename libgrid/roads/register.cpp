#include <libgrid/roads/register.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <libgrid/roads/detail/named_street.hpp>

namespace libgrid::roads {
namespace {

using detail::NamedStreet;
using detail::WalkStep;

enum class SideWord : unsigned char { whole, left, right, north, south, east, west };

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string normal_name(std::string_view text) {
  std::string out(trimmed(text));
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::optional<SideWord> side_word(std::string_view text) {
  using enum SideWord;
  static const std::map<std::string, SideWord, std::less<>> kWords{
      {"", whole},      {"whole", whole}, {"both", whole}, {"两侧", whole},  {"全幅", whole}, {"双侧", whole},
      {"left", left},   {"左侧", left},   {"左", left},    {"right", right}, {"右侧", right}, {"右", right},
      {"north", north}, {"北侧", north},  {"北", north},   {"south", south}, {"南侧", south}, {"南", south},
      {"east", east},   {"东侧", east},   {"东", east},    {"west", west},   {"西侧", west},  {"西", west}};
  const auto it = kWords.find(normal_name(text));
  return it == kWords.end() ? std::nullopt : std::optional(it->second);
}

std::optional<double> measure_of(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= 0.0)) return std::nullopt;
  return value;
}

/// The side in the drawn direction of the way, for a step walked forward or backward.
RoadSide drawn_side(SideWord side, const WalkStep& step, const Street& way) {
  const bool backward = step.to < step.from;
  if (side == SideWord::whole) return RoadSide::whole;
  if (side == SideWord::left || side == SideWord::right)
    return (side == SideWord::left) != backward ? RoadSide::left : RoadSide::right;
  const Xy a = point_at(way.line, std::min(step.from, step.to)), b = point_at(way.line, std::max(step.from, step.to));
  const Xy to_left{a.y - b.y, b.x - a.x};  // the left normal
  const double along = side == SideWord::north   ? to_left.y
                       : side == SideWord::south ? -to_left.y
                       : side == SideWord::east  ? to_left.x
                                                 : -to_left.x;
  return along > 0.0 ? RoadSide::left : RoadSide::right;
}

/// Every second walk that stays near the first one.
bool stays_near(const std::vector<WalkStep>& walk, const std::vector<WalkStep>& first,
                std::span<const Street* const> ways, Metres limit) {
  std::vector<LineString> parts;
  for (const WalkStep& step : first)
    parts.push_back(substring(ways[step.way]->line, std::min(step.from, step.to), std::max(step.from, step.to)));
  for (const WalkStep& step : walk) {
    for (int i = 0; i <= 4; ++i) {
      const Xy p = point_at(ways[step.way]->line, step.from + (step.to - step.from) * (i / 4.0));
      const bool near = std::ranges::any_of(
          parts, [&](const LineString& part) { return detail::nearest_on(part, p).distance <= limit; });
      if (!near) return false;
    }
  }
  return true;
}

class Matcher {
 public:
  Matcher(std::span<const Street> streets, const ZoneMap& map, const RegisterOptions& options) : options_(options) {
    std::vector<const Street*> ordered;
    for (const Street& street : streets) ordered.push_back(&street);
    std::ranges::sort(ordered, {}, &Street::id);
    for (const Street* street : ordered) {
      by_id_["#" + std::to_string(street->id.value)] = {street};
      if (!street->name.empty()) by_name_[key(street->name)].push_back(street);
    }
    for (const Street& end : options_.ends) ends_[key(end.name)].push_back(&end);
    int lowest = 0;
    for (const Zone& zone : map.zones) {
      lowest = std::max(lowest, zone.level);
      codes_.insert(zone.code);
      if (const auto dash = zone.code.find('-'); dash != std::string::npos)
        prefixes_.insert(normal_name(zone.code.substr(0, dash + 1)));
    }
    for (const Zone& zone : map.zones)
      if (zone.level == lowest) zone_of_[zone.code] = zone.id;
  }

  void match(const RegisterRow& row) {
    const auto side = side_word(row.side);
    if (!side) return find(row, RegisterProblem::side_unknown, row.side);
    if (trimmed(row.unit).empty()) return find(row, RegisterProblem::unit_missing, row.street);
    if (looks_like_zone(row.unit)) find(row, RegisterProblem::unit_no_zone, row.unit);
    const std::vector<const Street*>* ways = ways_of(row.street);
    if (ways == nullptr) return find(row, RegisterProblem::street_unknown, row.street);
    std::vector<WalkStep> steps;
    if (row.from.empty() && row.to.empty()) {
      for (std::size_t i = 0; i < ways->size(); ++i) steps.push_back({i, Metres{0.0}, length((*ways)[i]->line)});
    } else if (measure_of(row.from) && measure_of(row.to) && ways->size() == 1) {
      steps = {{0, Metres{*measure_of(row.from)}, Metres{*measure_of(row.to)}}};
      if (!(steps[0].from < steps[0].to) || steps[0].to > length(ways->front()->line))
        return find(row, RegisterProblem::measure_invalid, row.from + " - " + row.to);
    } else {
      steps = walks(row, *ways);
    }
    for (const WalkStep& step : steps) add(row, step, *(*ways)[step.way], *side);
  }

  [[nodiscard]] RegisterMatch take() && { return std::move(out_); }

 private:
  using Ways = std::map<std::string, std::vector<const Street*>, std::less<>>;

  [[nodiscard]] std::string key(std::string_view name) const {
    return options_.key ? options_.key(trimmed(name)) : normal_name(name);
  }

  static const std::vector<const Street*>* found(const Ways& table, const std::string& key) {
    const auto it = table.find(key);
    return it == table.end() ? nullptr : &it->second;
  }

  [[nodiscard]] const std::vector<const Street*>* ways_of(std::string_view name) const {
    return trimmed(name).starts_with("#") ? found(by_id_, std::string(trimmed(name))) : found(by_name_, key(name));
  }

  [[nodiscard]] const std::vector<const Street*>* end_of(std::string_view name) const {
    const auto* ways = ways_of(name);
    return ways != nullptr ? ways : found(ends_, key(name));
  }

  /// Written like the codes of the plan, and none of them.
  [[nodiscard]] bool looks_like_zone(std::string_view unit) const {
    if (codes_.contains(trimmed(unit))) return false;
    const std::string text = normal_name(unit);
    return std::ranges::any_of(prefixes_, [&](const std::string& prefix) {
      return text.starts_with(prefix) && text.find_first_not_of("0123456789-", prefix.size()) == std::string::npos;
    });
  }

  std::vector<WalkStep> walks(const RegisterRow& row, const std::vector<const Street*>& ways) {
    if (row.from.empty()) return find(row, RegisterProblem::from_missing, row.to), std::vector<WalkStep>{};
    if (row.to.empty()) return find(row, RegisterProblem::to_missing, row.from), std::vector<WalkStep>{};
    const auto *a = end_of(row.from), *b = end_of(row.to);
    if (a == nullptr) return find(row, RegisterProblem::from_unknown, row.from), std::vector<WalkStep>{};
    if (b == nullptr) return find(row, RegisterProblem::to_unknown, row.to), std::vector<WalkStep>{};
    NamedStreet graph(ways, options_.touch);
    const auto from = graph.mark(*a), to = graph.mark(*b);
    if (from.empty()) return find(row, RegisterProblem::from_not_met, row.from), std::vector<WalkStep>{};
    if (to.empty()) return find(row, RegisterProblem::to_not_met, row.to), std::vector<WalkStep>{};
    const std::vector<WalkStep> first = graph.walk(from, to, {});
    if (first.empty()) return find(row, RegisterProblem::not_connected, row.street), first;
    std::vector<WalkStep> all = first;
    for (auto next = graph.walk(from, to, all); !next.empty() && stays_near(next, first, ways, options_.carriageway);
         next = graph.walk(from, to, all))
      all.insert(all.end(), next.begin(), next.end());
    return all;
  }

  void add(const RegisterRow& row, const WalkStep& step, const Street& way, SideWord side) {
    NamedInterval interval{.street = way.id,
                           .from = std::min(step.from, step.to),
                           .to = std::max(step.from, step.to),
                           .side = drawn_side(side, step, way),
                           .row = row.row};
    if (const auto zone = zone_of_.find(trimmed(row.unit)); zone != zone_of_.end()) {
      interval.zone = zone->second;
    } else {
      interval.unit = std::string(trimmed(row.unit));
    }
    out_.intervals.push_back(std::move(interval));
  }

  void find(const RegisterRow& row, RegisterProblem problem, const std::string& text) {
    out_.findings.push_back({row.row, row.street, problem, text});
  }

  RegisterOptions options_;
  Ways by_name_;
  Ways by_id_;
  Ways ends_;
  std::map<std::string, ZoneId, std::less<>> zone_of_;
  std::set<std::string, std::less<>> codes_;     ///< of all levels
  std::set<std::string, std::less<>> prefixes_;  ///< "xc-"
  RegisterMatch out_;
};

}  // namespace

std::string_view word(RegisterProblem problem) {
  static constexpr std::array<std::string_view, 12> kWords{
      "street_unknown", "from_unknown", "to_unknown",      "from_not_met", "to_not_met", "not_connected",
      "side_unknown",   "unit_missing", "measure_invalid", "from_missing", "to_missing", "unit_no_zone"};
  return kWords.at(static_cast<std::size_t>(problem));
}

RegisterMatch match_register(std::span<const RegisterRow> rows, std::span<const Street> streets, const ZoneMap& map,
                             std::string_view sector, const RegisterOptions& options) {
  Matcher matcher(streets, map, options);
  for (const RegisterRow& row : rows)
    if (row.sector.empty() || sector.empty() || row.sector == sector) matcher.match(row);
  RegisterMatch match = std::move(matcher).take();
  std::ranges::stable_sort(match.intervals, {}, [](const NamedInterval& interval) {
    return std::tuple(interval.row, interval.street, interval.from);
  });
  return match;
}

}  // namespace libgrid::roads
