// Uses one thing of a room with a foreign library behind it, one of a room above, and nothing private.
#include <cstdio>

#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/predicates.hpp>

int main() {
  const auto projector = libgrid::crs::Projector::make(libgrid::Frame{26986});
  if (!projector) return std::puts(message_en(projector.error()).c_str()), 1;
  const auto place = projector->to_plane(libgrid::LonLat{-71.0587, 42.3601});
  if (!place) return std::puts(message_en(place.error()).c_str()), 1;
  const libgrid::Polygon block{
      .outer = {{236'000, 901'000}, {237'000, 901'000}, {237'000, 902'000}, {236'000, 901'000}}, .holes = {}};
  std::printf("x %.3f, y %.3f, %s\n", place->x, place->y,
              locate(block, *place) == libgrid::Location::inside ? "inside" : "outside");
  return 0;
}
