/// Re-balance after a drift of the workload: how much load changes hands against the least that must, and what the
/// borders cost. The old plan is the default preset's.
///
///     rebalance_bench --data DIR
///
/// DIR has NAME.bin (zoning_instance.py) and NAME.drift1 .. NAME.drift5 (drift.py) for syn10000 and wuhan_o. The bound
/// is the linear program on the zone graph (libgrid/zoning/rebalance.hpp), the band 5 % of the new mean.

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/rebalance.hpp>

#include "bench_header.hpp"
#include "zoning_instance.hpp"

namespace {

using namespace libgrid;

struct Row {
  double seconds, moved, bound, border;
  [[nodiscard]] double ratio() const { return moved / bound; }
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0.0 : values[values.size() / 2];
}

bool run_seed(const bench::Instance& instance, const std::filesystem::path& drift, std::uint64_t seed,
              std::vector<Row>& rows) {
  zoning::PartitionOptions options;
  options.levels = {{1, instance.zones(), 0.05}};
  options.seed = seed;
  const auto old = zoning::partition(bench::graph_of(instance), options);
  bench::Instance drifted = instance;
  std::ifstream in(drift, std::ios::binary);
  bench::read_column(in, drifted.load, instance.size());
  if (!old || !in) return false;
  const zoning::BlockGraph graph = bench::graph_of(drifted);
  const double started = bench::cpu_seconds();
  const auto again = zoning::rebalance(graph, old->levels[0].part, instance.zones(), {});
  const double seconds = bench::cpu_seconds() - started;
  if (!again) return std::printf("  seed %d: %s\n", static_cast<int>(seed), message_en(again.error()).c_str()), true;
  rows.push_back(
      {seconds, again->moved_share, again->bound_share, again->border_after.value / again->border_before.value});
  std::printf("  seed %d: %.3f s, moved %.4f, bound %.4f, ratio %.3f, border x %.4f, %zu blocks\n",
              static_cast<int>(seed), seconds, rows.back().moved, rows.back().bound, rows.back().ratio(),
              rows.back().border, again->moved.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path data = argc == 3 && std::string(argv[1]) == "--data" ? argv[2] : "";
  bench::print_header("re-balance after a drift", 1);
  for (const std::string name : {"syn10000", "wuhan_o"}) {
    bench::Instance instance;
    instance.name = name;
    if (data.empty() || !bench::read_instance(data / (name + ".bin"), instance)) {
      std::printf("%s: skipped, no %s.bin in --data\n", name.c_str(), name.c_str());
      continue;
    }
    std::printf("%s, %zu blocks, %d zones\n", name.c_str(), instance.size(), instance.zones());
    std::vector<Row> rows;
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
      if (!run_seed(instance, data / (name + ".drift" + std::to_string(seed)), seed, rows))
        std::printf("  seed %d: skipped, no drift file\n", static_cast<int>(seed));
    std::vector<double> ratio, border, seconds;
    for (const Row& row : rows)
      ratio.push_back(row.ratio()), border.push_back(row.border), seconds.push_back(row.seconds);
    std::printf("  median of %zu: ratio %.3f (bar 1.5), border x %.4f (bar 1.06), %.3f s (bar 1)\n", rows.size(),
                median(ratio), median(border), median(seconds));
  }
}
