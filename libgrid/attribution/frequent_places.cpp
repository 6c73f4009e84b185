#include <libgrid/attribution/frequent_places.hpp>

#include <algorithm>
#include <bit>
#include <utility>

#include <libgrid/attribution/default_coordinate.hpp>

namespace libgrid::attribution {

namespace {

std::size_t hash_of(Xy p) {
  const auto mixed = [](std::uint64_t bits) {
    bits ^= bits >> 32U;
    bits *= 0x9E3779B97F4A7C15ULL;  // the golden ratio: neighbours come to lie far apart
    return bits ^ (bits >> 29U);
  };
  return mixed(std::bit_cast<std::uint64_t>(p.x) + 31 * mixed(std::bit_cast<std::uint64_t>(p.y)));
}

}  // namespace

FrequentPlaces::FrequentPlaces(std::size_t capacity) : capacity_(capacity), slots_(std::bit_ceil(2 * capacity)) {}

FrequentPlaces::Slot& FrequentPlaces::slot_of(Xy at) {
  std::size_t i = hash_of(at) & (slots_.size() - 1);
  while (slots_[i].count > 0 && slots_[i].at != at) i = (i + 1) & (slots_.size() - 1);
  return slots_[i];
}

void FrequentPlaces::add(Xy written) {
  const Xy at{written.x + 0.0, written.y + 0.0};  // -0 and 0 are one place
  ++rows_;
  Slot& slot = slot_of(at);
  if (slot.count == 0 && held_ == capacity_) return take_one_off_each();
  if (slot.count == 0) ++held_;
  slot.at = at;
  ++slot.count;
}

void FrequentPlaces::take_one_off_each() {
  ++error_;
  held_ = 0;
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots_.size()));
  for (const Slot& slot : before) {
    if (slot.count <= 1) continue;
    slot_of(slot.at) = {slot.at, slot.count - 1};
    ++held_;
  }
}

std::vector<FrequentPlace> FrequentPlaces::places() const {
  std::vector<FrequentPlace> all;
  all.reserve(held_);
  for (const Slot& slot : slots_)
    if (slot.count > 0) all.push_back({slot.at, slot.count, slot.count + error_});
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
