#include <libgrid/workflow/detail/heat_notes.hpp>

#include <nlohmann/json.hpp>

#include <libgrid/workflow/detail/report_svg.hpp>

namespace libgrid::workflow::detail {
namespace {

std::string line_of(const City& city) {
  const std::string mark(report::kSyntheticMark);
  if (!city.synthetic || city.attribution.find(mark) != std::string::npos) return city.attribution;
  return city.attribution.empty() ? mark : mark + "; " + city.attribution;
}

}  // namespace

HeatNotes heat_notes(const City& city) {
  HeatNotes notes{.line = line_of(city), .members = {}, .tags = {}};
  if (!notes.line.empty()) {
    notes.members = ",\"attribution\":" + nlohmann::json(notes.line).dump();
    notes.tags.push_back({"TIFFTAG_IMAGEDESCRIPTION", notes.line});
  }
  if (city.synthetic) {
    notes.members += ",\"synthetic\":true";
    notes.tags.push_back({"SYNTHETIC", "1"});
  }
  return notes;
}

}  // namespace libgrid::workflow::detail
