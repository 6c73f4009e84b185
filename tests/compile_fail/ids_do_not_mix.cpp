// A ZoneId and a BlockId are both numbers and never meet by accident.
#include <libgrid/model/ids.hpp>

using namespace libgrid;

int main() {
  const ZoneId zone{17};
  const BlockId block{17};
  const bool same = zone == ZoneId{17};
#if WRONG == 1
  const bool mixed = zone == block;
#elif WRONG == 2
  const ZoneId other = block;
#elif WRONG == 3
  const ZoneId other = 17;
#elif WRONG == 4
  const std::int64_t number = zone;
#endif
  return same && block.value == 17 ? 0 : 1;
}
