#include <libgrid/attribution/frequent_places.hpp>

#include <algorithm>
#include <bit>

#include <libgrid/attribution/default_coordinate.hpp>

namespace libgrid::attribution {

std::size_t FrequentPlaces::Hash::operator()(Xy p) const noexcept {
  const auto mixed = [](std::uint64_t bits) {
    bits ^= bits >> 32U;
    bits *= 0x9E3779B97F4A7C15ULL;  // the golden ratio: neighbours come to lie far apart
    return bits ^ (bits >> 29U);
  };
  return mixed(std::bit_cast<std::uint64_t>(p.x) + 31 * mixed(std::bit_cast<std::uint64_t>(p.y)));
}

void FrequentPlaces::add(Xy written) {
  const Xy at{written.x + 0.0, written.y + 0.0};  // -0 and 0 are one place
  ++rows_;
  if (const auto known = counts_.find(at); known != counts_.end()) return void(++known->second);
  if (counts_.size() < capacity_) return void(counts_.emplace(at, 1));
  take_one_off_each();
}

void FrequentPlaces::take_one_off_each() {
  ++error_;
  for (auto& [at, count] : counts_) --count;
  std::erase_if(counts_, [](const auto& place) { return place.second == 0; });
}

std::vector<FrequentPlace> FrequentPlaces::places() const {
  std::vector<FrequentPlace> all;
  all.reserve(counts_.size());
  for (const auto& [at, count] : counts_) all.push_back({at, count, count + error_});
  std::ranges::sort(all, [](const FrequentPlace& a, const FrequentPlace& b) {
    return a.at_least != b.at_least ? a.at_least > b.at_least : a.at < b.at;
  });
  return all;
}

std::vector<FrequentPlace> default_places(const FrequentPlaces& places, const DefaultCoordinateRules& rules) {
  std::vector<FrequentPlace> all = places.places();
  std::vector<PlaceRows> rows;
  for (const FrequentPlace& place : std::span(all).first(std::min(all.size(), kMostByGap + 1)))
    rows.push_back({place.at_least, place.at_most});
  if (rows.size() == all.size()) rows.push_back({0, places.error()});
  all.resize(std::min(all.size(), before_the_gap(rows, rules.least_share * static_cast<double>(places.rows()))));
  return all;
}

}  // namespace libgrid::attribution
