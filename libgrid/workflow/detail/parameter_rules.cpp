#include <algorithm>
#include <cmath>

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

Error unknown_name(std::string_view field, std::string_view name, std::span<const std::string> known) {
  constexpr std::size_t kShown = 6;
  std::string some;
  for (const std::string& one : known.first(std::min(known.size(), kShown))) some += (some.empty() ? "" : ", ") + one;
  if (known.size() > kShown) some += ", ...";
  const std::string detail(name);
  return make_error(ErrorCode::not_found, some.empty() ? detail : detail + "; there are: " + some)
      .at_field(std::string(field));
}

}  // namespace libgrid::workflow::detail
