#pragma once
/// Reports and what becomes of them: the untrusted row, the report, its attribution.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/ids.hpp>

namespace libgrid {
inline namespace model {

/// Peculiarities that do not refuse a row; joined by ';' in assignment.csv, in this order.
enum class ReportFlag : std::uint8_t {
  closed_before_opened = 1,
  close_time_malformed = 2,
  street_missing = 4,
  ward_missing = 8,
  ward_odd = 16,
  accuracy_malformed = 32,
  returned_malformed = 64
};

/// A set of ReportFlag.
struct ReportFlags {
  std::uint8_t bits = 0;
  void set(ReportFlag flag) { bits = static_cast<std::uint8_t>(bits | static_cast<std::uint8_t>(flag)); }
  [[nodiscard]] bool has(ReportFlag flag) const { return (bits & static_cast<std::uint8_t>(flag)) != 0; }
  friend bool operator==(ReportFlags, ReportFlags) = default;
};

/// 上报: one observation that passed the checks of io; the place in degrees of WGS 84.
struct Report {
  std::int64_t row = 0;  ///< data row in the source file, from 1
  std::string id;        ///< case_id as written
  LocalTime opened;
  std::optional<LocalTime> closed;
  std::string category;  ///< as written
  std::string street;    ///< as written, may be empty
  std::string ward;      ///< as written, may be empty
  LonLat at;
  ReportFlags flags;
  std::optional<Metres> accuracy = {};  ///< as the report states it
  std::string source = {};              ///< as written, may be empty
  std::int64_t returned = 0;            ///< 返工: how often verification sent it back
  std::string resolution = {};          ///< how the case was settled, as written, may be empty
  friend bool operator==(const Report&, const Report&) = default;
};

/// A refused row: never lost, always listed (rejected.csv).
struct RejectedRow {
  Error error;  ///< file, row, field and code are set
};

/// What io hands over: good rows and bad rows, together every row of the file.
struct ReportTable {
  std::vector<Report> reports;
  std::vector<RejectedRow> rejected;
  std::vector<std::string> absent = {};  ///< columns that a report could have and this file has not
};

enum class AttributionMethod : unsigned char { inside, border, none };
enum class UnassignedReason : unsigned char { none, default_coordinate, outside };

/// 归属: report -> zone. Exactly one per report.
struct Attribution {
  std::optional<ZoneId> zone;  ///< lowest level
  AttributionMethod method = AttributionMethod::none;
  UnassignedReason reason = UnassignedReason::none;
  std::optional<Metres> distance;  ///< outside only: to the nearest zone
  friend bool operator==(const Attribution&, const Attribution&) = default;
};

}  // namespace model
}  // namespace libgrid
