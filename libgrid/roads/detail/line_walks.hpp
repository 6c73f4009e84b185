#pragma once
/// Source lines through the noded network: for every line the vertices that its noded form walks through.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/road_line.hpp>

namespace libgrid::roads::detail {

/// One vertex of a walk.
struct WalkVertex {
  std::int32_t vertex = 0;  ///< in LineWalks::vertices
  bool own = true;          ///< a vertex of the source line itself
  double measure = 0.0;     ///< on the source line
};

struct LineWalks {
  std::vector<Xy> vertices;          ///< all, sorted
  std::vector<WalkVertex> walk;      ///< line by line
  std::vector<std::uint32_t> start;  ///< of line i in walk; lines without length have none

  [[nodiscard]] std::span<const WalkVertex> of(std::size_t line) const {
    return std::span(walk).subspan(start[line], start[line + 1] - start[line]);
  }
};

/// The layer that a line lies in.
[[nodiscard]] int layer_of(const RoadLine& line);

[[nodiscard]] Expected<LineWalks> walk_lines(std::span<const RoadLine> lines);

}  // namespace libgrid::roads::detail
