// Metres, square metres, seconds and plain numbers never meet by accident.
#include <libgrid/base/units.hpp>

using namespace libgrid;
using namespace libgrid::literals;

int main() {
  const SquareMetres yard = 20_m * 30_m;
  const Metres walk = 50_m + 2.5_m;
#if WRONG == 1
  const Metres wrong = yard;
#elif WRONG == 2
  const auto wrong = walk + yard;
#elif WRONG == 3
  const Metres wrong = 50;
#elif WRONG == 4
  const bool wrong = walk < Seconds{3};
#elif WRONG == 5
  const double wrong = walk;
#endif
  return yard / 1_m2 > walk / 1_m ? 0 : 1;
}
