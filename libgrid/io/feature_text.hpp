#pragma once
/// A property of a feature as text: as written; numbers in their shortest form; true, false; nothing for null or
/// absent.

#include <string>
#include <string_view>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/feature.hpp>

namespace libgrid::io {

[[nodiscard]] inline std::string property_text(const Feature& feature, std::string_view column) {
  const PropertyValue* property = column.empty() ? nullptr : feature.find(column);
  if (property == nullptr) return {};
  if (const auto* text = std::get_if<std::string>(&property->value)) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&property->value)) return std::to_string(*integer);
  if (const auto* number = std::get_if<double>(&property->value)) return shortest_text(*number);
  if (const auto* flag = std::get_if<bool>(&property->value)) return *flag ? "true" : "false";
  return {};
}

}  // namespace libgrid::io
