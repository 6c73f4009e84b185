#include <libgrid/base/progress.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/error.hpp>

namespace libgrid {
namespace {

// A worker as every long step is written: it tells where it is, and stops when it is asked to.
Expected<int> count_to(int last, const Progress& progress, const CancelToken& cancel) {
  for (int i = 1; i <= last; ++i) {
    if (cancel.cancelled()) return fail(ErrorCode::cancelled);
    progress.report("counting", static_cast<double>(i) / last);
  }
  return last;
}

TEST(Progress, SnippetOfTheHeader) {
  std::vector<std::string> bars;
  const auto bar = [&](std::string_view step, double share) {
    bars.push_back(std::string(step) + " " + std::to_string(static_cast<int>(share * 100.0)) + " %");
  };
  Progress progress{[&](std::string_view step, double share) { bar(step, share); }};
  CancelToken cancel;
  EXPECT_EQ(count_to(2, progress, cancel).value(), 2);
  EXPECT_EQ(bars, (std::vector<std::string>{"counting 50 %", "counting 100 %"}));
}

TEST(Progress, IsSilentWithoutASink) { EXPECT_EQ(count_to(3, Progress{}, CancelToken{}).value(), 3); }

TEST(CancelToken, AllCopiesAreOneFlag) {
  CancelToken held_by_the_signal_handler;
  const CancelToken held_by_the_worker = held_by_the_signal_handler;
  EXPECT_FALSE(held_by_the_worker.cancelled());
  held_by_the_signal_handler.cancel();
  EXPECT_TRUE(held_by_the_worker.cancelled());
  EXPECT_FALSE(CancelToken{}.cancelled());
}

TEST(CancelToken, ACancelledCallReturnsTheErrorCancelled) {
  CancelToken cancel;
  const Progress cancelling{[&](std::string_view, double share) {
    if (share > 0.4) cancel.cancel();
  }};
  const auto result = count_to(10, cancelling, cancel);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace libgrid
