#include <libgrid/attribution/detail/rule_index.hpp>

#include <algorithm>
#include <cmath>

namespace libgrid::attribution::detail {

RuleIndex::RuleIndex(std::span<const SegmentDuty> duties, std::span<const Precedent> precedents, Metres radius)
    : side_(std::max(radius.value, 1.0)) {
  for (std::size_t i = 0; i < duties.size(); ++i) duties_[duties[i].street].push_back(i);
  for (std::size_t i = 0; i < precedents.size(); ++i)
    precedents_[key(precedents[i].sector, precedents[i].category)][square_of(precedents[i].at)].push_back(i);
}

std::string RuleIndex::key(std::string_view sector, std::string_view category) {
  return std::string(sector) + '\0' + std::string(category);
}

RuleIndex::Square RuleIndex::square_of(Xy at) const { return {std::floor(at.x / side_), std::floor(at.y / side_)}; }

std::size_t RuleIndex::HashOfSquare::operator()(const Square& square) const {
  const std::hash<double> hash;
  return hash(square.column) * 0x9E3779B97F4A7C15U + hash(square.row);
}

std::span<const std::size_t> RuleIndex::duties_along(StreetId street) const {
  const auto found = duties_.find(street);
  return found == duties_.end() ? std::span<const std::size_t>() : std::span<const std::size_t>(found->second);
}

void RuleIndex::precedents_near(std::string_view sector, std::string_view category, Xy at,
                                const std::function<void(std::size_t)>& use) const {
  if (precedents_.empty()) return;
  const auto found = precedents_.find(key(sector, category));
  if (found == precedents_.end()) return;
  const Square centre = square_of(at);
  for (const double column : {centre.column - 1.0, centre.column, centre.column + 1.0})
    for (const double row : {centre.row - 1.0, centre.row, centre.row + 1.0}) {
      const auto square = found->second.find(Square{column, row});
      if (square != found->second.end()) std::ranges::for_each(square->second, use);
    }
}

}  // namespace libgrid::attribution::detail
