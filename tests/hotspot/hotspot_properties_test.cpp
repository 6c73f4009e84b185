/// What every statistic must obey, tried by RapidCheck on small samples with many ties.

#include <algorithm>
#include <cmath>
#include <limits>

#include <libgrid/hotspot/gi_star.hpp>
#include <libgrid/hotspot/kaplan_meier.hpp>

#include "tests/support/properties.hpp"

namespace libgrid::test {
namespace {

using hotspot::Ending;
using hotspot::Spell;

rc::Gen<std::vector<Spell>> spells() {
  const auto spell = rc::gen::map(rc::gen::pair(rc::gen::inRange<std::int64_t>(0, 12), rc::gen::arbitrary<bool>()),
                                  [](std::pair<std::int64_t, bool> drawn) {
                                    return Spell{Seconds{drawn.first}, drawn.second ? Ending::event : Ending::censored};
                                  });
  return rc::gen::nonEmpty(rc::gen::container<std::vector<Spell>>(spell));
}

RC_GTEST_PROP(KaplanMeierProperty, OnlyFallsAndStaysAShare, ()) {
  const auto watched = *spells();
  double before = 1.0;
  for (std::int64_t t = 0; t < 13; ++t) {
    const double s = hotspot::survival_at(watched, Seconds{t}).s;
    RC_ASSERT(s <= before);
    RC_ASSERT(s >= 0.0);
    before = s;
  }
}

RC_GTEST_PROP(KaplanMeierProperty, WithoutCensoringIsTheNaiveShare, ()) {
  auto watched = *spells();
  for (Spell& spell : watched) spell.ending = Ending::event;
  const Seconds at{*rc::gen::inRange<std::int64_t>(0, 13)};
  const auto later = std::count_if(watched.begin(), watched.end(), [&](const Spell& s) { return s.length > at; });
  const double naive = static_cast<double>(later) / static_cast<double>(watched.size());
  RC_ASSERT(std::abs(hotspot::survival_at(watched, at).s - naive) <= 1e-12);
}

RC_GTEST_PROP(KaplanMeierProperty, DoesNotDependOnTheOrder, ()) {
  auto watched = *spells();
  const double s = hotspot::survival_at(watched, Seconds{6}).s;
  std::reverse(watched.begin(), watched.end());
  RC_ASSERT(hotspot::survival_at(watched, Seconds{6}).s == s);
}

RC_GTEST_PROP(BenjaminiHochbergProperty, NeverBelowPAndInTheSameOrder, ()) {
  const auto tenths = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 21)));
  std::vector<double> p;
  for (const int t : tenths) p.push_back(t / 20.0);
  const std::vector<double> q = hotspot::benjamini_hochberg(p);
  RC_ASSERT(q.size() == p.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    RC_ASSERT(q[i] >= p[i]);
    RC_ASSERT(q[i] <= 1.0);
    for (std::size_t j = 0; j < p.size(); ++j) RC_ASSERT(p[i] > p[j] || q[i] <= q[j]);
  }
}

/// The count of hypotheses that q <= level rejects is the step-up procedure's: the largest k with p_(k) <= k level / m.
RC_GTEST_PROP(BenjaminiHochbergProperty, RejectsWhatTheStepUpProcedureRejects, ()) {
  const auto hundredths = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 32)));
  std::vector<double> p;
  for (const int h : hundredths) p.push_back(h / 128.0);
  const double level = 0.0625;
  std::vector<double> sorted = p;
  std::sort(sorted.begin(), sorted.end());
  std::size_t rejected = 0;
  for (std::size_t k = 1; k <= sorted.size(); ++k)
    if (sorted[k - 1] * static_cast<double>(sorted.size()) <= static_cast<double>(k) * level) rejected = k;
  const std::vector<double> q = hotspot::benjamini_hochberg(p);
  const auto below = std::count_if(q.begin(), q.end(), [&](double value) { return value <= level; });
  RC_ASSERT(static_cast<std::size_t>(below) == rejected);
}

}  // namespace
}  // namespace libgrid::test
