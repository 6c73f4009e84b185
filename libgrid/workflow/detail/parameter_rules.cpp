#include <algorithm>
#include <cmath>

#include <libgrid/base/known_names.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>

namespace libgrid::workflow::detail {

Expected<void> parameters_hold(std::initializer_list<ParameterRule> rules) {
  const auto* const bad = std::ranges::find_if(rules, [](const ParameterRule& rule) { return !rule.holds; });
  if (bad == rules.end()) return {};
  const std::string value = std::isnan(bad->value) ? "NaN" : io::shortest_text(bad->value);
  return fail(make_error(ErrorCode::parameter_invalid, value + ": " + std::string(bad->allowed))
                  .at_field(std::string(bad->field)));
}

Expected<void> enough_zones(std::size_t zones) {
  constexpr std::size_t kFewest = 4;
  return parameters_hold({{"zones", static_cast<double>(zones), zones >= kFewest, "four zones or more are needed"}});
}

Error unknown_name(std::string_view field, std::string_view name, std::span<const std::string> known) {
  const std::string detail(name);
  return make_error(ErrorCode::not_found, known.empty() ? detail : detail + "; there are: " + some_of(as_names(known)))
      .at_field(std::string(field));
}

}  // namespace libgrid::workflow::detail
