#pragma once
/// Rows of texts into reports, one after the other: what every format of report tables shares (reports.hpp says which
/// rows are refused and which are flagged).
///
///   GRID_TRY(rows, ReportRows::make("reports.csv", format, PlaceIn::columns));
///   GRID_CHECK(rows.find_columns(names));
///   rows.take(1, fields);                               // and so on; take(1, fields, &point) where a row has geometry
///   ReportTable table = rows.finish();
/// @errors of make: crs_unknown, parameter_invalid; of find_columns: column_missing

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include <libgrid/base/error.hpp>
#include <libgrid/base/written_time.hpp>
#include <libgrid/crs/source_projector.hpp>
#include <libgrid/io/reports.hpp>

namespace libgrid::io::detail {

/// Where a row says where it is: in its columns lon and lat, or in its geometry.
enum class PlaceIn : unsigned char { columns, geometry };

class ReportRows {
 public:
  [[nodiscard]] static Expected<ReportRows> make(std::string_view file, const ReportFormat& format, PlaceIn places);

  [[nodiscard]] Expected<void> find_columns(std::span<const std::string> names);

  /// @param place of the row's geometry: a point in the frame of the source, or why there is none. @pre as `places`
  void take(std::int64_t number, std::span<const std::string_view> fields, const Expected<Xy>* place = nullptr);
  void refuse(RejectedRow rejected) { table_.rejected.push_back(std::move(rejected)); }

  [[nodiscard]] ReportTable finish();

 private:
  ReportRows(std::string_view file, const ReportFormat& format, PlaceIn places);

  [[nodiscard]] Expected<void> find_optional_columns(std::span<const std::string> names);
  [[nodiscard]] Expected<Report> read(std::int64_t number, std::span<const std::string_view> fields,
                                      const Expected<Xy>* place) const;
  [[nodiscard]] Expected<void> check_id(const std::string& id) const;
  [[nodiscard]] Expected<LonLat> read_place(std::string_view lon_text, std::string_view lat_text) const;
  [[nodiscard]] Expected<LonLat> place_from(double east, double north, const std::string& shown) const;
  [[nodiscard]] Expected<LonLat> foreign_place(double east, double north, const std::string& shown) const;
  [[nodiscard]] Expected<LonLat> place_in_degrees(LonLat at, const std::string& shown) const;
  void read_closed(std::string_view text, Report& report) const;

  std::string file_;
  ReportColumns columns_;
  PlaceIn places_;
  std::optional<LonLatBox> extent_;
  std::optional<crs::SourceProjector> foreign_;  ///< empty: longitude and latitude of WGS 84
  TimeWriting times_;
  std::optional<std::size_t> closed_, street_, ward_, accuracy_, source_, returned_, resolution_;
  std::size_t id_ = 0, opened_ = 0, category_ = 0, lon_ = 0, lat_ = 0;
  std::unordered_set<std::string> ids_;  ///< of accepted rows
  ReportTable table_;
};

}  // namespace libgrid::io::detail
