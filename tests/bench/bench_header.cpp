#include "bench_header.hpp"

#include <sys/resource.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace libgrid::bench {
namespace {

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown processor";
}

}  // namespace

void print_header(const std::string& title, std::uint64_t seed) {
  double load[3] = {0.0, 0.0, 0.0};
  if (getloadavg(load, 3) < 3) load[0] = -1.0;
  std::printf(
      "%s\n  machine   %s, %u threads\n  load      %.2f %.2f %.2f\n  compiler  gcc %s\n  commit    %s\n  seed      "
      "%llu\n",
      title.c_str(), processor().c_str(), std::thread::hardware_concurrency(), load[0], load[1], load[2], __VERSION__,
      GRID_COMMIT, static_cast<unsigned long long>(seed));
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::vector<Result> alternate(const std::vector<Contestant>& contestants, int rounds) {
  std::vector<std::vector<double>> times(contestants.size());
  std::vector<Result> results(contestants.size());
  for (int round = 0; round <= rounds; ++round) {
    for (std::size_t i = 0; i < contestants.size(); ++i) {
      const double start = cpu_seconds();
      results[i].checksum = contestants[i].run();
      if (round > 0) times[i].push_back(cpu_seconds() - start);
    }
  }
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    std::sort(times[i].begin(), times[i].end());
    results[i].name = contestants[i].name;
    results[i].median = times[i][times[i].size() / 2];
    results[i].least = times[i].front();
    results[i].most = times[i].back();
  }
  return results;
}

void print(const Result& result, std::size_t items) {
  const double scale = 1e9 / static_cast<double>(items);
  std::printf("  %-28s %10.1f ns  (%.1f .. %.1f)  checksum %llu\n", result.name.c_str(), result.median * scale,
              result.least * scale, result.most * scale, static_cast<unsigned long long>(result.checksum));
}

double peak_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

}  // namespace libgrid::bench
