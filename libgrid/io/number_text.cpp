#include <libgrid/io/number_text.hpp>

#include <charconv>
#include <cmath>
#include <string>

#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io {

Expected<double> parse_number(std::string_view text) {
  const std::string shown(detail::beginning_of(text));
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

Expected<std::int64_t> parse_whole(std::string_view text, WholeRange range) {
  std::int64_t number = 0;
  const auto [end, reason] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (reason != std::errc{} || end != text.data() + text.size() || number < range.least || number > range.most)
    return fail(ErrorCode::number_malformed, std::string(detail::beginning_of(text)));
  return number;
}

}  // namespace libgrid::io
