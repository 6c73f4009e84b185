// Redrawing by hand: CPU time of one operation, its consequence included, on a city of 10,000 blocks with two levels.
// Bar: every operation under 10 ms. `edit_bench [blocks]`; median and worst over the operations of one kind.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/draft_editor.hpp>
#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>
#include <libgrid/zoning/plan_diff.hpp>
#include <libgrid/zoning/validate.hpp>

#include "tests/bench/bench_header.hpp"
#include "tests/zoning/jittered_city.hpp"

namespace {

using namespace libgrid;
using namespace libgrid::zoning;

constexpr double kBarSeconds = 0.010;
constexpr std::uint64_t kSeed = 1;

struct Times {
  std::string name;
  std::vector<double> seconds;
};

void print_times(Times times) {
  if (times.seconds.empty()) return void(fmt::print("{:<34} not run\n", times.name));
  std::ranges::sort(times.seconds);
  const double median = times.seconds[times.seconds.size() / 2], worst = times.seconds.back();
  fmt::print("{:<34} {:>6} {:>10.3f} {:>10.3f}  {}\n", times.name, times.seconds.size(), median * 1e3, worst * 1e3,
             worst < kBarSeconds ? "ok" : "MISSED");
}

/// The city and a stream of choices.
struct EditedCity {
  test::JitteredCity ground;
  City city;
  DraftEditor editor;
  CounterRandom draw{kSeed, 9};
  std::uint64_t next = 0;

  EditedCity(int side, int upper, int lower)
      : ground({.columns = side, .rows = side, .islands = 3}, kSeed),
        city(test::small_city(upper, lower, 0.2, 0.3)),
        editor(first()) {}

  /// One border in twenty is a wall; a must-link of three blocks for every hundred; two further workloads with limits.
  [[nodiscard]] EditGround ruled_ground() const {
    EditGround all{ground.blocks, ground.borders, ground.links, {}};
    constexpr int kWallGroup = 2;  // of BarrierRules
    for (std::size_t i = 0; i < all.borders.size(); i += 20)
      all.barriers.push_back({all.borders[i].a, all.borders[i].b, kWallGroup, all.borders[i].length});
    for (std::size_t i = 0; i + 2 < all.blocks.size(); i += 100)
      all.rules.must_link.push_back(
          {"set " + std::to_string(i), {all.blocks[i].id, all.blocks[i + 1].id, all.blocks[i + 2].id}});
    zoning::LimitedWorkload cases{.name = "cases", .of_block = {}, .least = 0.7, .most = 1.3};
    cases.share = zoning::ShareBy::reports;
    zoning::LimitedWorkload land{.name = "land", .of_block = {}, .least = 0.5, .most = 1.5};
    for (const Block& block : all.blocks)
      cases.of_block.push_back(static_cast<double>(block.reports)), land.of_block.push_back(block.area.value);
    all.rules.workloads = {cases, land};
    return all;
  }
  [[nodiscard]] DraftEditor first() const {
    PartitionOptions options = partition_options(city);
    options.preset = zoning::Preset::fast;
    const auto plan = partition(ground.graph(), options);
    if (!plan) fmt::print("{}\n", message_en(plan.error())), std::exit(1);
    return *DraftEditor::make(make_draft(*plan, ground.blocks, city).map, ruled_ground(), city);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(draw.below(next++, n)); }
  std::size_t any_block() { return below(editor.graph().size()); }
  BlockId id(std::size_t block) const { return editor.graph().node(block).id; }
  ZoneId zone(std::size_t block) const { return *editor.zone_of(id(block)); }

  /// A block on a zone border and the zone on the other side.
  std::pair<BlockId, ZoneId> border_move() {
    for (;;) {
      const std::size_t block = any_block();
      for (const BlockNeighbour& other : editor.graph().neighbours(block))
        if (zone(other.block) != zone(block)) return {id(block), zone(other.block)};
    }
  }
};

using MakeEdit = std::function<EditOperation(EditedCity&)>;

void measure(EditedCity& city, const std::string& name, int count, const MakeEdit& make) {
  Times preview{name + ", consequence only", {}}, applied{name + ", apply", {}}, back{name + ", undo", {}};
  const auto timed = [](Times& times, const auto& work) {
    const double start = bench::cpu_seconds();
    const bool counted = work();
    const double used = bench::cpu_seconds() - start;
    if (counted) times.seconds.push_back(used);
  };
  for (int i = 0; i < count; ++i) {
    const EditOperation operation = make(city);
    timed(preview, [&] { return city.editor.consequence(operation).has_value(); });
    bool done = false;
    timed(applied, [&] { return done = city.editor.apply(operation).has_value(); });
    if (done && i % 2 == 0) timed(back, [&] { return city.editor.undo().has_value(); });
  }
  print_times(std::move(preview)), print_times(std::move(applied)), print_times(std::move(back));
}

Xy centre_of(const EditedCity& city, BlockId block) {
  const EditGround ground = city.editor.ground();
  return centroid({std::ranges::find(ground.blocks, block, &Block::id)->shape});
}

void run(EditedCity& city) {
  fmt::print("{:<34} {:>6} {:>10} {:>10}\n", "operation", "times", "median ms", "worst ms");
  measure(city, "split a zone in two, balanced", 40,
          [](EditedCity& c) { return SplitZoneBalanced{c.zone(c.any_block()), 2, c.next}; });
  measure(city, "move one block", 1000, [](EditedCity& c) {
    const auto [block, zone] = c.border_move();
    return MoveBlocks{{block}, zone};
  });
  measure(city, "paint 50 blocks", 300, [](EditedCity& c) {
    MoveBlocks move{{}, c.border_move().second};
    for (int i = 0; i < 50; ++i) move.blocks.push_back(c.id(c.any_block()));
    return move;
  });
  measure(city, "split a block", 60, [](EditedCity& c) {
    const BlockId block = c.id(c.any_block());
    const Xy at = centre_of(c, block);
    return SplitBlock{block, {{at.x - 150.0, at.y - 20.0}, {at.x + 150.0, at.y + 35.0}}};
  });
  measure(city, "split a zone by a line", 100, [](EditedCity& c) {
    const BlockId block = c.id(c.any_block());
    const Xy at = centre_of(c, block);
    return SplitZoneByLine{*c.editor.zone_of(block), {at, {at.x + 100.0, at.y + 30.0}}};
  });
  measure(city, "merge two zones", 60, [](EditedCity& c) {
    const auto [block, zone] = c.border_move();
    return MergeZones{zone, {*c.editor.zone_of(block)}};
  });
  measure(city, "rename a zone", 200,
          [](EditedCity& c) { return RenameZone{c.zone(c.any_block()), "name " + std::to_string(c.next)}; });
}

/// What the incremental figures save, in the same run: a draft from nothing and the gate over all of it.
void run_rivals(const EditedCity& city) {
  const DraftPlan draft = city.editor.draft();
  const zoning::PlanRules rules = city.editor.ground().rules;
  const auto rows = bench::alternate(
      {{"recount of everything (rival)",
        [&] {
          return static_cast<std::uint64_t>(plan_findings(draft.map, city.editor.graph(), city.city, rules).size());
        }},
       {"findings of the editor", [&] { return static_cast<std::uint64_t>(city.editor.findings().size()); }},
       {"diff with the first plan", [&] {
          const EditGround ground = city.editor.ground();
          return static_cast<std::uint64_t>(
              diff_plans({draft.map, draft.map}, ground.blocks, city.editor.lineage(), 2).crosswalk.size());
        }}});
  for (const bench::Result& row : rows)
    fmt::print("{:<34} {:>6} {:>10.3f} {:>10.3f}\n", row.name, 5, row.median * 1e3, row.most * 1e3);
}

}  // namespace

int main(int argc, char** argv) {
  const int blocks = argc > 1 ? std::atoi(argv[1]) : 10'000;
  const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(blocks))));
  libgrid::bench::print_header(fmt::format("edit: {} x {} blocks, 10 x 12 zones, walls, must-links and "
                                           "further workloads; bar 10 ms per operation",
                                           side, side),
                               kSeed);
  EditedCity city(side, 10, 12);
  run(city);
  run_rivals(city);
  EditedCity one(side, 2, 60);  // upper zones of half the city: the dearest sums
  fmt::print("\n2 x 60 zones\n");
  run(one);
}
