/// Why an instance has no balanced zones, as files for tests/checker/zoning_certificate.py:
///
///   zoning_certificate_check --data DIR --out OUT [--blocks-per-zone N] [NAME...]
///
/// DIR has NAME.bin (zoning_instance.py). For a band of 5 % and of 1 %, OUT/NAME-5.json and OUT/NAME-1.json are written
/// where the library gives a certificate; it is the one that partition() refuses with, whatever the seed and preset.
/// Fewer blocks per zone than the usual 50 make requests that cannot be met.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <libgrid/zoning/certificate.hpp>

#include <tests/bench/bench_header.hpp>
#include <tests/bench/zoning_instance.hpp>

namespace {

using namespace libgrid;

/// Ids are positions in the instance (graph_of).
bool write_json(const std::filesystem::path& path, const zoning::Certificate& certificate, int zones, int percent) {
  std::ofstream out(path);
  out << "{\"kind\": \"" << name_of(certificate.kind) << "\", \"zones\": " << zones << ", \"band\": 0.0" << percent
      << ", \"centre\": " << certificate.centre.value << ", \"blocks\": [";
  for (std::size_t i = 0; i < certificate.blocks.size(); ++i) out << (i > 0 ? ", " : "") << certificate.blocks[i].value;
  out << "]}\n";
  out.close();
  return !out.fail();
}

bool run_instance(const bench::Instance& instance, const std::filesystem::path& folder, int zones) {
  const zoning::BlockGraph graph = bench::graph_of(instance);
  bool written = true;
  for (const int percent : {5, 1}) {
    const zoning::PartitionOptions options{.levels = {{1, zones, percent / 100.0}}};
    const auto reason = zoning::infeasibility(graph, options);
    const std::string name = instance.name + "-" + std::to_string(percent) + ".json";
    if (!reason || !*reason) {
      std::printf("%s, %d %%: no certificate\n", instance.name.c_str(), percent);
      continue;
    }
    std::printf("%s, %d %%: %s of %zu, %s\n", instance.name.c_str(), percent,
                std::string(name_of((*reason)->kind)).c_str(), (*reason)->blocks.size(), name.c_str());
    written = write_json(folder / name, **reason, zones, percent) && written;
  }
  return written;
}

}  // namespace

int main(int count, char** words) {
  std::filesystem::path data, folder;
  std::vector<std::string> names;
  int blocks_per_zone = 0;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--data" && i + 1 < count) {
      data = words[++i];
    } else if (word == "--out" && i + 1 < count) {
      folder = words[++i];
    } else if (word == "--blocks-per-zone" && i + 1 < count) {
      blocks_per_zone = std::atoi(words[++i]);
    } else {
      names.push_back(word);
    }
  }
  bench::print_header("zoning: certificates of what cannot be", 1);
  if (names.empty()) names = {"syn1000", "wuhan_s", "syn10000", "wuhan_o", "syn100000"};
  bool written = true;
  for (const std::string& name : names) {
    bench::Instance instance{
        .name = name, .first = {}, .to = {}, .border = {}, .rank = {}, .load = {}, .area = {}, .outer = {}};
    if (data.empty() || folder.empty() || !bench::read_instance(data / (name + ".bin"), instance)) {
      std::printf("%s: skipped, no file (see --data, --out)\n", name.c_str());
      continue;
    }
    const int zones =
        blocks_per_zone > 0 ? std::max(1, static_cast<int>(instance.size()) / blocks_per_zone) : instance.zones();
    written = run_instance(instance, folder, zones) && written;
  }
  return written ? 0 : 1;
}
