#include <libgrid/workflow/detail/report_bars.hpp>

#include <algorithm>

#include <libgrid/workflow/detail/report_scale.hpp>

namespace libgrid::workflow::detail::report {
namespace {

constexpr double kWidth = 900.0;

double sum(std::span<const BarPart> parts) {
  double total = 0.0;
  for (const BarPart& part : parts) total += part.value;
  return total;
}

/// The parts from left to right, starting at x.
std::string part_rects(std::span<const BarPart> parts, const Scale& scale, double y, double height) {
  std::string content;
  double before = 0.0;
  for (const BarPart& part : parts) {
    const double left = scale(before), right = scale(before + part.value);
    before += part.value;
    const Words tip{part.name.zh + " " + part.shown, part.name.en + " " + part.shown};
    if (right > left) content += rect({left, y, right - left, height}, part.css, tip);
  }
  return content;
}

std::string sign(const std::string& css, KeyShape shape) {
  switch (shape) {
    case KeyShape::dot:
      return circle({7, 7}, 5, css);
    case KeyShape::line:
      return segment({0, 7}, {14, 7}, css);
    case KeyShape::square:
      break;
  }
  return rect({1, 1, 12, 12}, css);
}

std::string swatch(const std::string& css, KeyShape shape = KeyShape::square) {
  const std::string content = sign(css, shape);
  return Element("svg")
      .with("class", "swatch")
      .with("viewBox", "0 0 14 14")
      .with("aria-hidden", "true")
      .inside(content)
      .done();
}

std::string share_legend(std::span<const BarPart> parts, double total) {
  std::string items;
  for (const BarPart& part : parts) {
    const std::string share = total > 0.0 ? " (" + percent(part.value / total) + ")" : "";
    items += "<li>" + swatch(part.css) + both(part.name) + " <b>" + escaped(part.shown) + "</b>" + share + "</li>";
  }
  return "<ul class=\"legend\">" + items + "</ul>\n";
}

}  // namespace

std::string share_bar(const Words& title, std::span<const BarPart> parts) {
  constexpr double kHeight = 34.0;
  const double total = sum(parts);
  const Scale scale{0.0, total, 0.0, kWidth};
  return drawing(kWidth, kHeight, title, part_rects(parts, scale, 0.0, kHeight)) + share_legend(parts, total);
}

std::string bar_chart(const Words& title, std::span<const BarRow> rows) {
  constexpr double kRow = 24.0, kBar = 16.0, kNames = 290.0, kNumbers = 60.0;
  double longest = 0.0;
  for (const BarRow& row : rows) longest = std::max(longest, sum(row.parts));
  const Scale scale{0.0, longest, kNames, kWidth - kNumbers};
  std::string content;
  double y = 0.0;
  for (const BarRow& row : rows) {
    const double base = y + kBar / 2 + 8.0;
    content += label({kNames - 8.0, base}, row.name, "end") + part_rects(row.parts, scale, y + 4.0, kBar);
    content += label({scale(sum(row.parts)) + 6.0, base}, row.shown, "value");
    y += kRow;
  }
  return drawing(kWidth, y + 4.0, title, content);
}

std::string legend(std::span<const Key> keys) {
  std::string items;
  for (const Key& key : keys) items += "<li>" + swatch(key.css, key.shape) + both(key.name) + "</li>";
  return "<ul class=\"legend\">" + items + "</ul>\n";
}

}  // namespace libgrid::workflow::detail::report
