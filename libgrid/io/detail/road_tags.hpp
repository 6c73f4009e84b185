#pragma once
/// The words in which street layers write one-way, yes, widths and OSM's other tags.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <libgrid/base/units.hpp>
#include <libgrid/model/road_line.hpp>

namespace libgrid::io::detail {

/// yes, true, 1, T, Y, FT, F: forward; -1, reverse, TF, B: backward; any other text: no.
[[nodiscard]] OneWay one_way_of(std::string_view text);
/// Any text but empty, no, false, 0, N, F.
[[nodiscard]] bool yes_of(std::string_view text);
/// A leading decimal number: "6", "6.5 m"; nothing for other text or not above 0.
[[nodiscard]] std::optional<Metres> width_of(std::string_view text);
[[nodiscard]] std::optional<int> whole_of(std::string_view text);  ///< "2", "-1", "2.0"

/// GDAL's hstore text of OSM tags: "key"=>"value","key"=>"value", with \" and \\ escaped.
[[nodiscard]] std::map<std::string, std::string, std::less<>> tags_of(std::string_view hstore);

/// Every byte that is not UTF-8 becomes U+FFFD; true if there was one.
bool mend_utf8(std::string& text);

}  // namespace libgrid::io::detail
