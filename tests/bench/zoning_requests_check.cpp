/// Requests that other cities may make: does every answer keep its promises?
///
///     zoning_requests_check [--data DIR NAME ...] [--rounds N] [--round R]... [--seed S] [--preset fast]
///
/// Without NAME: N small random grounds (holes, arms of blocks on one block, several components, heavy blocks, blocks
/// without work), each with zones planted first, so that a zoning exists; bands of 1 to 20 %. With NAME (DIR/NAME.bin
/// of zoning_instance.py): that ground with other weights (its own, all one, areas, long tails, half of them zero),
/// other numbers of zones and bands. An answer is
///   zones      all blocks assigned, every zone connected, every load in its band (counted here from the labels)
///   certified  refused with a certificate that proves() accepts
///   open       refused without one (listed)
///   WRONG      anything else (listed); then the exit code is 1

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/certificate.hpp>
#include <libgrid/zoning/partition.hpp>

#include "bench_header.hpp"
#include "zoning_instance.hpp"

namespace {

using namespace libgrid;

/// A ground as nodes and borders, before it is a graph.
struct Ground {
  std::vector<zoning::BlockNode> nodes;
  std::vector<BlockBorder> borders;
  [[nodiscard]] zoning::BlockGraph graph() const { return zoning::BlockGraph::from_nodes(nodes, borders, {}); }
};

/// Numbers in the order they are asked for.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t stream) : random_(seed, stream) {}
  double unit() { return random_.unit(next_++); }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(next_++, bound)); }
  double normal() {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) sum += unit();
    return sum;
  }

 private:
  CounterRandom random_;
  std::uint64_t next_ = 0;
};

constexpr double kBorder = 100.0;

void add_node(Ground& ground) {
  zoning::BlockNode node;
  node.id = BlockId{static_cast<std::int64_t>(ground.nodes.size())};
  node.area = SquareMetres{kBorder * kBorder};
  node.perimeter = Metres{4.0 * kBorder};
  ground.nodes.push_back(node);
}

void add_border(Ground& ground, std::size_t a, std::size_t b, double length) {
  ground.borders.push_back({ground.nodes[a].id, ground.nodes[b].id, Metres{length}});
}

/// A lattice with holes; what is not connected over it becomes a component of its own.
void add_lattice(Ground& ground, Dice& dice, std::size_t columns, std::size_t rows, double holes) {
  constexpr auto kHole = static_cast<std::size_t>(-1);
  std::vector<std::size_t> at(columns * rows, kHole);
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (dice.unit() < holes) continue;
    at[i] = ground.nodes.size();
    add_node(ground);
  }
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (at[i] == kHole) continue;
    const double length = kBorder * (0.2 + 0.8 * dice.unit());
    if (i % columns + 1 < columns && at[i + 1] != kHole) add_border(ground, at[i], at[i + 1], length);
    if (i + columns < at.size() && at[i + columns] != kHole) add_border(ground, at[i], at[i + columns], length);
  }
}

/// Blocks that hang on one block, or on each other.
void add_arms(Ground& ground, Dice& dice, std::size_t count) {
  for (std::size_t arm = 0; arm < count; ++arm) {
    std::size_t root = dice.below(ground.nodes.size());
    for (std::size_t step = 1 + dice.below(6); step > 0; --step) {
      add_node(ground);
      add_border(ground, root, ground.nodes.size() - 1, kBorder * 0.5);
      if (dice.unit() < 0.7) root = ground.nodes.size() - 1;
    }
  }
}

/// Zones grown from random seeds, each component with one at least; the number of zones.
int plant_zones(const zoning::BlockGraph& graph, Dice& dice, int wanted, std::vector<int>& zone) {
  zone.assign(graph.size(), -1);
  int zones = 0;
  std::vector<std::size_t> edge;
  const auto grow = [&] {
    while (!edge.empty()) {
      const std::size_t pick = dice.below(edge.size());
      const std::size_t from = edge[pick];
      std::vector<std::size_t> free;
      for (const zoning::BlockNeighbour& next : graph.neighbours(from))
        if (zone[next.block] < 0) free.push_back(next.block);
      if (free.empty()) {
        edge[pick] = edge.back();
        edge.pop_back();
        continue;
      }
      const std::size_t to = free[dice.below(free.size())];
      zone[to] = zone[from];
      edge.push_back(to);
    }
  };
  for (int i = 0; i < wanted; ++i) {
    const std::size_t seed = dice.below(graph.size());
    if (zone[seed] < 0) zone[seed] = zones++, edge.push_back(seed);
  }
  grow();
  for (std::size_t i = 0; i < zone.size(); ++i) {
    if (zone[i] < 0) zone[i] = zones++, edge.push_back(i), grow();
  }
  return zones;
}

struct Request {
  Ground ground;
  zoning::PartitionOptions options;
  std::string text;
};

/// Loads so that the planted zones are all within half of the band.
Request random_request(std::uint64_t seed, std::uint64_t round, zoning::Preset preset) {
  Dice dice(seed, round);
  Request request;
  Ground& ground = request.ground;
  const bool pieces = dice.unit() < 0.3;
  const bool longish = dice.unit() < 0.25;
  const std::size_t columns = longish ? 2 + dice.below(2) : 4 + dice.below(16);
  add_lattice(ground, dice, columns, longish ? 10 + dice.below(60) : 3 + dice.below(16), 0.25 * dice.unit());
  if (pieces) add_lattice(ground, dice, 2 + dice.below(4), 2 + dice.below(4), 0.0);
  if (ground.nodes.empty()) add_node(ground);
  add_arms(ground, dice, dice.below(6));
  std::vector<int> zone;
  const int wanted =
      1 + static_cast<int>(dice.below(std::max<std::size_t>(1, ground.nodes.size() / (2 + dice.below(30)))));
  const int zones = plant_zones(ground.graph(), dice, wanted, zone);
  const double spread = 1.6 * dice.unit(), idle = 0.3 * dice.unit() * dice.unit();
  const double band = std::array{0.01, 0.02, 0.05, 0.1, 0.2}[dice.below(5)];
  std::vector<double> sums(static_cast<std::size_t>(zones), 0.0);
  for (std::size_t i = 0; i < zone.size(); ++i) {
    double& load = ground.nodes[i].workload;
    load = dice.unit() < idle ? 0.0 : std::exp(spread * dice.normal());
    sums[static_cast<std::size_t>(zone[i])] += load;
  }
  std::vector<double> wish;
  for (int z = 0; z < zones; ++z) wish.push_back(1.0 + 0.5 * band * (2.0 * dice.unit() - 1.0));
  for (std::size_t i = 0; i < zone.size(); ++i) {
    const auto z = static_cast<std::size_t>(zone[i]);
    ground.nodes[i].workload = sums[z] > 0.0 ? ground.nodes[i].workload * wish[z] / sums[z]
                                             : wish[z] / static_cast<double>(std::ranges::count(zone, zone[i]));
  }
  request.options = {.levels = {{1, zones, band}}, .seed = round + 1, .preset = preset, .threads = 1};
  request.text = fmt::format("round {}: {} blocks, {} zones planted, band {}, spread {:.2f}", round, zone.size(), zones,
                             band, spread);
  return request;
}

std::vector<double> other_weights(const bench::Instance& instance, const std::string& kind, Dice& dice) {
  std::vector<double> loads = instance.load;
  for (std::size_t i = 0; i < loads.size(); ++i) {
    if (kind == "ones") loads[i] = 1.0;
    if (kind == "areas") loads[i] = instance.area[i];
    if (kind == "tails") loads[i] = std::exp(1.5 * dice.normal());
    if (kind == "halves") loads[i] = dice.unit() < 0.5 ? 0.0 : loads[i];
  }
  return loads;
}

bool keeps_promises(const zoning::BlockGraph& graph, const zoning::PartitionOptions& options,
                    const std::vector<int>& part) {
  const int zones = options.levels[0].zones_per_parent;
  std::vector<double> load(static_cast<std::size_t>(zones), 0.0);
  std::vector<int> pieces(static_cast<std::size_t>(zones), 0);
  double total = 0.0;
  if (part.size() != graph.size()) return false;
  std::vector<char> seen(part.size(), 0);
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] < 0 || part[i] >= zones) return false;
    load[static_cast<std::size_t>(part[i])] += graph.node(i).workload;
    total += graph.node(i).workload;
    if (seen[i] != 0) continue;
    ++pieces[static_cast<std::size_t>(part[i])];
    std::vector<std::size_t> open{i};
    seen[i] = 1;
    while (!open.empty()) {
      const std::size_t here = open.back();
      open.pop_back();
      for (const zoning::BlockNeighbour& next : graph.neighbours(here)) {
        if (seen[next.block] != 0 || part[next.block] != part[i]) continue;
        seen[next.block] = 1;
        open.push_back(next.block);
      }
    }
  }
  const double mean = total / zones, room = options.levels[0].band * mean * (1.0 + 1e-12);
  return std::ranges::all_of(pieces, [](int count) { return count == 1; }) &&
         std::ranges::all_of(load, [&](double sum) { return std::abs(sum - mean) <= room; });
}

struct Tally {
  std::map<std::string, int> answers;
  double slowest = 0.0;
};

void answer(const zoning::BlockGraph& graph, const zoning::PartitionOptions& options, const std::string& text,
            Tally& tally) {
  const double begin = bench::cpu_seconds();
  const auto plan = zoning::partition(graph, options);
  const double seconds = bench::cpu_seconds() - begin;
  tally.slowest = std::max(tally.slowest, seconds);
  std::string how = plan ? "zones" : "open";
  if (plan && !keeps_promises(graph, options, plan->levels[0].part)) how = "WRONG";
  if (!plan) {
    const auto reason = zoning::infeasibility(graph, options);
    if (reason && *reason) how = zoning::proves(graph, options, **reason) ? "certified" : "WRONG";
  }
  ++tally.answers[how];
  if (how == "zones" || how == "certified") return;
  std::printf("  %-5s %s, %.2f s: %s\n", how.c_str(), text.c_str(), seconds,
              plan ? "a promise is broken" : message_en(plan.error()).c_str());
  std::fflush(stdout);
}

void print(const std::string& name, const Tally& tally) {
  std::printf("%s:", name.c_str());
  for (const auto& [how, count] : tally.answers) std::printf(" %s %d", how.c_str(), count);
  std::printf(", slowest %.2f s\n", tally.slowest);
  std::fflush(stdout);
}

void try_instance(const bench::Instance& instance, std::uint64_t seed, zoning::Preset preset, Tally& all) {
  zoning::BlockGraph own = bench::graph_of(instance);
  Tally tally;
  for (const std::string kind : {"own", "ones", "areas", "tails", "halves"}) {
    Dice dice(seed, 7);
    bench::Instance other = instance;
    other.load = other_weights(instance, kind, dice);
    const zoning::BlockGraph graph = bench::graph_of(other);
    for (const int share : {400, 150, 50, 25, 12}) {
      const int zones = std::max(2, static_cast<int>(instance.size()) / share);
      for (const double band : {0.01, 0.05, 0.1}) {
        const zoning::PartitionOptions options{
            .levels = {{1, zones, band}}, .seed = seed, .preset = preset, .threads = 1};
        answer(graph, options, fmt::format("{} {}, {} zones, band {}", instance.name, kind, zones, band), tally);
      }
    }
  }
  print(instance.name, tally);
  for (const auto& [how, count] : tally.answers) all.answers[how] += count;
}

}  // namespace

int main(int count, char** words) {
  std::filesystem::path data;
  std::vector<std::string> names;
  std::uint64_t seed = 20261129, rounds = 1000;
  std::vector<std::uint64_t> only;
  zoning::Preset preset = zoning::Preset::standard;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const bool more = i + 1 < count;
    if (word == "--data" && more) {
      data = words[++i];
    } else if (word == "--rounds" && more) {
      rounds = std::strtoull(words[++i], nullptr, 10);
    } else if (word == "--round" && more) {
      only.push_back(std::strtoull(words[++i], nullptr, 10));
    } else if (word == "--seed" && more) {
      seed = std::strtoull(words[++i], nullptr, 10);
    } else if (word == "--preset" && more) {
      preset = zoning::preset_named(words[++i]).value_or(preset);
    } else {
      names.push_back(word);
    }
  }
  bench::print_header("zoning: requests of other cities", seed);
  Tally all;
  for (const std::string& name : names) {
    bench::Instance instance{
        .name = name, .first = {}, .to = {}, .border = {}, .rank = {}, .load = {}, .area = {}, .outer = {}};
    if (bench::read_instance(data / (name + ".bin"), instance)) {
      try_instance(instance, seed, preset, all);
    } else {
      std::printf("%s: skipped, no file (see --data)\n", name.c_str());
    }
  }
  if (names.empty()) {
    if (only.empty()) {
      for (std::uint64_t round = 0; round < rounds; ++round) only.push_back(round);
    }
    for (const std::uint64_t round : only) {
      const Request request = random_request(seed, round, preset);
      answer(request.ground.graph(), request.options, request.text, all);
    }
    print("random grounds", all);
  }
  return all.answers["WRONG"] > 0 ? 1 : 0;
}
