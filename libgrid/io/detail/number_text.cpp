#include <libgrid/io/detail/number_text.hpp>

#include <charconv>
#include <cmath>
#include <string>

#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {

Expected<double> parse_number(std::string_view text) {
  const std::string shown(beginning_of(text));
  double number = 0.0;
  const auto [end, reason] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (reason == std::errc::invalid_argument || end != text.data() + text.size()) {
    return fail(ErrorCode::number_malformed, shown);
  }
  // from_chars says out of range for too large and for too small alike; 1e-999 is refused with it, on the safe side.
  if (reason == std::errc::result_out_of_range || !std::isfinite(number))
    return fail(ErrorCode::number_not_finite, shown);
  return number;
}

}  // namespace libgrid::io::detail
