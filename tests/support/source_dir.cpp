#include "tests/support/source_dir.hpp"

namespace libgrid::test {

std::string source_dir() { return GRID_SOURCE_DIR; }

}  // namespace libgrid::test
