#pragma once
/// The memory of a workspace: what one step leaves for the next ones, in one SQLite file behind typed functions.
///
///   Expected<store::Store> store = store::Store::create("boston/store.sqlite");
///   GRID_CHECK(store->put_streets(streets));                 // one transaction: all of it or nothing
///   std::vector<Street> again = store->streets().value();    // same order, same bits
///   store->ground().error().code;                            // step_missing, detail "blocks"
///   GRID_CHECK(store->together([&]() -> Expected<void> {     // several puts as one
///     GRID_CHECK(store->put_cells(cells));
///     return store->put_hotspots(hotspots);
///   }));
///
/// A put replaces what was there and deletes what was made from it, with the note of every step that lost something:
///
///   put          | deletes                                      | missing later: step_missing names
///   -------------+----------------------------------------------+----------------------------------
///   districts    | ground                                       | import
///   streets      | ground                                       | import
///   reports      | attributions, hotspots, rebounds,            | import
///                | worst_places                                 |
///   ground       | draft, road_pieces, cells                    | blocks
///   draft        | –                                            | partition
///   plan         | road_pieces, attributions                    | – (plan_missing)
///   road_pieces  | –                                            | cut
///   attributions | –                                            | assign
///   cells        | hotspots, worst_places                       | hotspots
///   hotspots     | –                                            | hotspots
///   rebounds     | –                                            | rebound
///   worst_places | –                                            | rebound
///
/// and so on down the table (put_streets deletes ground, hence draft, road_pieces, cells, hotspots, worst_places).
/// Who puts reports counts them on the blocks again (put_block_figures). Published plans are never deleted. The note of
/// the step itself goes too when its content is replaced: write the note last.
///
/// Units: plane metres; times are local wall clock. Doubles come back bit for bit, NaN and -0.0 too; text is UTF-8.
/// @guarantee killing the process at any moment leaves the previous content, or the new one, whole. A commit that was
///            answered survives a power cut (WAL with synchronous=FULL, both read back after opening).
/// @guarantee a read sees one state, also while another process writes
/// @pre one thread at a time per Store; another thread or process opens its own
/// @errors store_failed (disk full, permissions, another writer for more than 10 s, content that cannot be read);
///         step_missing (detail: the step to run); geometry_* and wkb_malformed for shapes that cannot be kept
/// @cost CPU for 93,963 reports: put 0.2 s, read 0.1 s; for 14,000 faces and 7,000 blocks: put 0.12 s, read 0.05 s

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/hotspot.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::store {

namespace detail {
class Database;
}

/// A published plan as it was put; only workflow turns it into a PublishedPlan again.
struct StoredPlan {
  ZoneMap map;
  PlanVersion version;
  friend bool operator==(const StoredPlan&, const StoredPlan&) = default;
};

class Store {
 public:
  /// A new, empty store. A create that was killed leaves nothing that a second create minds.
  /// @errors file_unwritable: the file exists already (it is never overwritten) or its folder is missing
  static Expected<Store> create(const std::filesystem::path& file);

  /// @errors workspace_missing: no such file, or one that was never finished; workspace_incompatible: not a libgrid
  ///         store, or one of another schema version
  static Expected<Store> open(const std::filesystem::path& file);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Runs `puts`; if it returns an error, or the process dies, none of its puts has happened. May be nested.
  Expected<void> together(const std::function<Expected<void>()>& puts);

  // import
  Expected<void> put_districts(std::span<const District> districts);
  [[nodiscard]] Expected<std::vector<District>> districts() const;
  Expected<void> put_streets(std::span<const Street> streets);
  [[nodiscard]] Expected<std::vector<Street>> streets() const;
  Expected<void> put_reports(const ReportTable& table);
  [[nodiscard]] Expected<ReportTable> reports() const;

  // blocks
  Expected<void> put_ground(const Ground& ground);
  [[nodiscard]] Expected<Ground> ground() const;
  /// The same blocks under another workload (street metres, reports, workload): plans still stand on them; the draft,
  /// whose sums are of the old one, is deleted. @errors parameter_invalid: other blocks than those that are kept
  Expected<void> put_block_figures(std::span<const Block> blocks);

  // partition
  Expected<void> put_draft(const ZoneMap& draft);
  [[nodiscard]] Expected<ZoneMap> draft() const;

  // publish
  /// Adds a version and ends the one in force at valid_from: its valid_to becomes the new valid_from.
  /// @errors parameter_invalid: the version or plan id exists, version < 1, valid_to before valid_from, or a plan with
  ///         a later valid_from exists (history is not rewritten)
  Expected<void> put_plan(const ZoneMap& map, const PlanVersion& version);
  /// All versions, ascending; empty if none was published.
  [[nodiscard]] Expected<std::vector<PlanVersion>> plans() const;
  /// The plan with valid_from <= at < valid_to. @errors plan_missing
  [[nodiscard]] Expected<StoredPlan> plan_in_force(LocalTime at) const;
  /// @errors plan_missing
  [[nodiscard]] Expected<StoredPlan> plan(std::int64_t version) const;
  /// The ground that is kept has the blocks over which the version was put, bit for bit, by id and shape. False once
  /// others are kept, or none; then the plan's zones still stand, but must not be joined with blocks.
  /// @errors plan_missing
  [[nodiscard]] Expected<bool> made_on_present_ground(std::int64_t version) const;

  // cut
  Expected<void> put_road_pieces(std::span<const RoadPiece> pieces);
  [[nodiscard]] Expected<std::vector<RoadPiece>> road_pieces() const;

  // assign
  /// One row per report, in the order of reports(). @errors plan_missing; parameter_invalid: another number of rows
  Expected<void> put_attributions(std::span<const Attribution> attributions, std::int64_t plan_version);
  [[nodiscard]] Expected<std::vector<Attribution>> attributions() const;
  /// The plan version that attributions() refer to.
  [[nodiscard]] Expected<std::int64_t> attributed_plan() const;

  // hotspots
  Expected<void> put_cells(std::span<const Cell> cells);
  [[nodiscard]] Expected<std::vector<Cell>> cells() const;
  Expected<void> put_hotspots(std::span<const Hotspot> hotspots);
  [[nodiscard]] Expected<std::vector<Hotspot>> hotspots() const;

  // rebound
  Expected<void> put_rebounds(std::span<const Rebound> rebounds);
  [[nodiscard]] Expected<std::vector<Rebound>> rebounds() const;
  Expected<void> put_worst_places(std::span<const WorstPlace> places);
  [[nodiscard]] Expected<std::vector<WorstPlace>> worst_places() const;

  /// What a step left behind besides its result: parameters, timings, digests, counts; a JSON document as text.
  Expected<void> put_note(std::string_view step, std::string_view json);
  [[nodiscard]] Expected<std::optional<std::string>> note(std::string_view step) const;

 private:
  explicit Store(std::unique_ptr<detail::Database> database);
  std::unique_ptr<detail::Database> database_;
};

}  // namespace libgrid::store
