#pragma once
/// The full order of rules: who answers for a report of a sector at a place, always somebody or a stated reason.
///
///   ResponsibilityRules rules = plan_rules;                       // zones, districts, duties, exceptions, precedents
///   Responsible responsible(std::move(rules));
///   Responsibility r = responsible.answer({.at = {236'012.5, 900'471.0}, .sector = "chengguan", .category = "8-11"});
///
/// The rules, in their order; the first that answers ends the search:
///
// clang-format off
/// | method       | answers if                                                                         | rule (text)          |
/// |--------------|------------------------------------------------------------------------------------|----------------------|
/// | precedent    | a manual decision on the same category and sector lies within `precedent_radius`    | id of the decision   |
/// | segment_duty | the report names its street: a duty of the sector holds its measure and side there   | id of the duty       |
/// | exception    | an exception area of the sector (park, station, fenced works) contains the place     | its code             |
/// | inside       | one zone contains the place                                                         | "inside"             |
/// | tie          | the place lies on borders: TieRule                                                  | "lowest_code" or "south_east" |
/// | nearest      | the place lies in a gap: the nearest zone within `gap_reach`                         | "nearest"            |
/// | district     | a district contains the place: no zone, flagged (属地兜底)                            | name of the district |
/// | none         | nothing of all this: outside                                                        | "outside"            |
// clang-format on
///
/// Ties inside a rule: the nearest precedent or duty, then the lower id; the exception of the lowest priority number,
/// then the lower code. Which street a report is about is not decided here: `street` comes from the one rule of
/// places::StreetChooser. A duty of one side answers for places on that side of the street (left or right of its
/// direction) and on the street itself. Candidates are all zones within max(`least_accuracy`, the report's accuracy),
/// nearest first, then by code; more than one sets `to_verify` (边界待核) whatever rule answered.
///
/// Units: plane metres in the frame of the zones.
/// @guarantee a pure function of rules and place; independent of the order in which rules are given
/// @errors    none; a place that is not finite is `none`
/// @cost      2 to 5 us per report, of which the candidates are most: duties are looked up by street, precedents by
///            category and place, areas and zones by their locators

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/predicates.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/index/layer_locator.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>

namespace libgrid::attribution {

/// Where along the street that a report names its place is.
struct StreetPlace {
  StreetId street;
  Metres measure;  ///< from the start of the street
  Side side = Side::on;
  Metres distance;  ///< from the place to the street
  friend bool operator==(const StreetPlace&, const StreetPlace&) = default;
};

/// What is asked: a place, and what the report says about itself.
struct ReportPlace {
  Xy at;
  std::string sector = {};
  std::optional<StreetPlace> street = {};  ///< empty: it names none that is known and near
  std::string category = {};
  Metres accuracy{0.0};  ///< stated; 0: unknown
};

/// Who answers for a stretch of a street in one sector.
struct SegmentDuty {
  std::string id;
  std::string sector;  ///< empty: every sector
  StreetId street;
  RoadSide side = RoadSide::whole;
  Metres from;  ///< measures on the street
  Metres to;
  ZoneId zone;
};

/// A park, a station, a fenced building site: a place inside answers to `zone` whatever zone lies around it.
struct ExceptionArea {
  std::string code;
  std::int64_t priority = 0;  ///< the lowest number answers
  std::string sector;         ///< empty: every sector
  MultiPolygon shape;
  ZoneId zone;
};

/// A manual decision, reused close by.
struct Precedent {
  std::string id;
  std::string sector = {};
  std::string category;
  Xy at;
  ZoneId zone;
};

enum class PointTie : unsigned char { lowest_code, south_east };

struct ResponsibilityRules {
  std::vector<Zone> zones;  ///< of the level that answers
  std::vector<District> districts;
  std::vector<Polygon> left_out{};  ///< ground in no zone on purpose: no zone nearby answers there, the district does
  std::vector<SegmentDuty> duties;
  std::vector<ExceptionArea> exceptions;
  std::vector<Precedent> precedents;
  PointTie border = PointTie::lowest_code;
  Metres gap_reach{50.0};       ///< how far the nearest zone may be from a place in none
  Metres least_accuracy{15.0};  ///< of a telephone in a street
  Metres precedent_radius{50.0};
  std::int64_t plan_version = 0;  ///< repeated in every answer
};

enum class ResponsibleBy : unsigned char { precedent, segment_duty, exception, inside, tie, nearest, district, none };
[[nodiscard]] std::string_view word(ResponsibleBy method);

struct Candidate {
  ZoneId zone;
  Metres distance;  ///< 0: the place lies in it
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

struct Responsibility {
  std::optional<ZoneId> primary;
  std::vector<Candidate> candidates;
  ResponsibleBy method = ResponsibleBy::none;
  std::string rule;
  std::optional<Metres> distance;      ///< to what answered: the precedent, the street, the nearest zone; else empty
  std::optional<DistrictId> district;  ///< district: whose it is until a zone is found
  bool to_verify = false;              ///< 边界待核: more than one candidate
  std::int64_t plan_version = 0;
  friend bool operator==(const Responsibility&, const Responsibility&) = default;
};

namespace detail {
struct RuleIndex;
}

class Responsible {
 public:
  explicit Responsible(ResponsibilityRules rules);
  [[nodiscard]] Responsibility answer(const ReportPlace& place) const;

  [[nodiscard]] const ResponsibilityRules& rules() const { return rules_; }  ///< in the order in which they answer

 private:
  bool by_precedent(const ReportPlace& place, Responsibility& found) const;
  bool by_duty(const ReportPlace& place, Responsibility& found) const;
  bool by_exception(const ReportPlace& place, Responsibility& found) const;
  bool by_zone(const ReportPlace& place, Responsibility& found) const;
  bool by_nearest(const ReportPlace& place, Responsibility& found) const;
  void by_district(const ReportPlace& place, Responsibility& found) const;
  [[nodiscard]] std::vector<Candidate> candidates(const ReportPlace& place) const;

  ResponsibilityRules rules_;
  index::Locator zones_, districts_, exceptions_, left_out_;
  index::LayerLocator answering_;  ///< the zones once more: inside and ties in one question
  // Shared because it is immutable, like the locators: copies answer alike.
  std::shared_ptr<const detail::RuleIndex> index_;
};

}  // namespace libgrid::attribution
