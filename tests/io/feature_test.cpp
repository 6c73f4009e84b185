#include <libgrid/io/feature.hpp>

#include <gtest/gtest.h>

namespace libgrid::io {
namespace {

TEST(Feature, SnippetOfTheHeader) {
  io::Feature feature{.number = 1, .properties = {{"name", "Beacon Street"}, {"lanes", 2}}, .geometry = {}};
  const io::PropertyValue* name = feature.find("name");
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(*name, PropertyValue("Beacon Street"));
  EXPECT_EQ(feature.find("Name"), nullptr);
}

TEST(PropertyValue, KeepsTheKindOfWhatItWasMadeFrom) {
  EXPECT_TRUE(std::holds_alternative<std::monostate>(PropertyValue().value));
  EXPECT_TRUE(std::holds_alternative<bool>(PropertyValue(true).value));
  EXPECT_TRUE(std::holds_alternative<std::int64_t>(PropertyValue(std::size_t{3}).value));
  EXPECT_TRUE(std::holds_alternative<double>(PropertyValue(0.5).value));
  EXPECT_TRUE(std::holds_alternative<std::string>(PropertyValue("text").value));
}

}  // namespace
}  // namespace libgrid::io
