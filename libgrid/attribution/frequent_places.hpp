#pragma once
/// Places that hold many rows of a table too large to keep: counts in bounded memory, with a bound that is guaranteed.
///
///   FrequentPlaces places;
///   for (const Xy at : written) places.add(at);                       // any number of rows, in any order
///   std::vector<FrequentPlace> found = default_places(places, {});     // what a geocoder writes when it knows nothing
///   // "at least found[0].at_least of places.rows() rows are written at found[0].at"
///
/// The idea (Misra and Gries): a table of counts of at most `capacity` places; a row of a place that is not in a full
/// table takes one off every count, its own with them. Each such step takes capacity + 1 rows off, so no count is too
/// low by more than rows / (capacity + 1); error() is what was really taken off, 0 while all places fit the table.
///
/// default_places is the rule of default_coordinate.hpp for tables without streets and wards, on the bounds: a place
/// is told if its least count passes the share of all rows and kLeastGap times the largest count that any other place
/// can have. What is told is therefore true of the exact counts; missed can only be a place whose rows lie within
/// (kLeastGap + 1) x error() of a threshold.
/// @guarantee depends on the order of rows only where error() > 0; the same bytes for every number of threads
/// @cost about 100 ns a row, 3 MB

#include <cstddef>
#include <cstdint>
#include <vector>

#include <libgrid/geom/xy.hpp>
#include <libgrid/model/city.hpp>

namespace libgrid::attribution {

/// A place as it is written, in whatever frame.
struct FrequentPlace {
  Xy at;
  std::int64_t at_least = 0;
  std::int64_t at_most = 0;
  friend bool operator==(const FrequentPlace&, const FrequentPlace&) = default;
};

class FrequentPlaces {
 public:
  /// @pre capacity > 0
  explicit FrequentPlaces(std::size_t capacity = 65'536);

  void add(Xy written);

  [[nodiscard]] std::int64_t rows() const { return rows_; }
  /// What every count may be too low by; also the most rows of any place that is not in places().
  [[nodiscard]] std::int64_t error() const { return error_; }
  /// Most rows first, then by x, y.
  [[nodiscard]] std::vector<FrequentPlace> places() const;

 private:
  struct Slot {
    Xy at;
    std::int64_t count = 0;  ///< 0: free
  };
  [[nodiscard]] Slot& slot_of(Xy at);
  void take_one_off_each();

  std::size_t capacity_;
  std::vector<Slot> slots_;  ///< a power of two of them, at most half in use: the next free one behind the hash
  std::size_t held_ = 0;
  std::int64_t rows_ = 0;
  std::int64_t error_ = 0;
};

/// @see default_coordinate.hpp; at most kMostByGap, most rows first
[[nodiscard]] std::vector<FrequentPlace> default_places(const FrequentPlaces& places,
                                                        const DefaultCoordinateRules& rules);

}  // namespace libgrid::attribution
