#include <libgrid/workflow/detail/report_scale.hpp>

#include <cmath>

namespace libgrid::workflow::detail::report {

double round_step(double span, int most) {
  const double least = span / most;
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least) return factor * power;
  return 10.0 * power;
}

std::vector<double> ticks(double low, double high, int most) {
  std::vector<double> marks;
  if (!(high > low)) return marks;
  const double step = round_step(high - low, most);
  // Whole multiples, so that 0.1 + 0.1 + 0.1 does not drift past the end.
  const auto last = static_cast<long>(std::floor(high / step + 1e-9));
  for (auto k = static_cast<long>(std::ceil(low / step - 1e-9)); k <= last; ++k)
    marks.push_back(static_cast<double>(k) * step);
  return marks;
}

}  // namespace libgrid::workflow::detail::report
