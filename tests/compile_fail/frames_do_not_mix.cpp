// Degrees become plane metres in the room crs and nowhere else.
#include <libgrid/geom/xy.hpp>

using namespace libgrid;

int main() {
  const LonLat report{-71.0648, 42.3574};
  const Xy corner{236'012.5, 900'471.0};
#if WRONG == 1
  const Xy wrong = report;
#elif WRONG == 2
  const Metres wrong = distance(corner, report);
#elif WRONG == 3
  const bool wrong = corner == report;
#endif
  return distance(corner, corner) == Metres{0.0} && report.lon < 0.0 ? 0 : 1;
}
