#pragma once
/// Distances along the streets: between two reports, and everything within r along the street.
///
///   StreetGraph graph = StreetGraph::build(segments);              // lines that meet at equal end points
///   graph.distance({3, 40_m}, {7, 12.5_m}, 500_m);                 // nothing where it is farther than the limit
///   std::vector<StreetPart> ball = graph.ball({3, 40_m}, 50_m);    // parts of segments within 50 m of street
///   std::vector<StreetPart> pieces = lixels(segments, 10_m);       // equal parts of at most 10 m, for density on
///   streets
///
/// Segments meet where their end points are equal (Segments of network.hpp and ways noded at junctions are so). Streets
/// are walked in both directions: a patrol walks against a one-way street.
/// Units: plane metres.
/// @guarantee distance is symmetric to the last bit of a sum; the ball of r holds exactly the places whose distance is
///            at most r; parts come by segment, then measure, and do not overlap
/// @cost      Dijkstra's algorithm bounded by the limit: the nodes within it

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::roads {

/// A place on a segment. @pre 0 <= measure <= length
struct StreetPlace {
  std::int32_t segment = 0;
  Metres measure;
  friend bool operator==(const StreetPlace&, const StreetPlace&) = default;
};

/// The part of a segment between two measures.
struct StreetPart {
  std::int32_t segment = 0;
  Metres from;
  Metres to;
  friend bool operator==(const StreetPart&, const StreetPart&) = default;
};

/// What lies within a limit of one place: searched once, asked often.
class StreetsAround {
 public:
  /// Distance along the streets; nothing where it is over the limit.
  [[nodiscard]] std::optional<Metres> to(StreetPlace place) const;

 private:
  friend class StreetGraph;
  struct Entry {
    std::int32_t segment = 0;
    double from_start = 0.0;  ///< cost of the segment's first node; infinite: not reached
    double from_end = 0.0;
    double length = 0.0;
  };
  StreetPlace centre_;
  double limit_ = 0.0;
  std::vector<Entry> entries_;  // ascending by segment
};

class StreetGraph {
 public:
  /// @pre every segment has at least two points
  [[nodiscard]] static StreetGraph build(std::span<const LineString> segments);

  [[nodiscard]] std::optional<Metres> distance(StreetPlace a, StreetPlace b, Metres limit) const;
  /// around(a, limit).to(b) is the sum walked from a: equal to distance(a, b, limit) where a comes before b.
  [[nodiscard]] StreetsAround around(StreetPlace centre, Metres limit) const;
  [[nodiscard]] std::vector<StreetPart> ball(StreetPlace centre, Metres radius) const;

  [[nodiscard]] std::size_t node_count() const { return first_.empty() ? 0 : first_.size() - 1; }
  [[nodiscard]] Metres length(std::int32_t segment) const { return length_[static_cast<std::size_t>(segment)]; }

 private:
  struct Reached {
    std::int32_t node;
    double cost;
  };
  [[nodiscard]] std::vector<Reached> reach(StreetPlace from, double limit) const;

  std::vector<Metres> length_;         // of segment
  std::vector<std::int32_t> from_;     // node at the start of segment
  std::vector<std::int32_t> to_;       // node at its end
  std::vector<std::size_t> first_;     // of node in leaving_
  std::vector<std::int32_t> leaving_;  // segments at a node
};

/// Every segment in equal parts of at most `longest`, by segment, then measure.
[[nodiscard]] std::vector<StreetPart> lixels(std::span<const LineString> segments, Metres longest);

}  // namespace libgrid::roads
