#include <libgrid/workflow/detail/report_svg.hpp>

#include <cstdlib>

namespace libgrid::workflow::detail::report {

std::string drawing(double width, double height, const Words& title, std::string_view content, std::string_view css) {
  // No xmlns: inside HTML it is implied, and the file stays free of anything that looks like an address.
  return Element("svg")
             .with("class", css)
             .with("viewBox", "0 0 " + coordinate(width) + " " + coordinate(height))
             .with("role", "img")
             .with("aria-label", title.zh == title.en ? title.en : title.zh + " · " + title.en)
             .inside(content)
             .done() +
         "\n";
}

namespace {

/// As large as the other letters of a chart; maps are also shown small, so their letters are larger.
std::string mark_of(std::string_view head) {
  const std::size_t box = head.find("viewBox=\"0 0 ");
  const double width = box == std::string_view::npos ? 0.0 : std::strtod(head.data() + box + 13, nullptr);
  const auto is = [&](std::string_view css) { return head.find(css) != std::string_view::npos; };
  const double size = width / (is("class=\"chart\"") ? 70.0 : is("class=\"map\"") ? 45.0 : 32.0);
  return Element("text")
      .with("class", "synthetic")
      .with("x", width)
      .with("y", -0.35 * size)
      .with("style", "font-size:" + coordinate(size) + "px")
      .text(kSyntheticMark)
      .done();
}

}  // namespace

std::string marked_as_synthetic(std::string_view markup) {
  std::string out;
  for (std::size_t at = markup.find("<svg"); at != std::string_view::npos; at = markup.find("<svg")) {
    const std::size_t end = markup.find('>', at) + 1;
    const std::string_view head = markup.substr(at, end - at);
    out += markup.substr(0, end);
    if (head.find("role=\"img\"") != std::string_view::npos) out += mark_of(head);
    markup.remove_prefix(end);
  }
  return out += markup;
}

std::string rect(const Rectangle& at, std::string_view css, const Words& tip) {
  return Element("rect")
      .with("class", css)
      .with("x", at.x)
      .with("y", at.y)
      .with("width", at.width)
      .with("height", at.height)
      .tip(tip)
      .done();
}

std::string circle(Spot centre, double radius, std::string_view css, const Words& tip) {
  return Element("circle")
      .with("class", css)
      .with("cx", centre.x)
      .with("cy", centre.y)
      .with("r", radius)
      .tip(tip)
      .done();
}

std::string segment(Spot from, Spot to, std::string_view css) {
  return Element("line")
      .with("class", css)
      .with("x1", from.x)
      .with("y1", from.y)
      .with("x2", to.x)
      .with("y2", to.y)
      .done();
}

std::string polyline(std::span<const Spot> spots, std::string_view css) {
  std::string points;
  for (const Spot& spot : spots) points += (points.empty() ? "" : " ") + coordinate(spot.x) + "," + coordinate(spot.y);
  return Element("polyline").with("class", css).with("points", points).done();
}

std::string path(std::string_view commands, std::string_view css, const Words& tip) {
  return Element("path").with("class", css).with("d", commands).tip(tip).done();
}

std::string label(Spot at, std::string_view words, std::string_view css) {
  return Element("text").with("class", css).with("x", at.x).with("y", at.y).text(words).done();
}

std::string label(Spot at, const Words& words, std::string_view css) {
  if (words.zh == words.en) return label(at, words.en, css);
  return label(at, words.zh, std::string(css) + " zh") + label(at, words.en, std::string(css) + " en");
}

std::string group(std::string_view css, std::string_view content) {
  return Element("g").with("class", css).inside(content).done();
}

}  // namespace libgrid::workflow::detail::report
