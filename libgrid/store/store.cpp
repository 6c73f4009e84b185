#include <libgrid/store/store.hpp>

#include <algorithm>
#include <type_traits>
#include <utility>

#include <libgrid/store/detail/ground_digest.hpp>
#include <libgrid/store/detail/parts.hpp>
#include <libgrid/store/detail/plan_history.hpp>
#include <libgrid/store/detail/rows.hpp>
#include <libgrid/store/detail/schema.hpp>
#include <libgrid/store/detail/store_file.hpp>
#include <libgrid/store/detail/transaction.hpp>

namespace libgrid::store {

using detail::Database;
using detail::Part;
using detail::read_rows;
using detail::Transaction;
using detail::write_rows;

namespace {

/// The new content instead of the old one and of all that was made from it.
template <class Write>
Expected<void> replace(Database& database, Part part, Write write) {
  GRID_TRY(transaction, Transaction::begin(database, Transaction::Kind::write));
  GRID_CHECK(clear(database, part));
  GRID_CHECK(write());
  GRID_CHECK(mark_written(database, part));
  return transaction.commit();
}

template <class Noun>
Expected<void> replace_rows(Database& database, Part part, std::span<const Noun> nouns) {
  return replace(database, part, [&] { return write_rows<Noun>(database, nouns); });
}

/// What `read` finds in one state of the store.
template <class Read>
std::invoke_result_t<Read> in_one_state(Database& database, Read read) {
  GRID_TRY(transaction, Transaction::begin(database, Transaction::Kind::read));
  auto value = read();
  if (value) GRID_CHECK(transaction.commit());
  return value;
}

template <class Noun>
Expected<std::vector<Noun>> recall_rows(Database& database, Part part) {
  return in_one_state(database, [&]() -> Expected<std::vector<Noun>> {
    GRID_CHECK(require(database, part));
    return read_rows<Noun>(database);
  });
}

Expected<Ground> read_ground(Database& database) {
  GRID_TRY(faces, read_rows<Face>(database));
  GRID_TRY(blocks, read_rows<Block>(database));
  GRID_TRY(borders, read_rows<BlockBorder>(database));
  GRID_TRY(links, read_rows<Link>(database));
  GRID_TRY(stretches, read_rows<StreetStretch>(database));
  return Ground{.faces = std::move(faces),
                .blocks = std::move(blocks),
                .borders = std::move(borders),
                .links = std::move(links),
                .stretches = std::move(stretches)};
}

Expected<void> write_ground(Database& database, const Ground& ground) {
  GRID_CHECK(write_rows<Face>(database, ground.faces));
  GRID_CHECK(write_rows<Block>(database, ground.blocks));
  GRID_CHECK(write_rows<BlockBorder>(database, ground.borders));
  GRID_CHECK(write_rows<Link>(database, ground.links));
  GRID_CHECK(write_rows<StreetStretch>(database, ground.stretches));
  return database.execute("UPDATE ground_count SET number = " + std::to_string(detail::ground_digest(ground.blocks)));
}

Expected<StoredPlan> with_map(Database& database, Expected<PlanVersion> version) {
  if (!version) return fail(std::move(version.error()));
  GRID_TRY(map, detail::read_zone_map(database, version->version));
  return StoredPlan{std::move(map), std::move(*version)};
}

Expected<void> check_one_per_report(Database& database, std::size_t attributions) {
  GRID_CHECK(require(database, Part::reports));
  GRID_TRY(reports, database.number("SELECT count(*) FROM reports"));
  if (std::cmp_equal(reports, attributions)) return {};
  return fail(ErrorCode::parameter_invalid,
              std::to_string(attributions) + " attributions for " + std::to_string(reports) + " reports");
}

}  // namespace

Store::Store(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Expected<Store> Store::create(const std::filesystem::path& file) {
  GRID_TRY(database, detail::create_store_file(file));
  return Store(std::make_unique<Database>(std::move(database)));
}

Expected<Store> Store::open(const std::filesystem::path& file) {
  GRID_TRY(database, detail::open_store_file(file));
  return Store(std::make_unique<Database>(std::move(database)));
}

Expected<void> Store::together(const std::function<Expected<void>()>& puts) {
  GRID_TRY(transaction, Transaction::begin(*database_, Transaction::Kind::write));
  GRID_CHECK(puts());
  return transaction.commit();
}

Expected<void> Store::put_districts(std::span<const District> districts) {
  return replace_rows(*database_, Part::districts, districts);
}
Expected<std::vector<District>> Store::districts() const { return recall_rows<District>(*database_, Part::districts); }

Expected<void> Store::put_streets(std::span<const Street> streets) {
  return replace_rows(*database_, Part::streets, streets);
}
Expected<std::vector<Street>> Store::streets() const { return recall_rows<Street>(*database_, Part::streets); }

Expected<void> Store::put_reports(const ReportTable& table) {
  return replace(*database_, Part::reports, [&]() -> Expected<void> {
    GRID_CHECK(write_rows<Report>(*database_, table.reports));
    return write_rows<RejectedRow>(*database_, table.rejected);
  });
}

Expected<ReportTable> Store::reports() const {
  return in_one_state(*database_, [&]() -> Expected<ReportTable> {
    GRID_CHECK(require(*database_, Part::reports));
    GRID_TRY(reports, read_rows<Report>(*database_));
    GRID_TRY(rejected, read_rows<RejectedRow>(*database_));
    return ReportTable{std::move(reports), std::move(rejected)};
  });
}

Expected<void> Store::put_ground(const Ground& ground) {
  return replace(*database_, Part::ground, [&] { return write_ground(*database_, ground); });
}

Expected<void> Store::put_block_figures(std::span<const Block> blocks) {
  GRID_TRY(transaction, Transaction::begin(*database_, Transaction::Kind::write));
  GRID_CHECK(require(*database_, Part::ground));
  GRID_TRY(kept, read_rows<Block>(*database_));
  if (!std::ranges::equal(kept, blocks, {}, &Block::id, &Block::id))
    return fail(make_error(ErrorCode::parameter_invalid, "other blocks than those that are kept").at_field("blocks"));
  GRID_CHECK(clear(*database_, Part::draft));
  GRID_CHECK(database_->execute("DELETE FROM blocks"));
  GRID_CHECK(write_rows<Block>(*database_, blocks));
  return transaction.commit();
}

Expected<Ground> Store::ground() const {
  return in_one_state(*database_, [&]() -> Expected<Ground> {
    GRID_CHECK(require(*database_, Part::ground));
    return read_ground(*database_);
  });
}

Expected<void> Store::put_draft(const ZoneMap& draft) {
  return replace(*database_, Part::draft,
                 [&] { return detail::write_zone_map(*database_, draft, detail::kDraftVersion); });
}

Expected<ZoneMap> Store::draft() const {
  return in_one_state(*database_, [&]() -> Expected<ZoneMap> {
    GRID_CHECK(require(*database_, Part::draft));
    return detail::read_zone_map(*database_, detail::kDraftVersion);
  });
}

Expected<void> Store::put_plan(const ZoneMap& map, const PlanVersion& version) {
  GRID_TRY(transaction, Transaction::begin(*database_, Transaction::Kind::write));
  GRID_CHECK(clear(*database_, Part::plans));  // what was made from the plan before; the plans themselves stay
  GRID_CHECK(detail::append_version(*database_, version));
  GRID_CHECK(detail::write_zone_map(*database_, map, version.version));
  return transaction.commit();
}

Expected<std::vector<PlanVersion>> Store::plans() const { return detail::read_versions(*database_); }

Expected<StoredPlan> Store::plan_in_force(LocalTime at) const {
  return in_one_state(*database_, [&] { return with_map(*database_, detail::version_in_force(*database_, at)); });
}

Expected<StoredPlan> Store::plan(std::int64_t version) const {
  return in_one_state(*database_, [&] { return with_map(*database_, detail::read_version(*database_, version)); });
}

Expected<bool> Store::made_on_present_ground(std::int64_t version) const {
  return in_one_state(*database_, [&] { return detail::made_on_present_ground(*database_, version); });
}

Expected<void> Store::put_road_pieces(std::span<const RoadPiece> pieces) {
  return replace_rows(*database_, Part::road_pieces, pieces);
}
Expected<std::vector<RoadPiece>> Store::road_pieces() const {
  return recall_rows<RoadPiece>(*database_, Part::road_pieces);
}

Expected<void> Store::put_attributions(std::span<const Attribution> attributions, std::int64_t plan_version) {
  return replace(*database_, Part::attributions, [&]() -> Expected<void> {
    GRID_CHECK(detail::read_version(*database_, plan_version));
    GRID_CHECK(check_one_per_report(*database_, attributions.size()));
    GRID_CHECK(database_->execute("INSERT INTO attributed_plan VALUES(" + std::to_string(plan_version) + ")"));
    return write_rows<Attribution>(*database_, attributions);
  });
}

Expected<std::vector<Attribution>> Store::attributions() const {
  return recall_rows<Attribution>(*database_, Part::attributions);
}

Expected<std::int64_t> Store::attributed_plan() const {
  return in_one_state(*database_, [&]() -> Expected<std::int64_t> {
    GRID_CHECK(require(*database_, Part::attributions));
    return database_->number("SELECT version FROM attributed_plan");
  });
}

Expected<void> Store::put_cells(std::span<const Cell> cells) { return replace_rows(*database_, Part::cells, cells); }
Expected<std::vector<Cell>> Store::cells() const { return recall_rows<Cell>(*database_, Part::cells); }

Expected<void> Store::put_hotspots(std::span<const Hotspot> hotspots) {
  return replace_rows(*database_, Part::hotspots, hotspots);
}
Expected<std::vector<Hotspot>> Store::hotspots() const { return recall_rows<Hotspot>(*database_, Part::hotspots); }

Expected<void> Store::put_rebounds(std::span<const Rebound> rebounds) {
  return replace_rows(*database_, Part::rebounds, rebounds);
}
Expected<std::vector<Rebound>> Store::rebounds() const { return recall_rows<Rebound>(*database_, Part::rebounds); }

Expected<void> Store::put_worst_places(std::span<const WorstPlace> places) {
  return replace_rows(*database_, Part::worst_places, places);
}
Expected<std::vector<WorstPlace>> Store::worst_places() const {
  return recall_rows<WorstPlace>(*database_, Part::worst_places);
}

Expected<void> Store::put_note(std::string_view step, std::string_view json) {
  GRID_TRY(upsert, database_->prepare("INSERT OR REPLACE INTO notes(step, json) VALUES(?, ?)"));
  return detail::RowWriter(upsert).text(step).text(json).run();
}

Expected<std::optional<std::string>> Store::note(std::string_view step) const {
  GRID_TRY(select, database_->prepare("SELECT json FROM notes WHERE step = ?"));
  detail::RowWriter(select).text(step);
  GRID_TRY(there, select.step());
  if (!there) return std::optional<std::string>();
  detail::RowReader row(select);
  std::optional<std::string> json = row.text();
  if (row.error()) return fail(*row.error());
  return json;
}

}  // namespace libgrid::store
