#include <libgrid/workflow/detail/report_curves.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include <libgrid/workflow/detail/report_scale.hpp>

namespace libgrid::workflow::detail::report {
namespace {

constexpr double kWidth = 900.0;

/// Horizontal grid lines with their numbers, from zero to the highest mark.
std::string value_axis(const Scale& y, double left, double right, const Words& unit) {
  std::string content;
  for (const double mark : ticks(y.low, y.high, 5)) {
    content += segment({left, y(mark)}, {right, y(mark)}, mark == 0.0 ? "axis" : "gridline");
    content += label({left - 6.0, y(mark) + 4.0}, thousands(std::llround(mark)), "end muted");
  }
  return content + label({left - 6.0, y.to - 12.0}, unit, "end muted");
}

double rounded_up(double value, int marks) {
  if (!(value > 0.0)) return 1.0;
  const double step = round_step(value, marks);
  return std::ceil(value / step) * step;
}

std::string time_dots(std::span<const TimePoint> points, std::span<const Spot> spots) {
  std::string content;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::string tip = points[i].when + ": " + thousands(std::llround(points[i].value));
    content += circle(spots[i], 3.0, points[i].whole ? "dot" : "dot hollow", {tip, tip});
  }
  return content;
}

}  // namespace

std::string time_chart(const Words& title, const Words& unit, std::span<const TimePoint> points,
                       std::span<const TimeMark> marks) {
  constexpr double kHeight = 230.0, kLeft = 56.0, kRight = 888.0, kTop = 26.0, kBottom = 200.0;
  double most = 0.0;
  for (const TimePoint& point : points) most = std::max(most, point.value);
  const Scale x{0.0, static_cast<double>(points.size()) - 1.0, kLeft, kRight};
  const Scale y{0.0, rounded_up(most, 5), kBottom, kTop};
  std::vector<Spot> spots;
  for (std::size_t i = 0; i < points.size(); ++i) spots.push_back({x(static_cast<double>(i)), y(points[i].value)});
  std::string content = value_axis(y, kLeft, kRight, unit);
  for (const TimeMark& mark : marks) {
    const double at = x(static_cast<double>(mark.point));
    content +=
        segment({at, kBottom}, {at, kBottom + 5.0}, "axis") + label({at, kBottom + 20.0}, mark.name, "middle muted");
  }
  return drawing(kWidth, kHeight, title, content + polyline(spots, "curve") + time_dots(points, spots));
}

namespace {

/// Bin k covers [1 + k width, 1 + (k + 1) width), so that the ends of a band of whole bins are ends of bins.
std::map<long, long> bins_of(const Histogram& histogram) {
  std::map<long, long> bins;
  for (const double value : histogram.values) ++bins[std::lround(std::floor((value - 1.0) / histogram.width))];
  return bins;
}

std::string bin_bars(const std::map<long, long>& bins, double width, const Scale& x, const Scale& y) {
  std::string content;
  for (const auto& [bin, count] : bins) {
    const double left = 1.0 + static_cast<double>(bin) * width, right = left + width;
    const double top = y(static_cast<double>(count));
    const std::string tip = fixed(left, 3) + "–" + fixed(right, 3) + ": " + thousands(count);
    content += rect({x(left) + 0.5, top, x(right) - x(left) - 1.0, y.from - top}, "bar", {tip, tip});
  }
  return content;
}

}  // namespace

std::string histogram_chart(const Words& title, const Histogram& histogram) {
  constexpr double kHeight = 230.0, kLeft = 56.0, kRight = 888.0, kTop = 26.0, kBottom = 186.0;
  const std::map<long, long> bins = bins_of(histogram);
  long most = 1;
  double least = histogram.low, largest = histogram.high;
  for (const auto& [bin, count] : bins) most = std::max(most, count);
  for (const double value : histogram.values) least = std::min(least, value), largest = std::max(largest, value);
  const Scale x{least - 1.5 * histogram.width, largest + 1.5 * histogram.width, kLeft, kRight};
  const Scale y{0.0, rounded_up(static_cast<double>(most), 5), kBottom, kTop};
  std::string content = rect({x(histogram.low), kTop, x(histogram.high) - x(histogram.low), kBottom - kTop}, "band");
  content += value_axis(y, kLeft, kRight, {"网格数", "Zones"}) + bin_bars(bins, histogram.width, x, y);
  content += segment({x(1.0), kTop}, {x(1.0), kBottom}, "target");
  for (const double mark : ticks(x.low, x.high, 10)) {
    content += segment({x(mark), kBottom}, {x(mark), kBottom + 5.0}, "axis");
    content += label({x(mark), kBottom + 19.0}, fixed(mark, 2), "middle muted");
  }
  content += label({(kLeft + kRight) / 2, kHeight - 6.0}, histogram.axis, "middle");
  return drawing(kWidth, kHeight, title, content);
}

namespace {

std::string interval_marks(const IntervalRow& row, const Scale& x, double y) {
  const std::string range = row.shown + " (" + percent(row.lower) + " – " + percent(row.upper) + ")";
  const Words tip{row.name.zh + "：" + range, row.name.en + ": " + range};
  std::string content = segment({x(row.lower), y}, {x(row.upper), y}, "whisker");
  content += segment({x(row.lower), y - 4.0}, {x(row.lower), y + 4.0}, "whisker");
  content += segment({x(row.upper), y - 4.0}, {x(row.upper), y + 4.0}, "whisker");
  if (std::isfinite(row.plain)) content += circle({x(row.plain), y}, 4.0, "dot hollow plain");
  return content + circle({x(row.value), y}, 4.5, "dot rebound", tip);
}

}  // namespace

std::string interval_chart(const Words& title, std::span<const IntervalRow> rows) {
  constexpr double kRow = 24.0, kNames = 290.0, kRight = 832.0, kTop = 8.0;
  double most = 0.0;
  for (const IntervalRow& row : rows)
    most = std::max({most, row.upper, row.value, std::isfinite(row.plain) ? row.plain : 0.0});
  const Scale x{0.0, std::min(1.0, rounded_up(most, 8)), kNames, kRight};
  const double bottom = kTop + kRow * static_cast<double>(rows.size());
  std::string content;
  for (const double mark : ticks(x.low, x.high, 8)) {
    content += segment({x(mark), kTop}, {x(mark), bottom}, mark == 0.0 ? "axis" : "gridline");
    content += label({x(mark), bottom + 18.0}, percent(mark, 0), "middle muted");
  }
  double y = kTop + kRow / 2;
  for (const IntervalRow& row : rows) {
    content += label({kNames - 10.0, y + 4.0}, row.name, "end") + interval_marks(row, x, y);
    content += label({kRight + 8.0, y + 4.0}, row.shown, "value");
    y += kRow;
  }
  return drawing(kWidth, bottom + 26.0, title, content);
}

}  // namespace libgrid::workflow::detail::report
