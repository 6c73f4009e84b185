#include <libgrid/base/parallel.hpp>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

using Range = std::pair<std::size_t, std::size_t>;

std::vector<Range> ranges_of(std::size_t count, Parallel how) {
  std::mutex guard;
  std::vector<Range> ranges;
  parallel_for(count, how, [&](std::size_t begin, std::size_t end) {
    const std::lock_guard lock(guard);
    ranges.emplace_back(begin, end);
  });
  std::sort(ranges.begin(), ranges.end());
  return ranges;
}

TEST(ParallelFor, SnippetOfTheHeader) {
  const std::vector<int> points{1, 2, 3, 4, 5};
  std::vector<int> out(points.size());
  parallel_for(points.size(), {.threads = 2}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) out[i] = points[i] * points[i];
  });
  EXPECT_EQ(out, (std::vector<int>{1, 4, 9, 16, 25}));
}

struct RangeRow {
  const char* name;
  std::size_t count, grain;
  std::vector<Range> ranges;
};

TEST(ParallelFor, RangesDependOnCountAndGrainOnly) {
  const RangeRow rows[] = {
      {"nothing to do", 0, 10, {}},
      {"less than a grain", 3, 10, {{0, 3}}},
      {"exactly one grain", 10, 10, {{0, 10}}},
      {"a rest", 25, 10, {{0, 10}, {10, 20}, {20, 25}}},
      {"grain 0 means 1", 3, 0, {{0, 1}, {1, 2}, {2, 3}}},
  };
  for (const RangeRow& row : rows) {
    for (const int threads : {0, 1, 2, 7}) {
      SCOPED_TRACE(std::string(row.name) + ", threads " + std::to_string(threads));
      EXPECT_EQ(ranges_of(row.count, {.threads = threads, .grain = row.grain}), row.ranges);
    }
  }
}

double sum_by_ranges(const std::vector<double>& numbers, int threads) {
  const std::size_t grain = 64;
  std::vector<double> partial((numbers.size() + grain - 1) / grain);
  parallel_for(numbers.size(), {.threads = threads, .grain = grain}, [&](std::size_t begin, std::size_t end) {
    partial[begin / grain] = std::accumulate(numbers.begin() + static_cast<std::ptrdiff_t>(begin),
                                             numbers.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
  });
  return std::accumulate(partial.begin(), partial.end(), 0.0);
}

TEST(ParallelFor, SumsByRangeAreTheSameForAnyThreadCount) {
  std::vector<double> numbers(10'000);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = 1.0 / static_cast<double>(i + 1);
  const double alone = sum_by_ranges(numbers, 1);
  for (const int threads : {2, 3, 8, 0}) EXPECT_EQ(sum_by_ranges(numbers, threads), alone) << threads << " threads";
}

TEST(ParallelFor, AnExceptionOfTheBodyReachesTheCaller) {
  const auto throwing = [](std::size_t begin, std::size_t) {
    if (begin == 5) throw std::runtime_error("out of memory, say");
  };
  EXPECT_THROW(parallel_for(10, {.threads = 2, .grain = 1}, throwing), std::runtime_error);
}

}  // namespace
}  // namespace libgrid
