#pragma once
/// The few SVG shapes that the charts and maps are made of. User units, y down; looks come from CSS classes.
///
///   drawing(200, 20, {"条形图", "Bar"}, rect({0, 0, 120, 20}, "assigned") + label({124, 14}, "93,963", "value"))
///
/// A drawing scales to the width it is given and is announced by its title to those who do not see it.

#include <span>
#include <string>
#include <string_view>

#include <libgrid/workflow/detail/report_markup.hpp>

namespace libgrid::workflow::detail::report {

struct Spot {
  double x = 0.0;
  double y = 0.0;
};

struct Rectangle {
  double x = 0.0;
  double y = 0.0;
  double width = 0.0;
  double height = 0.0;
};

[[nodiscard]] std::string drawing(double width, double height, const Words& title, std::string_view content,
                                  std::string_view css = "chart");

/// The words of the mark, the same in both languages: whoever copies a picture takes it along.
inline constexpr std::string_view kSyntheticMark = "合成数据 / synthetic";

/// Markup with the mark above the right corner of every drawing in it; legends' swatches are no drawings.
[[nodiscard]] std::string marked_as_synthetic(std::string_view markup);

[[nodiscard]] std::string rect(const Rectangle& at, std::string_view css, const Words& tip = {});
[[nodiscard]] std::string circle(Spot centre, double radius, std::string_view css, const Words& tip = {});
[[nodiscard]] std::string segment(Spot from, Spot to, std::string_view css);
[[nodiscard]] std::string polyline(std::span<const Spot> spots, std::string_view css);
[[nodiscard]] std::string path(std::string_view commands, std::string_view css, const Words& tip = {});

/// Text whose anchor and size come from the class; in both languages if the words differ.
[[nodiscard]] std::string label(Spot at, std::string_view words, std::string_view css);
[[nodiscard]] std::string label(Spot at, const Words& words, std::string_view css);

/// <g class=css> around the content.
[[nodiscard]] std::string group(std::string_view css, std::string_view content);

}  // namespace libgrid::workflow::detail::report
