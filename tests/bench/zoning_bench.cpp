/// Zones of equal workload from block graphs: the presets of libgrid::zoning::partition against METIS k-way (with
/// contiguity) and METIS as `gpmetis -ptype=kway -contig -minconn -ncuts=4` calls it, in the same run.
///
///     zoning_bench --data DIR [NAME ...] [--seeds N] [--rows best,band1,...] [--python PYTHON] [--labels DIR]
///                  [--blocks-per-zone N]
///
/// DIR has NAME.bin, made by zoning_instance.py. K = round(blocks / N), N is 50, and 20,537 from a million blocks on;
/// band 5 %.
/// CPU seconds of the call; borders, loads, pieces and compactness are counted here from the labels alone; --labels
/// writes them for other judges. `road` is default with main roads at 0.4, `band1` is default with a band of 1 %,
/// `threads` is fast, default and best on one and on two threads: are the labels the same? KaHIP strong (eco from
/// 50,000 blocks on) runs as a child of PYTHON with the package kahip; without --python it is skipped.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numbers>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <metis.h>
#include <unistd.h>

#include <libgrid/zoning/certificate.hpp>
#include <libgrid/zoning/partition.hpp>

#include "bench_header.hpp"
#include "zoning_instance.hpp"

namespace {

using namespace libgrid;
using bench::graph_of;
using bench::Instance;
using bench::read_instance;

struct Judgement {
  double seconds = 0.0, km = 0.0, heaviest = 0.0, lightest = 0.0, compact = 0.0, worst = 0.0, main = 0.0;
  double in_pieces = 0.0;
};

Judgement judge(const Instance& instance, const std::vector<int>& part, double seconds) {
  const auto zones = static_cast<std::size_t>(instance.zones());
  Judgement result{.seconds = seconds};
  std::vector<double> load(zones, 0.0), area(zones, 0.0), outline(zones, 0.0);
  double total = 0.0, cut = 0.0, main = 0.0;
  std::vector<char> seen(instance.size(), 0);
  std::vector<int> pieces(zones, 0);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < instance.size(); ++i) {
    const auto zone = static_cast<std::size_t>(part[i]);
    load[zone] += instance.load[i];
    total += instance.load[i];
    area[zone] += instance.area[i];
    outline[zone] += instance.outer[i];
    for (auto e = static_cast<std::size_t>(instance.first[i]); e < static_cast<std::size_t>(instance.first[i + 1]);
         ++e) {
      if (part[static_cast<std::size_t>(instance.to[e])] == part[i]) continue;
      outline[zone] += instance.border[e];
      cut += instance.border[e] / 2.0;
      main += instance.rank[e] >= 2.0 ? instance.border[e] / 2.0 : 0.0;
    }
    if (seen[i] != 0) continue;
    ++pieces[zone];
    seen[i] = 1;
    for (open.assign(1, i); !open.empty();) {
      const std::size_t here = open.back();
      open.pop_back();
      for (auto e = static_cast<std::size_t>(instance.first[here]);
           e < static_cast<std::size_t>(instance.first[here + 1]); ++e) {
        const auto next = static_cast<std::size_t>(instance.to[e]);
        if (seen[next] != 0 || part[next] != part[here]) continue;
        seen[next] = 1;
        open.push_back(next);
      }
    }
  }
  result.lightest = result.worst = 1e9;
  for (std::size_t z = 0; z < zones; ++z) {
    const double relative = load[z] * static_cast<double>(zones) / total;
    const double round = 4.0 * std::numbers::pi * area[z] / std::max(1e-9, outline[z] * outline[z]);
    result.heaviest = std::max(result.heaviest, relative);
    result.lightest = std::min(result.lightest, relative);
    result.compact += round / static_cast<double>(zones);
    result.worst = std::min(result.worst, round);
    result.in_pieces += pieces[z] > 1 ? 1.0 : 0.0;
  }
  result.km = cut / 1000.0;
  result.main = main / std::max(cut, 1e-9);
  return result;
}

struct Answer {
  std::vector<int> part;
  std::string refusal;
  double seconds = -1.0;  ///< of a child; below 0: to be measured by the caller
};

struct Wishes {
  std::string data, labels, python;
  std::vector<std::string> rows;  ///< empty: all
  int seeds = 5;
  double blocks_per_zone = 50.0;
  [[nodiscard]] bool wants(const std::string& row) const {
    return rows.empty() || std::ranges::find(rows, row) != rows.end();
  }
};

Answer metis(const Instance& instance, int seed, bool as_gpmetis) {
  std::vector<idx_t> first(instance.first.begin(), instance.first.end());
  std::vector<idx_t> to(instance.to.begin(), instance.to.end());
  std::vector<idx_t> border, load, part(instance.size(), 0);
  for (const double metres : instance.border)
    border.push_back(std::max<idx_t>(1, static_cast<idx_t>(std::lround(metres))));
  for (const double work : instance.load) load.push_back(static_cast<idx_t>(work));
  idx_t options[METIS_NOPTIONS];
  METIS_SetDefaultOptions(options);
  options[METIS_OPTION_CONTIG] = 1;
  options[METIS_OPTION_UFACTOR] = 50;
  options[METIS_OPTION_SEED] = seed;
  if (as_gpmetis) options[METIS_OPTION_MINCONN] = 1, options[METIS_OPTION_NCUTS] = 4;
  idx_t nodes = static_cast<idx_t>(instance.size()), one = 1, zones = instance.zones(), cut = 0;
  METIS_PartGraphKway(&nodes, &one, first.data(), to.data(), load.data(), nullptr, border.data(), &zones, nullptr,
                      nullptr, options, &cut, part.data());
  return {{part.begin(), part.end()}, {}};
}

Answer kahip(const Instance& instance, const Wishes& wishes, int seed) {
  if (wishes.python.empty()) return {{}, "skipped, no --python"};
  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  const std::string labels = (folder / ("zoning_kahip." + std::to_string(::getpid()))).string();
  const std::string command = fmt::format("'{}' '{}/tests/bench/zoning_kahip.py' '{}/{}.bin' {} {} {} '{}' 2>/dev/null",
                                          wishes.python, GRID_SOURCE_DIR, wishes.data, instance.name, instance.zones(),
                                          seed, instance.size() < 50'000 ? "strong" : "eco", labels);
  Answer answer;
  std::FILE* child = ::popen(command.c_str(), "r");
  if (child == nullptr || std::fscanf(child, "%lf", &answer.seconds) != 1) answer.refusal = "kahip does not run";
  if (child != nullptr) ::pclose(child);
  std::ifstream in(labels);
  for (int zone = 0; in >> zone;) answer.part.push_back(zone);
  std::filesystem::remove(labels);
  return answer;
}

Answer libgrid_zones(const zoning::BlockGraph& graph, const zoning::PartitionOptions& options) {
  auto plan = zoning::partition(graph, options);
  if (plan) return {std::move(plan->levels.back().part), {}};
  const auto reason = zoning::infeasibility(graph, options);
  const bool proved = reason && *reason && zoning::proves(graph, options, **reason);
  return {{}, (proved ? "certified: " : "NOT certified: ") + message_en(plan.error())};
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void print_row(const std::string& who, const std::vector<Judgement>& runs) {
  const auto middle = [&](double Judgement::* field) {
    std::vector<double> values;
    for (const Judgement& run : runs) values.push_back(run.*field);
    return median(values);
  };
  double lightest = 9.0, heaviest = 0.0, in_pieces = 0.0;
  for (const Judgement& run : runs) {
    lightest = std::min(lightest, run.lightest);
    heaviest = std::max(heaviest, run.heaviest);
    in_pieces = std::max(in_pieces, run.in_pieces);
  }
  std::printf("  %-9s %8.3f s %10.1f km   load %.4f..%.4f   in pieces %3.0f   PP %.3f worst %.3f   main %.3f\n",
              who.c_str(), middle(&Judgement::seconds), middle(&Judgement::km), lightest, heaviest, in_pieces,
              middle(&Judgement::compact), middle(&Judgement::worst), middle(&Judgement::main));
  std::fflush(stdout);
}

void write_labels(const std::filesystem::path& path, const std::vector<int>& part) {
  std::ofstream out(path);
  for (const int zone : part) out << zone << '\n';
}

std::vector<zoning::BorderFactor> main_roads(const Instance& instance, double factor) {
  std::vector<zoning::BorderFactor> factors;
  for (std::size_t i = 0; i < instance.size(); ++i) {
    for (auto e = static_cast<std::size_t>(instance.first[i]); e < static_cast<std::size_t>(instance.first[i + 1]);
         ++e) {
      if (static_cast<std::size_t>(instance.to[e]) > i && instance.rank[e] >= 2.0)
        factors.push_back({BlockId{static_cast<std::int64_t>(i)}, BlockId{instance.to[e]}, factor});
    }
  }
  return factors;
}

/// The same labels on one thread and on two?
void print_threads(const zoning::BlockGraph& graph, zoning::PartitionOptions options, const char* preset) {
  std::vector<std::vector<int>> parts;
  for (const int threads : {1, 2}) {
    options.threads = threads;
    parts.push_back(libgrid_zones(graph, options).part);
  }
  std::printf("  threads   %s: labels of 1 and 2 threads are %s\n", preset,
              !parts[0].empty() && parts[0] == parts[1] ? "the same" : "NOT the same");
}

void run_instance(const Instance& instance, const Wishes& wishes) {
  const int seeds = wishes.seeds;
  const std::string& labels = wishes.labels;
  const zoning::BlockGraph graph = graph_of(instance);
  std::printf("%s: %zu blocks, K = %d, %d seeds\n", instance.name.c_str(), instance.size(), instance.zones(), seeds);
  const auto options = [&](zoning::Preset preset, double band, int seed) {
    return zoning::PartitionOptions{.levels = {{1, instance.zones(), band}},
                                    .seed = static_cast<std::uint64_t>(seed),
                                    .preset = preset,
                                    .threads = 1};
  };
  std::vector<std::pair<std::string, std::function<Answer(int)>>> contestants = {
      {"METIS", [&](int seed) { return metis(instance, seed, false); }},
      {"gpmetis", [&](int seed) { return metis(instance, seed, true); }},
      {"kahip", [&](int seed) { return kahip(instance, wishes, seed); }},
      {"fast", [&](int seed) { return libgrid_zones(graph, options(zoning::Preset::fast, 0.05, seed)); }},
      {"default", [&](int seed) { return libgrid_zones(graph, options(zoning::Preset::standard, 0.05, seed)); }}};
  if (instance.size() < 500'000) {
    contestants.emplace_back("best",
                             [&](int seed) { return libgrid_zones(graph, options(zoning::Preset::best, 0.05, seed)); });
    contestants.emplace_back(
        "band1", [&](int seed) { return libgrid_zones(graph, options(zoning::Preset::standard, 0.01, seed)); });
    contestants.emplace_back("road", [&](int seed) {
      zoning::PartitionOptions wish = options(zoning::Preset::standard, 0.05, seed);
      wish.border_factors = main_roads(instance, 0.4);
      return libgrid_zones(graph, wish);
    });
  }
  for (const auto& [name, run] : contestants) {
    if (!wishes.wants(name)) continue;
    std::vector<Judgement> runs;
    for (int seed = 1; seed <= seeds; ++seed) {
      const double begin = bench::cpu_seconds();
      const Answer answer = run(seed);
      const double seconds = answer.seconds < 0.0 ? bench::cpu_seconds() - begin : answer.seconds;
      if (answer.part.empty()) {
        std::printf("  %-9s seed %d refused, %s\n", name.c_str(), seed, answer.refusal.c_str());
        continue;
      }
      runs.push_back(judge(instance, answer.part, seconds));
      if (!labels.empty())
        write_labels(std::filesystem::path(labels) / (instance.name + "-" + name + "-" + std::to_string(seed) + ".csv"),
                     answer.part);
    }
    if (!runs.empty()) print_row(name, runs);
  }
  if (!wishes.wants("threads")) return;
  print_threads(graph, options(zoning::Preset::fast, 0.05, 1), "fast");
  print_threads(graph, options(zoning::Preset::standard, 0.05, 1), "default");
  if (instance.size() < 500'000) print_threads(graph, options(zoning::Preset::best, 0.05, 1), "best");
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> words;
  std::istringstream in(list);
  for (std::string word; std::getline(in, word, ',');) words.push_back(word);
  return words;
}

}  // namespace

int main(int count, char** words) {
  Wishes wishes;
  std::vector<std::string> names;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const bool more = i + 1 < count;
    if (word == "--data" && more) {
      wishes.data = words[++i];
    } else if (word == "--labels" && more) {
      wishes.labels = words[++i];
    } else if (word == "--python" && more) {
      wishes.python = words[++i];
    } else if (word == "--rows" && more) {
      wishes.rows = split(words[++i]);
    } else if (word == "--blocks-per-zone" && more) {
      wishes.blocks_per_zone = std::max(1.0, std::atof(words[++i]));
    } else if (word == "--seeds" && more) {
      wishes.seeds = std::max(1, std::atoi(words[++i]));
    } else {
      names.push_back(word);
    }
  }
  bench::print_header("zoning: zones of equal workload", 1);
  if (names.empty()) names = {"syn1000", "wuhan_s", "syn10000", "wuhan_o", "syn100000"};
  for (const std::string& name : names) {
    Instance instance{
        .name = name, .first = {}, .to = {}, .border = {}, .rank = {}, .load = {}, .area = {}, .outer = {}};
    if (wishes.data.empty() || !read_instance(std::filesystem::path(wishes.data) / (name + ".bin"), instance)) {
      std::printf("%s: skipped, no file (see --data)\n", name.c_str());
      continue;
    }
    instance.blocks_per_zone = wishes.blocks_per_zone;
    run_instance(instance, wishes);
  }
  std::printf("peak memory %.0f MB\n", bench::peak_memory_mb());
  return 0;
}
