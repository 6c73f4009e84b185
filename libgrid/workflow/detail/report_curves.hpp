#pragma once
/// Charts with axes: a line over time, a histogram with its band, dots with intervals.

#include <span>
#include <string>
#include <vector>

#include <libgrid/workflow/detail/report_svg.hpp>

namespace libgrid::workflow::detail::report {

/// A value per week, month ...; `whole` is false where the file covers only part of the span: drawn hollow.
struct TimePoint {
  std::string when;  ///< for the pointer, e.g. "2015-03-02"
  double value = 0.0;
  bool whole = true;
};

/// A mark on the time axis, at the place of a point.
struct TimeMark {
  std::size_t point = 0;
  Words name;
};

[[nodiscard]] std::string time_chart(const Words& title, const Words& unit, std::span<const TimePoint> points,
                                     std::span<const TimeMark> marks);

/// How many values fall into each bin of `width`, bins aligned to 1; the band low..high is shaded, 1 is marked.
struct Histogram {
  std::vector<double> values;
  double width = 0.01;
  double low = 0.95;
  double high = 1.05;
  Words axis;
};
[[nodiscard]] std::string histogram_chart(const Words& title, const Histogram& histogram);

/// One row: an estimate with its interval, and a second, simpler estimate beside it.
struct IntervalRow {
  Words name;
  double value = 0.0;
  double lower = 0.0;
  double upper = 0.0;
  double plain = 0.0;  ///< drawn as a hollow dot; NaN: none
  std::string shown;
};
/// Shares of one, on an axis in per cent that starts at zero.
[[nodiscard]] std::string interval_chart(const Words& title, std::span<const IntervalRow> rows);

}  // namespace libgrid::workflow::detail::report
