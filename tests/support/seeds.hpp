#pragma once
/// The seed of a property test: fixed, printed with every failure, and changed from outside without a build.
///
///   const Seed seed{20151};                      // GRID_SEED=7 ctest ... runs the same test with seed 7
///   const CounterRandom draw{seed.value(), 0};

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace libgrid::test {

class Seed {
 public:
  explicit Seed(std::uint64_t usual)
      : value_(from_environment(usual)), trace_(__FILE__, __LINE__, "GRID_SEED=" + std::to_string(value_)) {}

  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  static std::uint64_t from_environment(std::uint64_t usual) {
    const char* given = std::getenv("GRID_SEED");
    if (given == nullptr) return usual;
    const std::string_view text = given;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) throw std::invalid_argument("GRID_SEED is no number");
    return value;
  }

  std::uint64_t value_;
  ::testing::ScopedTrace trace_;  ///< adds the seed to every failure while this lives
};

}  // namespace libgrid::test
