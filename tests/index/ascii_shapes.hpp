#pragma once
/// Shapes drawn as a picture: one letter per cell of 10 m, the last line lies at y = 0. '.' is no shape.
///
///   std::vector<MultiPolygon> shapes = ascii_shapes({"AAB",
///                                                    "A.B"});     // shapes[0] = A, shapes[1] = B
///
/// Letters count from 'A'. Outlines only: cells of one letter have no border between them.

#include <map>
#include <string_view>
#include <vector>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::index {

/// Chains directed edges into closed rings. At a corner where a letter touches itself any chain is right: parity
/// decides.
inline MultiPolygon rings_of(std::multimap<Xy, Xy> edges) {
  Polygon all;
  while (!edges.empty()) {
    Ring ring{edges.begin()->first};
    do {
      const auto edge = edges.find(ring.back());
      ring.push_back(edge->second);
      edges.erase(edge);
    } while (ring.back() != ring.front());
    (all.outer.empty() ? all.outer : all.holes.emplace_back()) = ring;
  }
  return {all};
}

inline std::vector<MultiPolygon> ascii_shapes(const std::vector<std::string_view>& picture) {
  constexpr double kSide = 10.0;
  const auto letter = [&](std::ptrdiff_t column, std::ptrdiff_t row) {  // row 0 at the bottom
    const auto rows = static_cast<std::ptrdiff_t>(picture.size());
    if (row < 0 || row >= rows) return '.';
    const std::string_view line = picture[static_cast<std::size_t>(rows - 1 - row)];
    return column < 0 || column >= static_cast<std::ptrdiff_t>(line.size()) ? '.'
                                                                            : line[static_cast<std::size_t>(column)];
  };
  std::map<char, std::multimap<Xy, Xy>> edges;
  for (std::ptrdiff_t row = 0; row < static_cast<std::ptrdiff_t>(picture.size()); ++row) {
    for (std::ptrdiff_t column = 0; letter(column, row) != '.' || column < 64; ++column) {
      const char own = letter(column, row);
      if (own == '.') continue;
      const double x0 = kSide * static_cast<double>(column), x1 = x0 + kSide;
      const double y0 = kSide * static_cast<double>(row), y1 = y0 + kSide;
      if (letter(column, row - 1) != own) edges[own].insert({{x0, y0}, {x1, y0}});
      if (letter(column + 1, row) != own) edges[own].insert({{x1, y0}, {x1, y1}});
      if (letter(column, row + 1) != own) edges[own].insert({{x1, y1}, {x0, y1}});
      if (letter(column - 1, row) != own) edges[own].insert({{x0, y1}, {x0, y0}});
    }
  }
  std::vector<MultiPolygon> shapes;
  for (char own = 'A'; !edges.empty() && own <= edges.rbegin()->first; ++own)
    shapes.push_back(edges.contains(own) ? rings_of(edges[own]) : MultiPolygon{});
  return shapes;
}

}  // namespace libgrid::index
