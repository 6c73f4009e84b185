#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/emerging.hpp>

namespace libgrid::hotspot {
namespace {

/// 'h', 'c' and '.', oldest first.
std::vector<BinHeat> history(const std::string& text) {
  std::vector<BinHeat> bins;
  for (const char c : text) bins.push_back(c == 'h' ? BinHeat::hot : c == 'c' ? BinHeat::cold : BinHeat::neither);
  return bins;
}

EmergingKind kind_of(const std::string& text, TrendSign trend = TrendSign::none) {
  return classify(history(text), trend);
}

// R: Kendall::MannKendall(Nile), trend::sens.slope; Nile: annual flow at Aswan 1871-1970 (Cobb 1978).
TEST(MannKendall, TheNile) {
  const std::vector<double> nile{
      1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994, 1020, 960,  1180,
      799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874, 694,  940,  833,
      701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,  1120, 1100, 832, 764,  821,  768,
      845,  864,  862,  698,  845,  744,  796,  1040, 759,  781,  865,  845,  944,  984, 897,  822,  1010,
      771,  676,  649,  846,  812,  742,  801,  1040, 860,  874,  848,  890,  744,  749, 838,  1050, 918,
      986,  797,  923,  975,  815,  1020, 906,  901,  1170, 912,  746,  919,  718,  714, 740};
  const Trend trend = mann_kendall(nile);
  EXPECT_EQ(trend.s, -1387);
  EXPECT_NEAR(trend.variance, 112728.333333, 1e-6);
  EXPECT_NEAR(trend.z, -4.12806652284, 1e-11);
  EXPECT_NEAR(trend.p, 3.65826292166e-05, 1e-15);
  EXPECT_NEAR(trend.tau_b, -0.280741334725, 1e-12);
  EXPECT_NEAR(trend.sen_slope, -2.6, 1e-12);
}

TEST(Emerging, TheClassesOneByOne) {
  EXPECT_EQ(kind_of(".........h"), EmergingKind::new_hot);
  EXPECT_EQ(kind_of("......hhhh"), EmergingKind::consecutive_hot);
  EXPECT_EQ(kind_of("hhhhhhhhhh", TrendSign::up), EmergingKind::intensifying_hot);
  EXPECT_EQ(kind_of("hhhhhhhhhh"), EmergingKind::persistent_hot);
  EXPECT_EQ(kind_of("hhhhhhhhhh", TrendSign::down), EmergingKind::diminishing_hot);
  EXPECT_EQ(kind_of("..hh...h.h"), EmergingKind::sporadic_hot);
  EXPECT_EQ(kind_of("..hh.c.h.h"), EmergingKind::oscillating_hot);
  EXPECT_EQ(kind_of("hhhhhhhhh."), EmergingKind::historical_hot);
  EXPECT_EQ(kind_of(".........."), EmergingKind::none);
}

// What other programs get wrong: a weakening cold spot is no hot spot; not hot at the end is historical, not
// persistent; hot at the beginning only is no pattern; nine hot bins and a cold one are a new cold spot.
TEST(Emerging, KnownMislabels) {
  EXPECT_EQ(kind_of("cccccccccc", TrendSign::up), EmergingKind::diminishing_cold);
  EXPECT_EQ(kind_of("hhhhhhhhh."), EmergingKind::historical_hot);
  EXPECT_EQ(kind_of("hh........"), EmergingKind::none);
  EXPECT_EQ(kind_of("hhhhhhhhhc"), EmergingKind::new_cold);
}

/// The written rules as conditions that exclude each other by themselves; how many hold for one side.
int sides_that_hold(const std::vector<BinHeat>& bins, int heat, int trend, std::vector<int>& kinds) {
  const auto n = static_cast<int>(bins.size());
  const auto is = [&](int k, int what) { return static_cast<int>(bins[static_cast<std::size_t>(k)]) == what * heat; };
  int hot = 0, cold = 0, run = 0;
  for (int k = 0; k < n; ++k) hot += is(k, 1), cold += is(k, -1);
  while (run < n && is(n - 1 - run, 1)) ++run;
  const bool last = run > 0, most = n >= 10 && 10 * hot >= 9 * n, alone = run == hot;
  const std::vector<bool> holds{last && hot == 1,
                                last && hot >= 2 && !most && alone && run >= 2,
                                last && hot >= 2 && most && trend * heat > 0,
                                last && hot >= 2 && most && trend == 0,
                                last && hot >= 2 && most && trend * heat < 0,
                                last && hot >= 2 && !most && !alone && cold == 0,
                                last && hot >= 2 && !most && !alone && cold >= 1,
                                !last && most};
  int count = 0;
  for (std::size_t k = 0; k < holds.size(); ++k)
    if (holds[k]) ++count, kinds.push_back(heat * static_cast<int>(k + 1));
  return count;
}

TEST(Emerging, EveryPatternIsInExactlyOneClassAndMirrored) {
  for (const int n : {1, 2, 3, 5, 8, 10}) {
    int patterns = 1;
    for (int k = 0; k < n; ++k) patterns *= 3;
    for (int code = 0; code < patterns; ++code) {
      std::vector<BinHeat> bins, mirror;
      for (int k = 0, rest = code; k < n; ++k, rest /= 3) {
        bins.push_back(static_cast<BinHeat>(rest % 3 - 1));
        mirror.push_back(static_cast<BinHeat>(1 - rest % 3));
      }
      for (const TrendSign trend : {TrendSign::down, TrendSign::none, TrendSign::up}) {
        const EmergingKind kind = classify(bins, trend);
        const auto opposite = static_cast<TrendSign>(-static_cast<int>(trend));
        ASSERT_EQ(static_cast<int>(classify(mirror, opposite)), -static_cast<int>(kind)) << n << ' ' << code;
        std::vector<int> kinds;
        ASSERT_LE(sides_that_hold(bins, 1, static_cast<int>(trend), kinds), 1);
        ASSERT_LE(sides_that_hold(bins, -1, static_cast<int>(trend), kinds), 1);
        // Two sides can hold only as one of the last bin and one historical; the last bin wins.
        std::erase_if(kinds, [&](int k) { return kinds.size() == 2 && std::abs(k) == 8; });
        ASSERT_LE(kinds.size(), 1U);
        ASSERT_EQ(static_cast<int>(kind), kinds.empty() ? 0 : kinds[0]) << n << ' ' << code;
      }
    }
  }
}

TEST(Emerging, AGrowingHotCornerOfACube) {
  const Weights weights = grid_weights(8, 8, Contiguity::queen);
  const CounterRandom random(2, 2);
  std::vector<double> counts;
  for (std::size_t i = 0; i < 64; ++i)
    for (std::size_t t = 0; t < 12; ++t) {
      const bool corner = i % 8 < 2 && i / 8 < 2;
      counts.push_back(static_cast<double>(random.below(i * 12 + t, 3)) +
                       (corner ? 10.0 + 3.0 * static_cast<double>(t) : 0.0));
    }
  const std::vector<EmergingPlace> places = emerging_hotspots(weights, {counts, 12}, {});
  EXPECT_EQ(places[0].kind, EmergingKind::intensifying_hot);
  EXPECT_GE(places[0].hot, 11);  // the first bin has no bin before it
  EXPECT_FALSE(places[0].too_short);
  EXPECT_NE(places[63].kind, EmergingKind::intensifying_hot);
}

}  // namespace
}  // namespace libgrid::hotspot
