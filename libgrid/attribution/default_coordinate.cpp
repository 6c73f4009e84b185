#include <libgrid/attribution/default_coordinate.hpp>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <set>

namespace libgrid::attribution {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool starts_with_ward(std::string_view text) {
  constexpr std::string_view kWord = "ward";
  return text.size() > kWord.size() && std::equal(kWord.begin(), kWord.end(), text.begin(), [](char word, char given) {
           return word == std::tolower(static_cast<unsigned char>(given));
         });
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// @pre all positions have the same coordinate
DefaultCoordinate count(std::span<const Report> reports, std::span<const std::size_t> positions) {
  DefaultCoordinate place;
  place.at = reports[positions.front()].at;
  place.rows = static_cast<std::int64_t>(positions.size());
  std::set<std::string_view> streets;
  std::set<std::string> wards;
  for (const std::size_t i : positions) {
    const std::string_view street = trimmed(reports[i].street);
    const std::string ward = normalised_ward(reports[i].ward);
    if (!street.empty()) streets.insert(street);
    if (!ward.empty()) wards.insert(ward);
    if (street.empty() && ward.empty()) ++place.without_location;
  }
  place.streets = static_cast<std::int64_t>(streets.size());
  place.wards = static_cast<std::int64_t>(wards.size());
  return place;
}

}  // namespace

std::size_t before_the_gap(std::span<const PlaceRows> places, double least_rows) {
  if (places.size() == 1 || (places.size() == 2 && places[1].at_most == 0))  // all rows, with nothing to compare
    return static_cast<double>(places[0].at_least) > std::max(least_rows, kFewRowsOfAll) ? 1 : 0;
  for (std::size_t n = std::min(kMostByGap, places.size()); n > 0; --n) {
    const double next = n < places.size() ? static_cast<double>(places[n].at_most) : 0.0;
    const auto rows = static_cast<double>(places[n - 1].at_least);
    if (rows >= least_rows && next > 0.0 && rows >= kLeastGap * next) return n;
  }
  return 0;
}

std::string normalised_ward(std::string_view text) {
  const std::string_view given = trimmed(text);
  std::string_view number = starts_with_ward(given) ? trimmed(given.substr(4)) : given;
  if (number.ends_with(".0")) number.remove_suffix(2);  // a spreadsheet's idea of the number 3
  if (!all_digits(number)) return std::string(given);
  const auto first = number.find_first_not_of('0');
  return first == std::string_view::npos ? "0" : std::string(number.substr(first));
}

std::vector<DefaultCoordinate> count_places(std::span<const Report> reports) {
  std::vector<std::size_t> order(reports.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return reports[a].at < reports[b].at; });
  std::vector<DefaultCoordinate> places;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && reports[order[end]].at == reports[order[begin]].at) ++end;
    places.push_back(count(reports, std::span(order).subspan(begin, end - begin)));
  }
  std::ranges::stable_sort(places, [](const auto& a, const auto& b) { return a.rows > b.rows; });
  return places;
}

std::vector<DefaultCoordinate> find_default_coordinates(std::span<const Report> reports,
                                                        const DefaultCoordinateRules& rules) {
  const double least_rows = rules.least_share * static_cast<double>(reports.size());
  std::vector<DefaultCoordinate> found = count_places(reports);
  const bool streets = std::ranges::any_of(found, [](const auto& place) { return place.streets > 0; });
  const bool wards = std::ranges::any_of(found, [](const auto& place) { return place.wards > 0; });
  if (!streets && !wards) {
    std::vector<PlaceRows> rows;
    for (const DefaultCoordinate& place : found) rows.push_back({place.rows, place.rows});
    found.resize(before_the_gap(rows, least_rows));
    return found;
  }
  std::erase_if(found, [&](const DefaultCoordinate& place) {
    return static_cast<double>(place.rows) < least_rows || (streets && place.streets < rules.least_streets) ||
           (wards && place.wards < rules.least_wards) || place.without_location < rules.least_without_location;
  });
  return found;
}

std::vector<char> mark_default(std::span<const Report> reports, std::span<const DefaultCoordinate> defaults) {
  std::vector<char> marks(reports.size(), 0);
  for (std::size_t i = 0; i < reports.size(); ++i)
    marks[i] = std::ranges::any_of(defaults, [&](const auto& place) { return place.at == reports[i].at; }) ? 1 : 0;
  return marks;
}

}  // namespace libgrid::attribution
