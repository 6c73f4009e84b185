#include "block_pairs.hpp"

#include <algorithm>
#include <cmath>

#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

void refuse(const std::string& argument, const std::string& why, std::size_t at) {
  throw_error(bad_argument(argument, why).at_row(static_cast<std::int64_t>(at) + 1));
}

void require_amounts(const Doubles& values, const std::string& argument) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i]) || values[i] < 0.0) refuse(argument, "must be finite and not negative", i);
}

std::vector<Ends> ends_of(py::handle object, const std::string& argument, std::size_t blocks, std::vector<Ends>& seen) {
  const Integers pairs = integer_pairs(object, argument);
  std::vector<Ends> ends;
  for (std::size_t i = 0; i < pairs.size() / 2; ++i) {
    const auto [low, high] = std::minmax({pairs[2 * i], pairs[2 * i + 1]});
    if (low < 0 || high >= static_cast<std::int64_t>(blocks)) refuse(argument, "no such block", i);
    if (low == high) refuse(argument, "a block is no neighbour of its own", i);
    ends.emplace_back(low, high);
  }
  seen.insert(seen.end(), ends.begin(), ends.end());
  std::vector<Ends> sorted = seen;
  std::ranges::sort(sorted);
  const auto twice = std::ranges::adjacent_find(sorted);
  if (twice != sorted.end()) {
    const auto at = std::ranges::find(ends, *twice);
    refuse(argument, "this pair of blocks is listed twice", static_cast<std::size_t>(at - ends.begin()));
  }
  return ends;
}

}  // namespace libgrid::bindings
