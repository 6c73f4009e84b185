#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <libgrid/workflow/detail/named_columns.hpp>
#include <libgrid/workflow/detail/report_bars.hpp>
#include <libgrid/workflow/detail/report_incidence_section.hpp>
#include <libgrid/workflow/detail/report_scale.hpp>
#include <libgrid/workflow/detail/report_svg.hpp>
#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail::report {
namespace {

using Share = double IncidenceDay::*;

constexpr double kHeight = 270.0, kLeft = 56.0, kRight = 888.0, kTop = 14.0, kBottom = 222.0;

struct Plane {
  Scale x, y;
  [[nodiscard]] std::vector<Spot> line(std::span<const IncidenceDay> days, Share share) const {
    std::vector<Spot> spots;
    for (const IncidenceDay& d : days) spots.push_back({x(static_cast<double>(d.day)), y(d.*share)});
    return spots;
  }
};

Plane plane_of(std::span<const IncidenceDay> days) {
  double most = 0.0;
  for (const IncidenceDay& d : days) most = std::max({most, d.rebound_upper, d.fix_upper, d.alone});
  const double step = round_step(std::max(most, 0.01), 5);
  return {{0.0, static_cast<double>(days.back().day), kLeft, kRight},
          {0.0, std::min(1.0, std::ceil(most / step) * step), kBottom, kTop}};
}

/// Up along the upper bounds, back along the lower ones.
std::string band(const Plane& plane, std::span<const IncidenceDay> days, Share lower, Share upper) {
  std::vector<Spot> ring = plane.line(days, upper);
  const std::vector<Spot> back = plane.line(days, lower);
  ring.insert(ring.end(), back.rbegin(), back.rend());
  std::string commands;
  for (const Spot& spot : ring)
    commands += (commands.empty() ? "M" : "L") + coordinate(spot.x) + " " + coordinate(spot.y);
  return path(commands + "Z", "band");
}

std::string axes(const Plane& plane) {
  std::string content;
  for (const double mark : ticks(plane.y.low, plane.y.high, 5)) {
    content += segment({kLeft, plane.y(mark)}, {kRight, plane.y(mark)}, mark == 0.0 ? "axis" : "gridline");
    content += label({kLeft - 6.0, plane.y(mark) + 4.0}, percent(mark, plane.y.high < 0.1 ? 1 : 0), "end muted");
  }
  for (const double mark : ticks(plane.x.low, plane.x.high, 10)) {
    content += segment({plane.x(mark), kBottom}, {plane.x(mark), kBottom + 5.0}, "axis");
    content += label({plane.x(mark), kBottom + 19.0}, fixed(mark, 0), "middle muted");
  }
  return content +
         label({(kLeft + kRight) / 2, kHeight - 8.0}, Words{"办结后的天数", "Days since the settlement"}, "middle");
}

std::string incidence_chart(std::span<const IncidenceDay> days) {
  const Plane plane = plane_of(days);
  std::string content = band(plane, days, &IncidenceDay::rebound_lower, &IncidenceDay::rebound_upper);
  content += band(plane, days, &IncidenceDay::fix_lower, &IncidenceDay::fix_upper) + axes(plane);
  content += polyline(plane.line(days, &IncidenceDay::alone), "curve alone");
  content += polyline(plane.line(days, &IncidenceDay::fix), "curve");
  content += polyline(plane.line(days, &IncidenceDay::rebound), "curve rebound");
  return drawing(900.0, kHeight, {"反弹与工程性根治的累计发生率", "Cumulative incidence of rebound and of fixes"},
                 content);
}

std::string with_interval(double share, double lower, double upper) {
  return percent(share) + " (" + percent(lower) + " – " + percent(upper) + ")";
}

Words told(const IncidenceDay& last) {
  const std::string n = std::to_string(last.day),
                    rebound = with_interval(last.rebound, last.rebound_lower, last.rebound_upper),
                    fix = with_interval(last.fix, last.fix_lower, last.fix_upper), alone = percent(last.alone);
  return {"办结后 " + n + " 日：" + rebound + " 先反弹，" + fix + " 先以工程性措施根治；若把措施视为删失，则为 " +
              alone + "。括号内为 95 % 区间。每案一个上级（forest_incidence.csv），与上图按类别的口径不同。",
          n + " days after the settlement " + rebound + " had come back first and " + fix +
              " had been mended for good first; taking fixes as censored would say " + alone +
              ". 95 % intervals in brackets. One parent for each case (forest_incidence.csv), unlike the chart above."};
}

template <class Number>
bool read_number(std::string_view text, Number& value) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc() && end == text.data() + text.size();
}

}  // namespace

Expected<std::vector<IncidenceDay>> read_incidence_days(const std::filesystem::path& file) {
  constexpr std::array<Share, 7> kShares{
      &IncidenceDay::rebound,   &IncidenceDay::rebound_lower, &IncidenceDay::rebound_upper, &IncidenceDay::fix,
      &IncidenceDay::fix_lower, &IncidenceDay::fix_upper,     &IncidenceDay::alone};
  const std::vector<std::string> columns{"grouping", "day",       "rebound",   "rebound_lower", "rebound_upper",
                                         "fix",      "fix_lower", "fix_upper", "rebound_alone"};
  std::vector<IncidenceDay> days;
  const auto use = [&](const io::CsvRow& row, std::span<const std::string_view> values) -> Expected<void> {
    if (values[0] != "all") return {};
    IncidenceDay day;
    for (std::size_t k = 1; k < columns.size(); ++k) {
      if (values[k].empty() && k > 2 && k < 8 && k != 5) {  // no interval: the band has no width there
        day.*kShares[k - 2] = k < 5 ? day.rebound : day.fix;
        continue;
      }
      if (!(k == 1 ? read_number(values[k], day.day) : read_number(values[k], day.*kShares[k - 2])))
        return fail(
            make_error(ErrorCode::number_malformed, std::string(values[k])).at_row(row.number).at_field(columns[k]));
    }
    days.push_back(day);
    return {};
  };
  GRID_CHECK(read_columns(file, columns, use, nullptr));
  return days;
}

std::string incidence_section(std::span<const IncidenceDay> days) {
  if (days.size() < 2 || !(days.back().fix > 0.0)) return {};
  const std::vector<Key> keys{
      {"curve rebound", {"反弹（Aalen–Johansen）", "Rebound (Aalen–Johansen)"}, KeyShape::line},
      {"curve", {"先以工程性措施根治", "Mended for good first"}, KeyShape::line},
      {"curve alone", {"1 − Kaplan–Meier（措施视为删失）", "1 − Kaplan–Meier (fixes censored)"}, KeyShape::line},
      {"band", {"95 % 区间", "95 % interval"}}};
  return heading(3, {"反弹与工程性措施：竞争风险", "Rebound and engineering fixes as competing risks"}) +
         figure(incidence_chart(days) + legend(keys), told(days.back()));
}

}  // namespace libgrid::workflow::detail::report
