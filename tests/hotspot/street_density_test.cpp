#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/street_density.hpp>

namespace libgrid::hotspot {
namespace {

double mass(const StreetDensity& heat) {
  double sum = 0.0;
  for (std::size_t k = 0; k < heat.value.size(); ++k) sum += heat.value[k] * (heat.to[k] - heat.from[k]).value;
  return sum;
}

/// A net of 4 x 4 crossings, 60 m apart, with a dead end.
std::vector<NetworkEdge> small_net() {
  std::vector<NetworkEdge> edges;
  for (std::uint32_t y = 0; y < 4; ++y)
    for (std::uint32_t x = 0; x < 4; ++x) {
      if (x < 3) edges.push_back({y * 4 + x, y * 4 + x + 1, Metres{60.0}});
      if (y < 3) edges.push_back({y * 4 + x, y * 4 + x + 4, Metres{60.0}});
    }
  edges.push_back({5, 16, Metres{25.0}});
  return edges;
}

TEST(StreetDensity, BothSplitWaysKeepTheMass) {
  const CounterRandom random(2, 0);
  const std::vector<NetworkEdge> edges = small_net();
  std::vector<NetworkEvent> events;
  for (std::uint64_t i = 0; i < 10; ++i) {
    const auto edge = static_cast<std::uint32_t>(random.below(2 * i, edges.size()));
    events.push_back({edge, random.unit(2 * i + 1) * edges[edge].length});
  }
  for (const NetworkKernel kernel : {NetworkKernel::discontinuous, NetworkKernel::continuous}) {
    const StreetDensity heat =
        street_density(edges, 17, events, {.kernel = kernel, .bandwidth = Metres{150.0}, .stretch = Metres{7.0}});
    EXPECT_NEAR(mass(heat) + heat.lost, 10.0, 1e-9);
    EXPECT_NEAR(heat.lost, 0.0, 1e-6);
  }
}

std::vector<double> values_of(std::span<const NetworkEdge> edges, std::span<const NetworkEvent> events,
                              NetworkKernel kernel, Metres step) {
  return street_density(edges, 17, events,
                        {.kernel = kernel, .bandwidth = Metres{150.0}, .stretch = Metres{7.0}, .step = step})
      .value;
}

constexpr std::array kSplitWays{NetworkKernel::discontinuous, NetworkKernel::continuous};

// All lengths and offsets are whole steps: the same kernel, path by path or all at once.
TEST(StreetDensity, WholeStepsGiveWhatEachPathGives) {
  const CounterRandom random(3, 0);
  std::vector<NetworkEdge> edges = small_net();
  edges.push_back({7, 7, Metres{35.0}});
  edges.push_back({5, 6, Metres{80.0}});
  std::vector<NetworkEvent> events;
  for (std::uint64_t i = 0; i < 12; ++i) {
    const auto edge = static_cast<std::uint32_t>(random.below(2 * i, edges.size()));
    events.push_back({edge, Metres{std::floor(random.unit(2 * i + 1) * edges[edge].length.value / 5.0) * 5.0}});
  }
  for (const NetworkKernel kernel : kSplitWays) {
    const std::vector<double> each = values_of(edges, events, kernel, Metres{0.0});
    const std::vector<double> steps = values_of(edges, events, kernel, Metres{5.0});
    for (std::size_t k = 0; k < each.size(); ++k) EXPECT_NEAR(each[k], steps[k], 1e-9) << k;
  }
}

// Otherwise the nearer the finer the steps; the mass is exact with any.
TEST(StreetDensity, FinerStepsComeNearer) {
  const CounterRandom random(4, 0);
  std::vector<NetworkEdge> edges = small_net();
  for (std::size_t e = 0; e < edges.size(); ++e) edges[e].length = Metres{50.0 + 30.0 * random.unit(e)};
  const std::vector<NetworkEvent> events{{3, Metres{13.7}}, {9, Metres{44.4}}, {20, Metres{0.0}}};
  for (const NetworkKernel kernel : kSplitWays) {
    const std::vector<double> exact = values_of(edges, events, kernel, Metres{0.0});
    const auto worst = [&](double step) {
      const std::vector<double> got = values_of(edges, events, kernel, Metres{step});
      double most = 0.0;
      for (std::size_t k = 0; k < exact.size(); ++k) most = std::max(most, std::abs(got[k] - exact[k]));
      return most;
    };
    EXPECT_LE(worst(0.01), 1e-5);
    EXPECT_LE(worst(1.0), 1e-3);
    for (const double step : {0.3, 4.0, 40.0}) {
      const StreetDensity heat =
          street_density(edges, 17, events,
                         {.kernel = kernel, .bandwidth = Metres{150.0}, .stretch = Metres{7.0}, .step = Metres{step}});
      EXPECT_NEAR(mass(heat) + heat.lost, 3.0, 1e-9);
    }
  }
}

// One long street: all three are the plain kernel, 15/16 / h at the event.
TEST(StreetDensity, OnOneStreetAllWaysAreThePlainKernel) {
  const std::vector<NetworkEdge> edges{{0, 1, Metres{1000.0}}};
  const std::vector<NetworkEvent> events{{0, Metres{500.5}}};
  for (const NetworkKernel kernel : {NetworkKernel::simple, NetworkKernel::discontinuous, NetworkKernel::continuous}) {
    const StreetDensity heat =
        street_density(edges, 2, events, {.kernel = kernel, .bandwidth = Metres{100.0}, .stretch = Metres{1.0}});
    EXPECT_NEAR(heat.value[500], 15.0 / 16.0 / 100.0, 1e-6);
    EXPECT_NEAR(heat.value[550], 15.0 / 16.0 / 100.0 * 0.75 * 0.75, 1e-6);
    EXPECT_EQ(heat.value[610], 0.0);
    EXPECT_NEAR(mass(heat), 1.0, 1e-4);
  }
}

// A crossing of four, event 10 m before it: beyond it a third of the kernel each (discontinuous), a half (continuous);
// on the way back the continuous one takes off a half of what returns, so both sides of the crossing agree.
TEST(StreetDensity, ACrossingByHand) {
  std::vector<NetworkEdge> edges;
  for (std::uint32_t k = 1; k <= 4; ++k) edges.push_back({0, k, Metres{200.0}});
  const std::vector<NetworkEvent> events{{0, Metres{10.0}}};
  const double at_crossing = 15.0 / 16.0 * (1.0 - 0.01) * (1.0 - 0.01) / 100.0;
  const auto values = [&](NetworkKernel kernel) {
    return street_density(edges, 5, events, {.kernel = kernel, .bandwidth = Metres{100.0}, .stretch = Metres{0.1}})
        .value;
  };
  const std::vector<double> split = values(NetworkKernel::discontinuous), smooth = values(NetworkKernel::continuous);
  EXPECT_NEAR(split[2000], at_crossing / 3.0, 1e-5);
  EXPECT_NEAR(split[0], at_crossing, 1e-5);
  EXPECT_NEAR(smooth[2000], at_crossing / 2.0, 1e-5);
  EXPECT_NEAR(smooth[0], at_crossing / 2.0, 1e-4);
}

}  // namespace
}  // namespace libgrid::hotspot
