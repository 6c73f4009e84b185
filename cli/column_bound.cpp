#include <charconv>

#include "commands.hpp"

namespace libgrid::cli {

Expected<std::pair<std::string, double>> column_bound(const std::string& text, const std::string& option) {
  const std::size_t sign = text.rfind('=');
  const auto bad = [&] { return fail(make_error(ErrorCode::parameter_invalid, text).at_field(option)); };
  if (sign == std::string::npos || sign == 0) return bad();
  double amount = 0.0;
  const char* const end = text.data() + text.size();
  const auto [stop, wrong] = std::from_chars(text.data() + sign + 1, end, amount);
  if (wrong != std::errc{} || stop != end || !(amount > 0.0)) return bad();
  return std::pair{text.substr(0, sign), amount};
}

}  // namespace libgrid::cli
