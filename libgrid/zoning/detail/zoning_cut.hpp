#pragma once
/// A zoning of a mesh while it is being improved: sums of zones kept up to date move by move, and the exact test of
/// what a node holds together.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/mesh.hpp>

namespace libgrid::zoning::detail {

struct CutFigures {
  double area = 0.0;
  double perimeter = 0.0;
  std::int64_t nodes = 0;
};

/// What a node shares with its own zone and with another.
struct Shared {
  double cost_own = 0.0, cost_other = 0.0;
  double border_own = 0.0, border_other = 0.0;
};

class ZoningCut {
 public:
  ZoningCut(const Mesh& mesh, std::vector<int> part, int zones);

  [[nodiscard]] const Mesh& mesh() const { return *mesh_; }
  [[nodiscard]] const std::vector<int>& parts() const { return part_; }
  [[nodiscard]] int part(std::size_t node) const { return part_[node]; }
  [[nodiscard]] int zones() const { return static_cast<int>(figures_.size()); }
  [[nodiscard]] const CutFigures& figures(int zone) const { return figures_[static_cast<std::size_t>(zone)]; }
  [[nodiscard]] std::span<const Load> loads(int zone) const {
    return std::span(loads_).subspan(static_cast<std::size_t>(zone) * mesh_->workloads, mesh_->workloads);
  }
  /// Edges of the node that lead to other zones; 0: inside.
  [[nodiscard]] std::uint32_t foreign(std::size_t node) const { return foreign_[node]; }

  [[nodiscard]] Shared shared(std::size_t node, int other) const;
  void move(std::uint32_t node, const Shared& shared, int to);

  /// The nodes that must leave with `node` so that the rest of its zone stays connected: all pieces it holds to the
  /// zone but the one with most nodes; empty if nothing hangs on it. Valid until the next call.
  [[nodiscard]] std::span<const std::uint32_t> dependents(std::uint32_t node);

  /// Cost of all edges between zones.
  [[nodiscard]] double cut_cost() const;

 private:
  std::size_t walk_piece(std::uint32_t from, std::uint32_t without, std::uint32_t wanted_mark, std::size_t wanted);

  const Mesh* mesh_;
  std::vector<int> part_;
  std::vector<CutFigures> figures_;
  std::vector<Load> loads_;
  std::vector<std::uint32_t> foreign_;
  std::vector<std::uint32_t> stamp_;
  std::uint32_t clock_ = 0;
  std::vector<std::uint32_t> walk_;
  std::vector<std::uint32_t> hanging_;
};

}  // namespace libgrid::zoning::detail
