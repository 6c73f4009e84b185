#pragma once
/// The ways of one name as a graph of measures, and walks along it.

#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::roads::detail {

/// Measures on `line` where it touches `other` (crossings, or ends and vertices within reach), ascending.
[[nodiscard]] std::vector<Metres> touches(std::span<const Xy> line, std::span<const Xy> other, Metres reach);

/// The nearest place on a line.
struct LinePlace {
  Metres measure;
  Metres distance;
};
[[nodiscard]] LinePlace nearest_on(std::span<const Xy> line, Xy p);

/// A step of a walk: along way number `way` between two measures; backward if to < from.
struct WalkStep {
  std::size_t way = 0;
  Metres from;
  Metres to;
};

class NamedStreet {
 public:
  /// @param ways  all of one name, by id
  NamedStreet(std::vector<const Street*> ways, Metres reach);

  [[nodiscard]] std::span<const Street* const> ways() const { return ways_; }

  /// Marks where other ways touch; false if none does.
  [[nodiscard]] std::vector<std::size_t> mark(std::span<const Street* const> others);

  /// The shortest walk from any of `from` to any of `to`, not over steps already taken; empty if there is none.
  [[nodiscard]] std::vector<WalkStep> walk(std::span<const std::size_t> from, std::span<const std::size_t> to,
                                           std::span<const WalkStep> taken) const;

 private:
  struct Stop {
    std::size_t way;
    Metres measure;
    Xy at;
  };
  struct Edge {
    std::size_t to;
    double cost;
  };
  std::size_t stop(std::size_t way, Metres measure);
  [[nodiscard]] std::vector<std::vector<Edge>> edges(std::span<const WalkStep> taken) const;

  std::vector<const Street*> ways_;
  Metres reach_;
  std::vector<Stop> stops_;
};

}  // namespace libgrid::roads::detail
