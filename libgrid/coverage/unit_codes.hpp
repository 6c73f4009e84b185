#pragma once
/// Gives codes to unit grids, and keeps the register of those that were given.
///
///   auto codes = number_units(places, "110101001002", profile, 100_m);    // one per place, in the order of places
///   UnitCodeRegister book;
///   GRID_CHECK(book.give("110101001002017", profile, today));             // refused if it was ever given before
///   GRID_CHECK(book.make_void("110101001002017", "merged into 018", today));
///
/// Numbers run from west to east, then from north to south: in rows from the north, in a row from the west
/// (tessellate.hpp, reading_order). A void code is never given again. Codes are digits and capital letters.
/// @errors parameter_invalid (field `community`: wrong length; field `sequence`: more units than the profile has
/// numbers
///         - 999 with three digits; field `reason`: a void without reason), id_duplicate, not_found,
///         number_malformed (a code that is not of the profile)
/// @source DB11/T 2157-2023; CJ/T 213-2005; CJ/T 349-2010

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/unit_code.hpp>

namespace libgrid::coverage {

/// @param community everything in front of the sequence, of the profile's length
/// @param taken     codes of the community that may not be given (void ones too)
[[nodiscard]] Expected<std::vector<std::string>> number_units(std::span<const Xy> places, std::string_view community,
                                                              const CodeProfile& profile, Metres row,
                                                              std::span<const std::string> taken = {});

/// Length and characters of the profile.
[[nodiscard]] Expected<void> check_code(std::string_view code, const CodeProfile& profile);

class UnitCodeRegister {
 public:
  [[nodiscard]] Expected<void> give(const std::string& code, const CodeProfile& profile, LocalTime when);
  [[nodiscard]] Expected<void> make_void(const std::string& code, const std::string& reason, LocalTime when);
  [[nodiscard]] const UnitCode* find(const std::string& code) const;  ///< nullptr: never given
  [[nodiscard]] std::vector<UnitCode> rows() const;                   ///< by code

 private:
  std::map<std::string, UnitCode> codes_;
};

}  // namespace libgrid::coverage
