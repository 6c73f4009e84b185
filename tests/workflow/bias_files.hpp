#pragma once
/// Tables beside the tiny city: a source for every report, and visits to its zones.

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/workflow/bias.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {

/// Every third report is found by a patrol, one in 50 comes from a leader, the rest are the public's.
inline std::string source_of(std::size_t i) {
  if (i % 50 == 49) return "领导批示";
  return i % 3 == 0 ? "巡查" : "热线";
}

inline std::filesystem::path write_sources(const std::filesystem::path& folder) {
  const ReportTable table = must(finished_workspace().store().reports());
  std::string text = "case_id,source\n";
  for (std::size_t i = 0; i < table.reports.size(); ++i) text += table.reports[i].id + "," + source_of(i) + "\n";
  write_file(folder / "sources.csv", text);
  return folder / "sources.csv";
}

/// Zone k of the lowest level (by code) is visited k times on each of ten days, its parent once.
inline std::filesystem::path write_visits(const std::filesystem::path& folder, bool hours = false) {
  const AnalysisZones zones = must(zones_of_plan(finished_workspace(), {}));
  std::string text = hours ? "zone,level,day,visits,hours\n" : "zone,level,day,visits\n";
  for (int day = 1; day <= 10; ++day) {
    const std::string date = "2015-02-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    std::size_t k = 0;
    for (const std::size_t z : zones.of_level(2))
      text += zones.zones[z].code + ",2," + date + "," + std::to_string(k++) + (hours ? ",0.5" : "") + "\n";
    for (const std::size_t z : zones.of_level(1))
      text += zones.zones[z].code + ",1," + date + ",1" + (hours ? ",2" : "") + "\n";
  }
  write_file(folder / "visits.csv", text);
  return folder / "visits.csv";
}

}  // namespace libgrid::workflow::test
