#pragma once
/// What every benchmark prints before its figures, and how it takes them.
///
///   bench::print_header("attribution", seed);
///   auto rounds = bench::alternate({{"libgrid", [&] { ... }}, {"GEOS prepared", [&] { ... }}});
///   for (const bench::Result& r : rounds) bench::print(r, points.size());
///
/// Contestants run in turn, A B A B ..., five counted rounds after one that is not; the figure is the median of CPU
/// seconds of the process (user + system), which other load on the machine disturbs less than wall time.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace libgrid::bench {

struct Contestant {
  std::string name;
  std::function<std::uint64_t()> run;  ///< returns a checksum, so that nothing is optimised away
};

struct Result {
  std::string name;
  double median = 0.0;  ///< CPU seconds
  double least = 0.0;
  double most = 0.0;
  std::uint64_t checksum = 0;
};

/// Machine, cores, load average, compiler, commit, seed, memory in use.
void print_header(const std::string& title, std::uint64_t seed);

[[nodiscard]] double cpu_seconds();
[[nodiscard]] std::vector<Result> alternate(const std::vector<Contestant>& contestants, int rounds = 5);

/// One line: name, nanoseconds per item (median, least, most), checksum.
void print(const Result& result, std::size_t items);

/// Peak memory of the process so far, in MB.
[[nodiscard]] double peak_memory_mb();

}  // namespace libgrid::bench
