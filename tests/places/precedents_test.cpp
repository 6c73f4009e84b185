#include <libgrid/places/detail/precedents.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/shapes.hpp>

#include "tests/support/seeds.hpp"

namespace libgrid::places::detail {
namespace {

TEST(Precedents, EvidenceIsThatOfAScanInAnyOrder) {
  const test::Seed seed{20502};
  const CounterRandom draw{seed.value(), 1};
  std::vector<PrecedentAt> reports;
  for (std::uint64_t i = 0; i < 900; ++i)
    reports.push_back({{std::floor(draw.unit(3 * i) * 40) * 10 - 200, std::floor(draw.unit(3 * i + 1) * 40) * 10 - 200},
                       static_cast<std::int32_t>(draw.below(3 * i + 2, 5))});
  const PrecedentScale scale;
  const Precedents some = Precedents::build(reports);
  std::ranges::reverse(reports);
  const Precedents reversed = Precedents::build(reports);
  for (std::uint64_t i = 0; i < 60; ++i) {
    const Xy p{std::floor(draw.unit(9000 + 2 * i) * 40) * 10 - 200, draw.unit(9001 + 2 * i) * 400 - 200};
    std::map<std::int32_t, double> wanted;
    for (const PrecedentAt& r : reports) {
      const double away = distance(p, r.at).value;
      if (away <= 120.0) wanted[r.name] += std::exp(-away / 20.0) + (away <= 1.0 ? 10.0 : 0.0);
    }
    const auto found = some.around(p, scale);
    ASSERT_EQ(found.size(), wanted.size());
    for (const auto& [name, evidence] : found) EXPECT_NEAR(evidence, wanted[name], 1e-9);
    EXPECT_EQ(found, reversed.around(p, scale));
  }
}

}  // namespace
}  // namespace libgrid::places::detail
