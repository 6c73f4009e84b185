#pragma once
/// What an error is about: "zone BOS-01-02" by its code, "zone 7" by its id where it has none.

#include <string>

#include <libgrid/model/plan.hpp>

namespace libgrid::zoning::detail {

[[nodiscard]] inline std::string zone_label(const Zone& zone) {
  return "zone " + (zone.code.empty() ? std::to_string(zone.id.value) : zone.code);
}

}  // namespace libgrid::zoning::detail
