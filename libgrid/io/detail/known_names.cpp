#include <libgrid/io/detail/known_names.hpp>

#include <algorithm>

namespace libgrid::io::detail {
namespace {

constexpr std::size_t kMostTold = 12;

std::string beside(const std::string& asked, std::span<const std::string> names) {
  return names.empty() ? asked : asked + "; the file has " + some_of(names);
}

}  // namespace

std::string some_of(std::span<const std::string> names) {
  std::string text;
  for (const std::string& name : names.first(std::min(names.size(), kMostTold)))
    text += (text.empty() ? "" : ", ") + (name.empty() ? "\"\"" : name);
  return names.size() <= kMostTold ? text : text + ", ... (" + std::to_string(names.size()) + ")";
}

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
