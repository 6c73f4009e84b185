#pragma once
/// Who answered for a place on a date: every published version as a view of its own, the right one by the date.
///
///   Expected<CityView> newest = CityView::load(folder);
///   Expected<PlanArchive> archive = PlanArchive::load(folder, *newest);          // newest must outlive the archive
///   Expected<const CityView*> then = archive->at(*parse_moment("2015-03-01"));   // midnight of that day
///   Expected<PlaceAnswer> answer = (*then)->locate(LonLat{-71.0648, 42.3574});
///
/// A view of an older version has its zones, posts and districts; its blocks too where they are those kept now. Duties,
/// hotspots and reports are those of today and are left out.
/// @guarantee immutable after loading, so any number of threads may ask at once
/// @errors at: plan_missing, which says from when the first plan is in force; load: those of CityView::load
/// @cost  load: reading and projecting the zones of every version, 30 ms each for Boston

#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/workflow/city_view.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

/// YYYY-MM-DDTHH:MM:SS, or YYYY-MM-DD for the beginning of that day. @errors those of parse_local_time
[[nodiscard]] Expected<LocalTime> parse_date_or_time(std::string_view text);
/// The same as a parameter that was asked for. @errors parameter_invalid
[[nodiscard]] Expected<LocalTime> parse_moment(std::string_view text);

/// The view of one published version. @errors plan_missing
[[nodiscard]] Expected<CityView> plan_view(const Workspace& workspace, std::int64_t version);

class PlanArchive {
 public:
  /// Of a city without history: its own plan alone. @pre newest outlives the archive
  explicit PlanArchive(const CityView& newest) : newest_(&newest) {}
  /// @pre newest is the newest published version of the workspace and outlives the archive
  [[nodiscard]] static Expected<PlanArchive> load(const std::filesystem::path& workspace, const CityView& newest);

  /// @pre older is in the order of its versions
  PlanArchive(std::vector<CityView> older, const CityView& newest) : older_(std::move(older)), newest_(&newest) {}

  [[nodiscard]] const CityView& newest() const { return *newest_; }
  /// The version in force at that moment; never null.
  [[nodiscard]] Expected<const CityView*> at(LocalTime moment) const;

 private:
  std::vector<CityView> older_;  ///< by version
  const CityView* newest_;
};

}  // namespace libgrid::workflow
