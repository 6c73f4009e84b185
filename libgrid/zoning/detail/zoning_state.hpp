#pragma once
/// A zoning of a region while it is being improved: loads, outlines and borders kept up to date move by move.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::zoning::detail {

/// Sums of one zone.
struct ZoneSums {
  Load load = 0;
  double area = 0.0;
  double perimeter = 0.0;
  std::int64_t blocks = 0;
};

class ZoningState {
 public:
  ZoningState(const Region& region, std::vector<int> part, int zones);

  [[nodiscard]] const Region& region() const { return *region_; }
  [[nodiscard]] const std::vector<int>& parts() const { return part_; }
  [[nodiscard]] int part(std::size_t block) const { return part_[block]; }
  [[nodiscard]] int zones() const { return static_cast<int>(sums_.size()); }
  [[nodiscard]] const ZoneSums& sums(int zone) const { return sums_[static_cast<std::size_t>(zone)]; }
  /// Blocks with a neighbour in another zone, in no particular but repeatable order.
  [[nodiscard]] std::span<const std::uint32_t> border_blocks() const { return border_; }

  /// Sums of blocks that lie in one zone, as if they were cut out; perimeter is their own outline.
  [[nodiscard]] ZoneSums sums_of(std::span<const std::uint32_t> blocks);
  /// Border between the blocks, all of one zone, and a zone (their own zone: the rest of it).
  [[nodiscard]] double border_with(std::span<const std::uint32_t> blocks, int zone);
  void move(std::span<const std::uint32_t> blocks, int to);

  /// The blocks that must leave together with `block` so that the rest of its zone stays connected: `block` first, then
  /// all pieces that it holds to the zone but the heaviest. Valid until the next call.
  [[nodiscard]] std::span<const std::uint32_t> with_dependents(std::uint32_t block);

 private:
  void update_border(std::uint32_t block);
  struct Marks {
    std::uint64_t wanted;
    std::uint64_t seen;
  };
  struct Piece {
    std::size_t begin;  ///< in walk_
    std::size_t end;
    Load load;
  };

  [[nodiscard]] std::uint64_t next_stamp();
  std::size_t walk_piece(std::uint32_t from, std::uint32_t without, Marks marks, std::size_t wanted);
  [[nodiscard]] Load load_of(std::size_t walk_begin, std::size_t walk_end) const;
  void append_all_but_heaviest();

  const Region* region_;
  std::vector<int> part_;
  std::vector<ZoneSums> sums_;
  std::vector<std::uint32_t> border_;
  std::vector<std::uint32_t> place_;  ///< of a block in border_, or none
  std::vector<std::uint64_t> stamp_;  ///< marks of the latest walk
  std::uint64_t clock_ = 0;
  std::vector<std::uint32_t> walk_;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> leaving_;
};

/// Every zone has blocks and is connected.
[[nodiscard]] bool all_connected(const Region& region, std::span<const int> part, int zones);

}  // namespace libgrid::zoning::detail
