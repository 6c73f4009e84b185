#include <libgrid/io/feature.hpp>

#include <algorithm>

namespace libgrid::io {

const PropertyValue* Feature::find(std::string_view name) const {
  const auto found = std::ranges::find(properties, name, &std::pair<std::string, PropertyValue>::first);
  return found == properties.end() ? nullptr : &found->second;
}

}  // namespace libgrid::io
