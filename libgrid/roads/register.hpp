#pragma once
/// 路长制: the register of streets, "street X from A to B belongs to unit U", found in the network.
///
///   std::vector<RegisterRow> rows{{.row = 1, .street = "Beacon Street", .from = "Charles Street",
///                                  .to = "Arlington Street", .side = "south", .unit = "BOS-03-07"}};
///   RegisterMatch match = match_register(rows, streets, plan.map());
///   match.intervals;     // measures of ways, with the side in the drawn direction of each way
///   match.findings;      // rows that could not be placed or look wrong, each with its reason
///
/// X, A and B are names as written in the street layer, or "#17" for the way 17. ASCII case and blanks at the ends do
/// not count; `options.key` may fold more, e.g. aliases. A and B may also be lines of `options.ends`, e.g. rivers.
/// Without A and B the whole street is meant; for "#17" they may be measures in metres ("120", "80.5"). Ways of one
/// name hang together where they touch; the row is the shortest walk along X from a touch with A to a touch with B. A
/// second carriageway, also of name X, with a walk from A to B that stays close to the first, belongs to the row too.
/// Sides: whole (also empty, both, 两侧, 全幅), left and right walking from A to B (左侧, 右侧), or north, south, east,
/// west (北侧 ...): the side of each way that lies there; a way that runs along the compass direction itself has the
/// side that lies more that way. A unit that is the code of a zone of the lowest level is that zone, any other text is
/// kept as `unit`; one that is written like a zone code (prefix of the plan's codes, then digits and '-') and is no
/// zone of any level is kept too, and is a finding. Units: plane metres.
/// @guarantee independent of the order of streets; intervals come row by row, then by street id and measure
/// @cost      every way of X against every way of A, B and X

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/roads/duties.hpp>

namespace libgrid::roads {

enum class RegisterProblem : unsigned char {
  street_unknown,  ///< no way has this name
  from_unknown,    ///< A is no name of a way and no measure
  to_unknown,
  from_not_met,  ///< X does not touch A
  to_not_met,
  not_connected,  ///< no walk along X from A to B
  side_unknown,
  unit_missing,
  measure_invalid,  ///< not 0 <= from < to <= length
  from_missing,     ///< B is given and A is not
  to_missing,
  unit_no_zone  ///< written like a zone code; the row is placed all the same
};

[[nodiscard]] std::string_view word(RegisterProblem problem);

struct RegisterFinding {
  std::int64_t row = 0;
  std::string street = {};  ///< X of the row
  RegisterProblem problem = RegisterProblem::street_unknown;
  std::string text;  ///< the name or value that is wrong
  friend bool operator==(const RegisterFinding&, const RegisterFinding&) = default;
};

struct RegisterMatch {
  std::vector<NamedInterval> intervals;
  std::vector<RegisterFinding> findings;
};

struct RegisterOptions {
  Metres touch{1.0};                                      ///< ways closer than this touch
  Metres carriageway{40.0};                               ///< a second carriageway stays within this of the first
  std::function<std::string(std::string_view)> key = {};  ///< what all spellings of one street share
  std::span<const Street> ends = {};                      ///< A or B where no street has the name; of any id
};

/// Rows of other sectors are left out; a row without a sector is for all.
[[nodiscard]] RegisterMatch match_register(std::span<const RegisterRow> rows, std::span<const Street> streets,
                                           const ZoneMap& map, std::string_view sector = {},
                                           const RegisterOptions& options = {});

}  // namespace libgrid::roads
