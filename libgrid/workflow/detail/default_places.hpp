#pragma once
/// What a geocoder writes when it knows nothing, told from the numbers of rows alone: as findings and as a table.
///
///   DefaultPlaces found(written);                          // the places of a table of points, counted
///   found.tell(summary);                                   // a finding each, and the figure at_default_coordinate
///   GRID_CHECK(io::write_file_atomically("out.csv.default_places.csv", found.csv()));
///
/// The table has a row per place, most rows first: x, y (as the input has them), rows, share (of all rows), next_rows
/// (of the place with most rows that is none of these), times_next (rows / next_rows: how far above chance), exact (0:
/// rows is a lower and next_rows an upper bound, of a table with more places than are counted). A place with all rows
/// has next_rows 0 and no times_next. docs/outputs.md

#include <cstdint>
#include <string>
#include <vector>

#include <libgrid/attribution/frequent_places.hpp>
#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow::detail {

class DefaultPlaces {
 public:
  explicit DefaultPlaces(const attribution::FrequentPlaces& written);

  void tell(StepSummary& summary) const;
  [[nodiscard]] std::string csv() const;

 private:
  [[nodiscard]] double share(const attribution::FrequentPlace& place) const;

  std::vector<attribution::FrequentPlace> found_;
  std::int64_t all_rows_ = 0;
  std::int64_t next_rows_ = 0;
  bool exact_ = true;
};

}  // namespace libgrid::workflow::detail
