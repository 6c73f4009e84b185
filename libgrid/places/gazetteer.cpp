#include <libgrid/places/gazetteer.hpp>

#include <algorithm>

#include <libgrid/places/detail/text.hpp>

namespace libgrid::places {
namespace {

constexpr std::size_t kShortestMisspelt = 6;

/// Whether one insertion, loss, change or swap of neighbours makes b of a; equal texts are not near.
bool one_letter_apart(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

bool has_digit(std::u32string_view text) { return std::ranges::any_of(text, detail::is_digit); }

}  // namespace

void Gazetteer::add_street(std::string_view name, LineString way) {
  const std::string key = fold(name);
  if (key.empty()) return;
  NamedStreet& street = streets_[key];
  if (street.name.empty()) street.name = std::string(name);
  street.ways.push_back(std::move(way));
  vocabulary_.add_street(name);
}

void Gazetteer::add_alias(std::string_view alias, std::string_view street) {
  aliases_.emplace(fold(alias), fold(street));
  vocabulary_.add_street(alias);
}

void Gazetteer::add_place(NamedPlace place) {
  place_of_.emplace(fold(place.name), places_.size());
  vocabulary_.add_place(place.name);
  places_.push_back(std::move(place));
}

void Gazetteer::add_addresses(std::string_view street, AddressRange range) {
  addresses_[fold(street)].push_back(std::move(range));
}

const NamedStreet* Gazetteer::street(std::string_view name) const {
  const std::string key = fold(name);
  if (const auto found = streets_.find(key); found != streets_.end()) return &found->second;
  const auto alias = aliases_.find(key);
  if (alias == aliases_.end()) return nullptr;
  const auto found = streets_.find(alias->second);
  return found == streets_.end() ? nullptr : &found->second;
}

const NamedStreet* Gazetteer::near_spelling(std::string_view name) const {
  const std::u32string key = detail::code_points(fold(name));
  // "E 4th St" and "E 5th St" are two streets, not two spellings.
  if (key.size() < kShortestMisspelt || has_digit(key)) return nullptr;
  const NamedStreet* only = nullptr;
  for (const auto& [folded, street] : streets_) {
    if (!one_letter_apart(key, detail::code_points(folded))) continue;
    if (only != nullptr) return nullptr;
    only = &street;
  }
  return only;
}

std::vector<const NamedStreet*> Gazetteer::waterways() const {
  std::vector<const NamedStreet*> found;
  for (const auto& [folded, street] : streets_)
    for (const std::string_view ending : {"河", "渠", " river", " brook", " creek", " canal"})
      if (folded.ends_with(ending)) found.push_back(&street);
  return found;
}

const NamedPlace* Gazetteer::place(std::string_view name) const {
  const auto found = place_of_.find(fold(name));
  return found == place_of_.end() ? nullptr : &places_[found->second];
}

std::span<const AddressRange> Gazetteer::addresses(std::string_view street) const {
  const auto found = addresses_.find(fold(street));
  return found == addresses_.end() ? std::span<const AddressRange>{} : found->second;
}

}  // namespace libgrid::places
