#include "tests/support/ascii_roads.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace libgrid::test {
namespace {

using At = std::pair<int, int>;

constexpr std::array<At, 4> kSteps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

At plus(At a, At b) { return {a.first + b.first, a.second + b.second}; }

[[noreturn]] void refuse(char letter, const std::string& why) {
  throw std::invalid_argument(std::string("ascii road ") + letter + ": " + why);
}

class Road {
 public:
  Road(const std::vector<std::string>& rows, char letter) : rows_(rows), letter_(letter) {}

  std::vector<At> corners() const {
    std::vector<At> path = walk(first_end());
    if (std::ranges::count_if(path, [this](At cell) { return is(cell, letter_); }) != cells()) {
      refuse(letter_, "not one line from end to end");
    }
    return turns(path);
  }

 private:
  bool is(At cell, char what) const {
    const auto [x, y] = cell;
    return y >= 0 && y < static_cast<int>(rows_.size()) && x >= 0 &&
           x < static_cast<int>(rows_[static_cast<std::size_t>(y)].size()) &&
           rows_[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == what;
  }

  long cells() const {
    long count = 0;
    for (const std::string& row : rows_) count += std::ranges::count(row, letter_);
    return count;
  }

  /// The directions in which the road goes on from one of its own cells.
  std::vector<At> ways_on(At cell) const {
    std::vector<At> steps;
    for (const At& step : kSteps) {
      if (is(plus(cell, step), letter_) || is(plus(cell, step), '+')) steps.push_back(step);
    }
    return steps;
  }

  /// A cell of the road with one neighbour, or a crossing in which it ends, whichever is read first.
  At first_end() const {
    for (int y = 0; y < static_cast<int>(rows_.size()); ++y) {
      for (int x = 0; x < static_cast<int>(rows_[static_cast<std::size_t>(y)].size()); ++x) {
        if (ends_at({x, y})) return {x, y};
      }
    }
    refuse(letter_, "no end");
  }

  bool ends_at(At cell) const {
    if (is(cell, letter_)) {
      const std::size_t ways = ways_on(cell).size();
      if (ways > 2) refuse(letter_, "branches");
      return ways == 1;
    }
    return is(cell, '+') && std::ranges::count_if(kSteps, [&](At step) { return goes_out(cell, step); }) == 1;
  }

  /// From a crossing the road goes in this direction and not in the opposite one.
  bool goes_out(At crossing, At step) const {
    return meets(crossing, step) && !meets(crossing, {-step.first, -step.second});
  }

  /// The road's own letter lies in this direction, perhaps behind more crossings.
  bool meets(At cell, At step) const {
    do cell = plus(cell, step);
    while (is(cell, '+'));
    return is(cell, letter_);
  }

  std::vector<At> walk(At cell) const {
    std::vector<At> path{cell};
    std::optional<At> step = first_step(cell);
    while (step) {
      cell = plus(cell, *step);
      path.push_back(cell);
      if (path.size() > static_cast<std::size_t>(cells()) * 4 + 16) refuse(letter_, "runs in a circle");
      step = next_step(cell, *step);
    }
    return path;
  }

  std::optional<At> first_step(At cell) const {
    if (is(cell, letter_)) return ways_on(cell).front();
    for (const At& step : kSteps) {
      if (goes_out(cell, step)) return step;
    }
    return std::nullopt;
  }

  std::optional<At> next_step(At cell, At step) const {
    if (is(cell, '+')) return meets(cell, step) ? std::optional(step) : std::nullopt;
    for (const At& next : ways_on(cell)) {
      if (plus(next, step) != At{0, 0}) return next;
    }
    return std::nullopt;
  }

  std::vector<At> turns(const std::vector<At>& path) const {
    if (path.size() < 2) refuse(letter_, "shorter than two cells");
    std::vector<At> kept;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const bool inner = i > 0 && i + 1 < path.size();
      const bool straight = inner && path[i + 1].first + path[i - 1].first == 2 * path[i].first &&
                            path[i + 1].second + path[i - 1].second == 2 * path[i].second;
      if (!straight) kept.push_back(path[i]);
    }
    return kept;
  }

  const std::vector<std::string>& rows_;
  char letter_;
};

}  // namespace

std::vector<std::pair<int, int>> road_corners(const std::vector<std::string>& rows, char letter) {
  return Road(rows, letter).corners();
}

}  // namespace libgrid::test
