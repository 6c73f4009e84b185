#include <libgrid/workflow/detail/default_places.hpp>

#include <fmt/format.h>

#include <libgrid/attribution/default_coordinate.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail {

DefaultPlaces::DefaultPlaces(const attribution::FrequentPlaces& written)
    : found_(attribution::default_places(written, {})), all_rows_(written.rows()), exact_(written.error() == 0) {
  if (found_.empty()) return;
  const std::vector<attribution::FrequentPlace> all = written.places();  // those that were found come first
  next_rows_ = found_.size() < all.size() ? all[found_.size()].at_most : written.error();
}

double DefaultPlaces::share(const attribution::FrequentPlace& place) const {
  return static_cast<double>(place.at_least) / static_cast<double>(all_rows_);
}

void DefaultPlaces::tell(StepSummary& summary) const {
  using report::thousands;
  std::int64_t rows = 0;
  for (const attribution::FrequentPlace& place : found_) {
    rows += place.at_least;
    const std::string at = io::shortest_text(place.at.x) + ", " + io::shortest_text(place.at.y);
    const std::string of =
        fmt::format("{} / {} ({:.1f} %)", thousands(place.at_least), thousands(all_rows_), 100.0 * share(place));
    if (next_rows_ == 0) {
      summary.findings.push_back("default coordinate: all " + thousands(all_rows_) + " rows are written at " + at +
                                 ": likely what a geocoder writes when it knows nothing; where these reports were is "
                                 "not known | 疑似默认坐标：全部 " +
                                 thousands(all_rows_) + " 行写在同一点 " + at +
                                 "，可能是地理编码失败时的缺省值；这些上报的实际位置不明");
      continue;
    }
    summary.findings.push_back(
        fmt::format("default coordinate: {}{} of the rows are written at {}, {} times or more what any ordinary place "
                    "has: likely what a geocoder writes when it knows nothing; where these reports were is not known",
                    exact_ ? "" : "at least ", of, at, attribution::kLeastGap) +
        fmt::format(" | 疑似默认坐标：{}{} 行写在同一点 {}，为其余普通点位的 {} "
                    "倍以上，可能是地理编码失败时的缺省值；这些上报的实际位置不明",
                    exact_ ? "" : "至少 ", of, at, attribution::kLeastGap));
  }
  summary.figures.push_back({"at_default_coordinate", rows, "", "",
                             exact_ ? "Rows at a default coordinate" : "Rows at a default coordinate, at least",
                             exact_ ? "默认坐标上的行数" : "默认坐标上的行数（至少）", ""});
}

std::string DefaultPlaces::csv() const {
  io::CsvWriter csv{"x", "y", "rows", "share", "next_rows", "times_next", "exact"};
  for (const attribution::FrequentPlace& place : found_) {
    csv.add(place.at.x).add(place.at.y).add(place.at_least).add(share(place)).add(next_rows_);
    if (next_rows_ > 0)
      csv.add(static_cast<double>(place.at_least) / static_cast<double>(next_rows_));
    else
      csv.add("");  // it holds all rows
    csv.add(exact_).end_row();
  }
  return csv.text();
}

}  // namespace libgrid::workflow::detail
