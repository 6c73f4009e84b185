#pragma once
/// Border blocks moved along flows between zones, and moved blocks sent home again.

#include <span>
#include <utility>
#include <vector>

#include <libgrid/zoning/detail/zone_flow.hpp>
#include <libgrid/zoning/detail/zoning_cut.hpp>

namespace libgrid::zoning::detail {

class FlowMoves {
 public:
  /// `home` is the zone every node had before. Zones of the levels above stay connected, and within their limits where
  /// nodes are sent home. @pre cut and home outlive the object
  FlowMoves(ZoningCut& cut, std::span<const int> home, Limits limits, Nesting nesting = {})
      : cut_(cut), home_(home), limits_(limits), nesting_(std::move(nesting)) {}

  /// Moves load along each arc until its flow is met as nearly as blocks allow; a zone is never emptied.
  /// @return whether anything moved
  bool follow(std::span<const ZoneArc> flows);

  /// Moved nodes go home with what hangs on them, where that keeps zones connected and within the limits: those that
  /// shorten the border all, then those that lengthen it least per load, until no more load than `allowed` is away.
  void send_home(Load allowed = 0);

  [[nodiscard]] Load load_away() const;

 private:
  struct Offer {
    std::vector<std::uint32_t> nodes;
    Load load = 0;
    double price = 0.0;
  };
  [[nodiscard]] Offer best_offer(int from, int to, Load wanted);
  [[nodiscard]] double added_cost(std::span<const std::uint32_t> nodes, int from, int to) const;
  void apply(std::span<const std::uint32_t> nodes, int to);
  [[nodiscard]] Load load_of(int zone) const { return cut_.loads(zone)[0]; }
  [[nodiscard]] bool fits(Load load, int from, int to) const;
  [[nodiscard]] Offer way_home(std::uint32_t node);
  void list_members();
  void drop(std::uint32_t node, int zone);

  ZoningCut& cut_;
  std::span<const int> home_;
  Limits limits_;
  Nesting nesting_;
  std::vector<std::vector<std::uint32_t>> members_;
  mutable std::vector<char> chosen_;
  double cost_unit_ = 1.0;
  double mean_load_ = 1.0;
};

}  // namespace libgrid::zoning::detail
