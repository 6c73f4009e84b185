#pragma once
/// Spells without a report: from the closing of a case to the next report of its category nearby, as known on a day.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/hotspot/forest.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {

struct PlaceSpell {
  std::size_t from = 0;  ///< position of the case
  double length = 0.0;   ///< days
  bool event = false;
};

/// For every case in turn the others of its category within the radius; rows ascend by (opened, id).
class NearCases {
 public:
  NearCases(std::span<const ForestCase> cases, Metres radius);
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t i) const {
    return std::span(near_).subspan(first_[i], first_[i + 1] - first_[i]);
  }

 private:
  std::vector<std::size_t> first_;
  std::vector<std::uint32_t> near_;
};

/// Settled, with a place, before the day.
[[nodiscard]] bool settled_before(const ForestCase& c, LocalTime day);

/// The first report near case i that was opened after its closing. @pre cases[i] is closed
[[nodiscard]] std::optional<LocalTime> next_report(std::span<const ForestCase> cases, const NearCases& near,
                                                   std::size_t i);

/// The spells of all cases settled before the day.
[[nodiscard]] std::vector<PlaceSpell> spells_until(std::span<const ForestCase> cases, const NearCases& near,
                                                   LocalTime day);

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
