#pragma once
/// A set of the nodes of a small mesh, one bit a node.
///
///   NodeSet<4> free;                       // nodes 0 .. 255
///   free.add(7u);
///   free.each([&](std::uint32_t node) { ... });     // ascending

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace libgrid::zoning::detail {

template <std::size_t kWords>
class NodeSet {
 public:
  void add(std::uint32_t node) { words_[node / 64] |= bit(node); }
  void drop(std::uint32_t node) { words_[node / 64] &= ~bit(node); }
  [[nodiscard]] bool has(std::uint32_t node) const { return (words_[node / 64] & bit(node)) != 0; }

  void add(const NodeSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] |= other.words_[i];
  }
  void remove(const NodeSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] &= ~other.words_[i];
  }
  void keep(const NodeSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] &= other.words_[i];
  }

  [[nodiscard]] bool empty() const {
    std::uint64_t any = 0;
    for (const std::uint64_t word : words_) any |= word;
    return any == 0;
  }
  [[nodiscard]] bool meets(const NodeSet& other) const {
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < kWords; ++i) any |= words_[i] & other.words_[i];
    return any != 0;
  }
  /// Nodes of both.
  [[nodiscard]] int met(const NodeSet& other) const {
    int count = 0;
    for (std::size_t i = 0; i < kWords; ++i) count += std::popcount(words_[i] & other.words_[i]);
    return count;
  }
  /// @pre not empty
  [[nodiscard]] std::uint32_t lowest() const {
    std::size_t i = 0;
    while (words_[i] == 0) ++i;
    return static_cast<std::uint32_t>(64 * i) + static_cast<std::uint32_t>(std::countr_zero(words_[i]));
  }

  template <class Visit>
  void each(Visit visit) const {
    for (std::size_t i = 0; i < kWords; ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        visit(static_cast<std::uint32_t>(64 * i) + static_cast<std::uint32_t>(std::countr_zero(word)));
    }
  }

  friend bool operator==(const NodeSet&, const NodeSet&) = default;

 private:
  static std::uint64_t bit(std::uint32_t node) { return std::uint64_t{1} << (node % 64); }
  std::array<std::uint64_t, kWords> words_{};
};

}  // namespace libgrid::zoning::detail
