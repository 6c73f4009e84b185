#include <libgrid/workflow/detail/district_refusal.hpp>

#include <gtest/gtest.h>

#include "tests/support/ascii_city.hpp"

namespace libgrid::workflow {
namespace {

/// Three districts of one block each that touch nowhere, with the workloads given.
struct Three {
  Ground ground;
  std::vector<District> districts;
  zoning::BlockGraph graph = zoning::BlockGraph::build({}, {}, {});

  explicit Three(std::vector<double> loads) {
    ground.blocks = libgrid::test::ascii_city("A.B.C").blocks();
    for (std::size_t i = 0; i < ground.blocks.size(); ++i) {
      ground.blocks[i].workload = loads[i];
      ground.blocks[i].district = DistrictId{static_cast<std::int64_t>(i) + 1};
      districts.push_back({.id = ground.blocks[i].district, .name = std::string(1, "NES"[i]), .shape = {}});
    }
    graph = zoning::BlockGraph::build(ground.blocks, {}, {});
  }
};

TEST(DistrictRefusal, NamesLevelBandAndEveryDistrictThatFails) {
  const Three city({0.5, 0.3, 0.2});
  const auto refusal =
      detail::district_refusal(city.graph, {.levels = {{1, 2, 0.05}, {2, 5, 0.1}}}, city.ground, city.districts);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->code, ErrorCode::zone_infeasible);
  EXPECT_EQ(refusal->id, "level 1");
  EXPECT_EQ(refusal->detail,
            "no whole number of zones fits 2 of 3 districts on level 1 within the band +-0.05; mean zones that each of "
            "them carries: E 0.6, S 0.4");
  EXPECT_NE(message_zh(*refusal).find("层级 1 的网格数对 3 个辖区中的 2 个都不合适（允许范围 ±0.05）；"
                                      "各自折合的平均网格数：E 0.6, S 0.4"),
            std::string::npos)
      << message_zh(*refusal);
}

TEST(DistrictRefusal, ALowerLevelIsNamedWhereTheUpperOnesFit) {
  const Three city({0.5, 0.2503, 0.2497});
  const auto refusal =
      detail::district_refusal(city.graph, {.levels = {{1, 4, 0.3}, {2, 3, 0.05}}}, city.ground, city.districts);
  EXPECT_FALSE(refusal);
  const Three uneven({0.5, 0.2703, 0.2297});
  const auto told =
      detail::district_refusal(uneven.graph, {.levels = {{1, 4, 0.3}, {2, 2, 0.02}}}, uneven.ground, uneven.districts);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->id, "level 2") << told->detail;  // 1.08 of the mean is within 0.3
  EXPECT_NE(told->detail.find("the band +-0.02; mean zones that each of them carries: E 2.1624, S 1.8376"),
            std::string::npos)
      << told->detail;
}

TEST(DistrictRefusal, NothingWhereEveryDistrictFits) {
  const Three city({0.4, 0.4, 0.2});
  EXPECT_FALSE(detail::district_refusal(city.graph, {.levels = {{1, 5, 0.05}}}, city.ground, city.districts));
}

}  // namespace
}  // namespace libgrid::workflow
