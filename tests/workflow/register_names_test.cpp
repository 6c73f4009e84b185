#include <libgrid/workflow/detail/register_names.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(RegisterNames, SpellingsShareAKeyAndOnlyLinesThatARowNamesAreEnds) {
  const TinyFolder folder;
  const Workspace& workspace = finished_workspace();
  const std::string street = must(workspace.store().streets()).front().name;
  const auto line = [](const std::string& name) {
    return R"({"type":"Feature","properties":{"name":")" + name +
           R"("},"geometry":{"type":"LineString","coordinates":[[-71.06,42.35],[-71.06,42.36]]}})";
  };
  write_file(folder.path() / "waters.geojson", R"({"type":"FeatureCollection","features":[)" + line("清潩河") + "," +
                                                   line("运粮河") + "," + line(street) + "]}");
  const std::vector<RegisterRow> rows{{.street = street, .from = "清潩河", .to = street, .unit = "U"},
                                      {.street = street, .from = "清潩河", .unit = "U"}};
  const detail::RegisterNames names =
      must(detail::register_names(workspace, rows, {folder.path() / "waters.geojson"}, nullptr));
  ASSERT_EQ(names.ends.size(), 1U) << "a street of the city is no end of this kind";
  EXPECT_EQ(names.ends[0].name, "清潩河");
  const auto key = names.key();
  EXPECT_EQ(key("颖昌路"), key("颍昌路"));
  EXPECT_NE(key("颍昌路"), key("颍昌街"));
}

}  // namespace
}  // namespace libgrid::workflow::test
