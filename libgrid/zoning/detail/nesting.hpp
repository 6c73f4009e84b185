#pragma once
/// The zones of the levels above a zoning: sets of its zones that must stay connected and within limits of their own
/// while blocks change hands below.

#include <span>
#include <utility>
#include <vector>

#include <libgrid/zoning/detail/zoning_cut.hpp>

namespace libgrid::zoning::detail {

/// The zones of one level above: every lowest zone's number there, 0 .. count - 1, and what each may carry.
struct UpperLevel {
  std::vector<int> of_zone;
  int count = 0;
  Limits limits;
};

class Nesting {
 public:
  Nesting() = default;
  /// Levels from the lowest upper one to the top, each nested in the next.
  explicit Nesting(std::vector<UpperLevel> levels) : levels_(std::move(levels)) {}

  [[nodiscard]] const std::vector<UpperLevel>& levels() const { return levels_; }

  /// One is in another zone of some level above than the other.
  [[nodiscard]] bool apart(int a, int b) const {
    return !levels_.empty() && of(levels_.front(), a) != of(levels_.front(), b);
  }

  /// The upper zones of `from` stay connected when these nodes leave them for `to`.
  [[nodiscard]] bool whole_without(const ZoningCut& cut, std::span<const std::uint32_t> nodes, int from, int to) const;

  /// The upper zones of both stay within their limits.
  [[nodiscard]] bool fits(const ZoningCut& cut, Load load, int from, int to) const;

  /// Loads of the zones of one level above.
  [[nodiscard]] std::vector<Load> loads(const ZoningCut& cut, const UpperLevel& level) const;

  /// All upper zones are within their limits.
  [[nodiscard]] bool within(const ZoningCut& cut) const;

 private:
  [[nodiscard]] static int of(const UpperLevel& level, int zone) {
    return level.of_zone[static_cast<std::size_t>(zone)];
  }

  std::vector<UpperLevel> levels_;
};

}  // namespace libgrid::zoning::detail
