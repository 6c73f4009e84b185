#include <algorithm>

#include <libgrid/hotspot/located_reports.hpp>

namespace libgrid {
namespace hotspot {

CategoryColumn category_column(std::span<const std::string> as_written) {
  CategoryColumn column;
  column.names.assign(as_written.begin(), as_written.end());
  std::sort(column.names.begin(), column.names.end());
  column.names.erase(std::unique(column.names.begin(), column.names.end()), column.names.end());
  column.of.reserve(as_written.size());
  for (const std::string& text : as_written) {
    const auto at = std::lower_bound(column.names.begin(), column.names.end(), text);
    column.of.push_back(static_cast<std::size_t>(at - column.names.begin()));
  }
  return column;
}

std::vector<std::size_t> listed_categories(const LocatedReports& reports, std::int64_t least_reports) {
  std::vector<std::int64_t> count(reports.categories.size(), 0);
  for (const LocatedReport& report : reports.rows)
    if (report.has_place) ++count[report.category];
  std::vector<std::size_t> listed;
  for (std::size_t category = 0; category < count.size(); ++category)
    if (count[category] >= least_reports) listed.push_back(category);
  std::sort(listed.begin(), listed.end(),
            [&](std::size_t a, std::size_t b) { return reports.categories[a] < reports.categories[b]; });
  return listed;
}

}  // namespace hotspot
}  // namespace libgrid
