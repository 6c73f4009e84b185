#include <libgrid/index/detail/flat_locator.hpp>

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "random_shapes.hpp"

namespace libgrid::index::detail {
namespace {

TEST(FlatFile, ACopyBesideTheAlignmentAnswersToo) {
  const auto shapes = jittered_coverage(3, 3, 2, 1);
  const Bytes bytes = LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}}).to_bytes();
  Bytes shifted(bytes.size() + 1);
  std::ranges::copy(bytes, shifted.begin() + 1);
  const auto read = LayerLocator::from_bytes(std::span<const std::byte>(shifted).subspan(1));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->to_bytes(), bytes);
  EXPECT_EQ(read->size(0), 9);
}

TEST(FlatFile, ANoteIsCarriedByCopiesFilesAndRebuiltLocators) {
  const auto shapes = jittered_coverage(3, 3, 2, 1);
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const LayerLocator plain = LayerLocator::build(layers);
  EXPECT_TRUE(plain.note().empty());
  const std::array text{std::byte{'a'}, std::byte{'b'}, std::byte{'c'}};
  const LayerLocator noted = plain.with_note(text);
  const Bytes bytes = noted.to_bytes();
  const auto read = LayerLocator::from_bytes(bytes);
  ASSERT_TRUE(read);
  const LayerShape changed{0, 4};
  const LayerLocator rebuilt = read->rebuilt(layers, {&changed, 1});
  for (const LayerLocator* const locator : {&noted, &*read, &rebuilt})
    EXPECT_TRUE(std::ranges::equal(locator->note(), text));
  EXPECT_EQ(rebuilt.to_bytes(), bytes);
  EXPECT_EQ(read->with_note({}).to_bytes(), plain.to_bytes());
}

// A checksum that fits proves nothing: every table is looked through.
TEST(FlatFile, EntriesBesideTheTablesAreRefused) {
  const auto shapes = jittered_coverage(4, 4, 3, 2);
  const FlatLocator flat = build_flat(std::vector<LayerShapes>{{.shapes = shapes}}, {});
  const Band& band = flat.bands.front();
  const BandRules rules{flat.order.layer_start, (flat.frame.deepest - flat.frame.bits) / 2};
  ASSERT_TRUE(sound(band.view, rules));
  std::vector<std::uint32_t> top(band.view.top.begin(), band.view.top.end());
  for (const std::uint32_t bad : {entry(Kind::leaf, kValueMask), entry(Kind::sub, kValueMask),
                                  entry(Kind::crowded, kValueMask), flat.digits.plain, flat.digits.plain + 99}) {
    BandView view = band.view;
    top[top.size() / 2] = bad;
    view.top = top;
    EXPECT_FALSE(sound(view, rules)) << std::hex << bad;
  }
  std::vector<std::uint32_t> numbers(band.view.numbers.begin(), band.view.numbers.end());
  std::ranges::fill(numbers, 1'000'000U);
  BandView view = band.view;
  view.numbers = numbers;
  EXPECT_FALSE(sound(view, rules));
}

}  // namespace
}  // namespace libgrid::index::detail
