#pragma once
/// Bars: how a whole is made up, and how things compare; and the legend of every chart and map.
///
///   share_bar({"道路责任", "Duties"}, parts);     // one bar of all parts, a legend with numbers and shares below
///   bar_chart({"类别", "Categories"}, rows);      // one bar per row, a common scale from zero

#include <span>
#include <string>
#include <vector>

#include <libgrid/workflow/detail/report_svg.hpp>

namespace libgrid::workflow::detail::report {

/// A part of a bar; `css` names its meaning, which is its colour.
struct BarPart {
  Words name;
  double value = 0.0;
  std::string shown;  ///< the value as text, with unit
  std::string css;
};

/// One bar of the whole: every part as wide as its share; parts of zero are in the legend only.
[[nodiscard]] std::string share_bar(const Words& title, std::span<const BarPart> parts);

struct BarRow {
  Words name;
  std::vector<BarPart> parts;  ///< side by side
  std::string shown;           ///< beside the bar
};

[[nodiscard]] std::string bar_chart(const Words& title, std::span<const BarRow> rows);

enum class KeyShape : unsigned char { square, dot, line };

/// What a colour or sign of a chart or map means.
struct Key {
  std::string css;
  Words name;
  KeyShape shape = KeyShape::square;
};
[[nodiscard]] std::string legend(std::span<const Key> keys);

}  // namespace libgrid::workflow::detail::report
