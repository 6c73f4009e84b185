#pragma once
/// The city file: what differs from city to city, as JSON (see data/boston/city.json).
///
///   Expected<City> city = io::read_city("data/boston/city.json");
///   std::string text = io::to_json(*city);                       // city_from_json(text) gives the same City
///
/// Required: code, name_zh, name_en, frame_epsg, sectors, levels, posts. The rest has the defaults of model/city.hpp.
/// A key that is not known is refused with the nearest one, so that a misspelt limit cannot be silently ignored.
/// docs/city_file.md has every key.
/// @errors file_not_found, file_unreadable, encoding_not_utf8, json_malformed, json_too_deep;
///         parameter_invalid with the path in `field`, e.g. "levels[1].band": unknown or missing key, wrong type,
///         number outside its range
/// @guarantee to_json is canonical: same City, same bytes

#include <filesystem>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/model/city.hpp>

namespace libgrid::io {

[[nodiscard]] Expected<City> read_city(const std::filesystem::path& path);
[[nodiscard]] Expected<City> city_from_json(std::string_view text);
[[nodiscard]] std::string to_json(const City& city);

}  // namespace libgrid::io
