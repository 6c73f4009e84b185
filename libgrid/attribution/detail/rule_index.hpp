#pragma once
/// Which duties and which manual decisions may answer for a place, without looking at all of them.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <libgrid/attribution/responsibility.hpp>

namespace libgrid::attribution::detail {

struct RuleIndex {
  RuleIndex(std::span<const SegmentDuty> duties, std::span<const Precedent> precedents, Metres radius);

  /// Positions, ascending.
  [[nodiscard]] std::span<const std::size_t> duties_along(StreetId street) const;

  /// Calls `use` with the position of every decision of the sector and category within the radius (and some farther
  /// ones), in no order that matters.
  void precedents_near(std::string_view sector, std::string_view category, Xy at,
                       const std::function<void(std::size_t)>& use) const;

 private:
  /// Squares of one radius: what is near lies in the square of the place or in one of the eight around it.
  struct Square {
    double column, row;
    friend bool operator==(const Square&, const Square&) = default;
  };
  struct HashOfSquare {
    std::size_t operator()(const Square& square) const;
  };
  using Squares = std::unordered_map<Square, std::vector<std::size_t>, HashOfSquare>;
  [[nodiscard]] Square square_of(Xy at) const;
  static std::string key(std::string_view sector, std::string_view category);

  std::unordered_map<StreetId, std::vector<std::size_t>> duties_;
  double side_;
  std::unordered_map<std::string, Squares> precedents_;
};

}  // namespace libgrid::attribution::detail
