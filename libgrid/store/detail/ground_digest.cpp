#include <libgrid/store/detail/ground_digest.hpp>

#include <bit>
#include <vector>

namespace libgrid::store::detail {
namespace {

/// One word after the other through the finaliser of SplitMix64 (Steele, Lea, Flood 2014), which is a bijection.
class Digest {
 public:
  void add(std::uint64_t word) {
    state_ += word + 0x9e3779b97f4a7c15U;
    state_ = (state_ ^ (state_ >> 30U)) * 0xbf58476d1ce4e5b9U;
    state_ = (state_ ^ (state_ >> 27U)) * 0x94d049bb133111ebU;
    state_ ^= state_ >> 31U;
  }
  void add(const std::vector<Xy>& ring) {
    add(std::uint64_t{ring.size()});
    for (const Xy& p : ring) add(std::bit_cast<std::uint64_t>(p.x)), add(std::bit_cast<std::uint64_t>(p.y));
  }
  [[nodiscard]] std::int64_t value() const { return static_cast<std::int64_t>(state_ >> 1U); }

 private:
  std::uint64_t state_ = 0;
};

}  // namespace

std::int64_t ground_digest(std::span<const Block> blocks) {
  Digest digest;
  digest.add(std::uint64_t{blocks.size()});
  for (const Block& block : blocks) {
    digest.add(static_cast<std::uint64_t>(block.id.value));
    digest.add(block.shape.outer);
    digest.add(std::uint64_t{block.shape.holes.size()});
    for (const auto& hole : block.shape.holes) digest.add(hole);
  }
  return digest.value();
}

}  // namespace libgrid::store::detail
