#include <libgrid/io/detail/known_names.hpp>

#include <algorithm>

#include <libgrid/base/known_names.hpp>

namespace libgrid::io::detail {
namespace {

std::string beside(const std::string& asked, std::span<const std::string> names) {
  return names.empty() ? asked : asked + "; the file has " + some_of(as_names(names));
}

}  // namespace

std::vector<std::string> property_names(std::span<const Feature> features) {
  std::vector<std::string> names;
  for (const Feature& feature : features)
    for (const auto& [name, value] : feature.properties)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  return names;
}

Error missing_column(const std::string& column, std::span<const std::string> names) {
  return make_error(ErrorCode::column_missing, beside(column, names)).at_field(column);
}

Error missing_layer(const std::string& layer, std::span<const std::string> names) {
  return make_error(ErrorCode::not_found, beside("layer " + layer, names));
}

}  // namespace libgrid::io::detail
