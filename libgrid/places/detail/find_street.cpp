#include <libgrid/places/detail/find_street.hpp>

#include <array>
#include <string>
#include <utility>

namespace libgrid::places::detail {
namespace {

/// 劳动北路 -> 劳动路 and north; nothing if the name has no compass character before its last word.
std::pair<std::string, Compass> without_compass(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Compass>, 5> kCompass{{{"南", Compass::south},
                                                                          {"北", Compass::north},
                                                                          {"东", Compass::east},
                                                                          {"西", Compass::west},
                                                                          {"中", Compass::middle}}};
  for (const std::string_view ending : {"大道", "路", "街"}) {
    if (!name.ends_with(ending)) continue;
    const std::string_view stem = name.substr(0, name.size() - ending.size());
    for (const auto& [word, compass] : kCompass)
      if (stem.ends_with(word) && stem.size() > word.size())
        return {std::string(stem.substr(0, stem.size() - word.size())) + std::string(ending), compass};
  }
  return {};
}

}  // namespace

FoundStreet find_street(std::string_view name, const Gazetteer& gazetteer) {
  if (const NamedStreet* street = gazetteer.street(name)) {
    const bool alias =
        fold_name(street->name, gazetteer.vocabulary().rules()) != fold_name(name, gazetteer.vocabulary().rules());
    return {street, alias ? kOverGap : kAsWritten};
  }
  if (const auto [whole, part] = without_compass(name); part != Compass::none)
    if (const NamedStreet* street = gazetteer.street(whole)) return {street, kOverGap, part};
  if (const NamedStreet* street = gazetteer.near_spelling(name)) return {street, kCorrected};
  return {};
}

}  // namespace libgrid::places::detail
