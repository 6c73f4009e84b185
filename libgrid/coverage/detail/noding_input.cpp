#include <libgrid/coverage/detail/noding_input.hpp>

#include <cmath>
#include <utility>

namespace libgrid::coverage::detail {

LineString snapped(std::span<const Xy> line) {
  LineString out;
  for (const Xy p : line)
    if (out.empty() || out.back() != snap(p)) out.push_back(snap(p));
  return out;
}

std::vector<LineString> barrier_lines(const BlockInput& input) {
  std::vector<LineString> lines;
  const auto add = [&](std::span<const Xy> raw) {
    if (LineString line = snapped(raw); line.size() >= 2) lines.push_back(std::move(line));
  };
  for (const Street& street : input.streets) add(street.line);
  for (const District& district : input.districts) each_ring(district.shape, add);
  for (const Barrier& barrier : input.barriers) add(barrier.line);
  return lines;
}

std::vector<LineString> lattice_lines(const Box& box, Metres step) {
  std::vector<LineString> lines;
  const double s = step.value;
  for (double x = std::ceil(box.min.x / s) * s; x <= box.max.x; x += s)
    lines.push_back({{x, box.min.y}, {x, box.max.y}});
  for (double y = std::ceil(box.min.y / s) * s; y <= box.max.y; y += s)
    lines.push_back({{box.min.x, y}, {box.max.x, y}});
  return lines;
}

}  // namespace libgrid::coverage::detail
