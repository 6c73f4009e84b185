#include <libgrid/workflow/text_places.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/feature_writer.hpp>
#include <libgrid/workflow/detail/address_file.hpp>
#include <libgrid/workflow/detail/landmark_file.hpp>
#include <libgrid/workflow/detail/named_columns.hpp>
#include <libgrid/workflow/detail/place_file.hpp>
#include <libgrid/workflow/detail/where_shapes.hpp>

namespace libgrid::workflow {
namespace {

using places::PlaceClass;
using places::Whereabouts;
using places::WhereCandidate;
using places::WhereStatus;

Expected<PlaceClass> class_of(std::string_view text) {
  constexpr std::array<std::array<std::string_view, 2>, 5> kClasses{
      {{"school", "学校"}, {"hospital", "医院"}, {"mall", "商场"}, {"station", "车站"}, {"landmark", "地标"}}};
  for (std::size_t i = 0; i < kClasses.size(); ++i)
    if (std::ranges::find(kClasses[i], text) != kClasses[i].end()) return static_cast<PlaceClass>(i);
  return fail(make_error(ErrorCode::parameter_invalid, std::string(text)).at_field("class"));
}

/// Good rows into the gazetteer; the others into `rejected`, by row.
Expected<void> read_places(const std::filesystem::path& path, const crs::Projector& projector,
                           places::Gazetteer& gazetteer, std::vector<RejectedRow>* rejected) {
  GRID_TRY(file, detail::read_place_file(path, projector));
  for (const detail::PlacePoint& place : file.places) {
    Expected<PlaceClass> place_class = class_of(place.place_class);
    if (place_class)
      gazetteer.add_place({.name = place.name, .place_class = *place_class, .at = place.at});
    else
      file.refused.push_back({std::move(place_class.error()).in_file(path.filename().string()).at_row(place.row)});
  }
  std::ranges::stable_sort(file.refused, {}, [](const RejectedRow& bad) { return bad.error.row; });
  if (rejected != nullptr) std::ranges::move(file.refused, std::back_inserter(*rejected));
  return {};
}

/// One text after another into the table, with counts.
class WhereTable {
 public:
  WhereTable(std::vector<Street> streets, const places::Gazetteer& gazetteer, const crs::Projector& projector)
      : gazetteer_(gazetteer), projector_(projector), shapes_(std::move(streets), gazetteer, projector) {}

  void add(std::int64_t row, std::string_view text) {
    const std::vector<Whereabouts> parts = places::where_are(text, gazetteer_);
    const Whereabouts first = parts.empty() ? places::where_is(text, gazetteer_) : parts.front();
    ++texts_;
    ++by_status_[places::word(first.status)];
    if (first.status == WhereStatus::unknown) ++by_miss_[places::word(first.miss)];
    if (parts.empty()) add_part(row, text, 1, first);
    for (std::size_t i = 0; i < parts.size(); ++i) add_part(row, text, i + 1, parts[i]);
  }

  [[nodiscard]] const std::string& text() const { return csv_.text(); }
  /// Every candidate as a feature.
  [[nodiscard]] std::string features() && { return std::move(features_).finish(); }

  [[nodiscard]] std::vector<Figure> figures() const {
    std::vector<Figure> figures{
        {"texts", texts_, "where.csv", "SELECT count(DISTINCT row) FROM \"where\"", "Texts", "文字地点", ""}};
    for (const WhereStatus each : {WhereStatus::found, WhereStatus::several, WhereStatus::area, WhereStatus::unknown})
      figures.push_back(count("texts_" + std::string(places::word(each)), places::word(each), by_status_));
    for (const auto& [miss, number] : by_miss_)
      figures.push_back(count("unknown_" + std::string(miss), miss, by_miss_));
    return figures;
  }

 private:
  using Counts = std::map<std::string_view, std::int64_t>;

  static Figure count(std::string name, std::string_view word, const Counts& counts) {
    const auto found = counts.find(word);
    return {.name = std::move(name),
            .value = found == counts.end() ? std::int64_t{0} : found->second,
            .file = "where.csv",
            .expression = {},
            .label_en = std::string(word),
            .label_zh = std::string(word),
            .unit = {}};
  }

  void add_part(std::int64_t row, std::string_view text, std::size_t part, const Whereabouts& found) {
    if (found.candidates.empty()) add_line(row, text, part, found, 0, nullptr);
    for (std::size_t i = 0; i < found.candidates.size(); ++i)
      add_line(row, text, part, found, i + 1, &found.candidates[i]);
  }

  void add_line(std::int64_t row, std::string_view text, std::size_t part, const Whereabouts& found, std::size_t number,
                const WhereCandidate* candidate) {
    std::optional<LonLat> at;
    if (candidate != nullptr) at = projector_.to_lonlat(candidate->at);
    csv_.add(row).add(text).add(part).add(places::word(found.said.kind)).add(places::word(found.said.side));
    csv_.add(places::word(found.status)).add(number);
    csv_.add(at ? std::optional(at->lon) : std::nullopt).add(at ? std::optional(at->lat) : std::nullopt);
    csv_.add(candidate != nullptr ? std::optional(candidate->confidence) : std::nullopt);
    csv_.add(candidate != nullptr ? candidate->street : std::string())
        .add(candidate != nullptr ? candidate->place : std::string());
    csv_.add(found.missing).add(places::word(found.miss)).add(places::word(found.doubt));
    csv_.add(found.said.from).add(found.said.to);
    const bool stretch = candidate != nullptr && !candidate->stretch.empty();
    csv_.add(stretch ? std::optional(detail::stretch_length(*candidate).value) : std::nullopt);
    csv_.add(stretch ? shapes_.ways(*candidate) : std::string());
    csv_.add(candidate != nullptr ? shapes_.wkt(*candidate) : std::string()).end_row();
    if (candidate == nullptr) return;
    features_.add(shapes_.geometry(*candidate), {{"row", row},
                                                 {"text", text},
                                                 {"part", static_cast<std::int64_t>(part)},
                                                 {"kind", places::word(found.said.kind)},
                                                 {"side", places::word(found.said.side)},
                                                 {"status", places::word(found.status)},
                                                 {"candidate", static_cast<std::int64_t>(number)},
                                                 {"confidence", candidate->confidence},
                                                 {"doubt", places::word(found.doubt)},
                                                 {"street", candidate->street},
                                                 {"place", candidate->place},
                                                 {"from", found.said.from},
                                                 {"to", found.said.to}});
  }

  const places::Gazetteer& gazetteer_;
  const crs::Projector& projector_;
  detail::WhereShapes shapes_;
  io::FeatureWriter features_;
  io::CsvWriter csv_{"row",   "text", "part",       "kind",     "side",  "status",  "candidate",
                     "lon",   "lat",  "confidence", "street",   "place", "missing", "miss",
                     "doubt", "from", "to",         "length_m", "ways",  "wkt"};
  std::int64_t texts_ = 0;
  Counts by_status_;
  Counts by_miss_;
};

}  // namespace

namespace {

/// Columns alias and street (or name).
Expected<void> read_aliases(const std::filesystem::path& file, places::Gazetteer& gazetteer,
                            std::vector<RejectedRow>* rejected) {
  const auto add = [&](const io::CsvRow&, std::span<const std::string_view> values) -> Expected<void> {
    gazetteer.add_alias(values[0], values[1]);
    return {};
  };
  auto read = detail::read_columns(file, {"alias", "street"}, add, rejected);
  const bool other = !read && read.error().code == ErrorCode::column_missing && read.error().field == "street";
  return other ? detail::read_columns(file, {"alias", "name"}, add, rejected) : read;
}

}  // namespace

Expected<places::Gazetteer> load_gazetteer(const Workspace& workspace, const GazetteerFiles& files,
                                           std::vector<RejectedRow>* rejected) {
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  places::Gazetteer gazetteer(places::NameRules::common());
  for (const Street& street : streets) gazetteer.add_street(street.name, street.line);
  if (!files.places.empty()) GRID_CHECK(read_places(files.places, projector, gazetteer, rejected));
  const std::string& kept = workspace.city().responsible.aliases;
  if (!kept.empty()) GRID_CHECK(read_aliases(workspace.folder() / kept, gazetteer, rejected));
  if (!files.aliases.empty()) GRID_CHECK(read_aliases(files.aliases, gazetteer, rejected));
  for (const std::filesystem::path& file : files.landmarks)
    GRID_CHECK(detail::read_landmark_file(file, projector, gazetteer, rejected));
  if (!files.addresses.empty()) GRID_CHECK(detail::read_address_file(files.addresses, projector, gazetteer, rejected));
  return gazetteer;
}

Expected<StepSummary> locate_texts(const Workspace& workspace, const places::Gazetteer& gazetteer,
                                   const TextColumn& texts, const std::filesystem::path& output,
                                   const StepContext& context) {
  const double started = context.stopwatch();
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(streets, workspace.store().streets());
  WhereTable table(std::move(streets), gazetteer, projector);
  std::vector<RejectedRow> rejected;
  GRID_CHECK(detail::read_columns(
      texts.input, {texts.column},
      [&](const io::CsvRow& row, std::span<const std::string_view> values) -> Expected<void> {
        if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
        if (!values[0].empty()) table.add(row.number, values[0]);
        return {};
      },
      &rejected));
  std::vector<Figure> figures = table.figures();
  GRID_CHECK(io::write_file_atomically(output, table.text()));
  if (!texts.geojson.empty()) GRID_CHECK(io::write_file_atomically(texts.geojson, std::move(table).features()));
  StepSummary summary{
      .step = "where", .seconds = context.stopwatch() - started, .figures = std::move(figures), .findings = {}};
  for (const RejectedRow& bad : rejected)
    summary.findings.push_back(message_en(bad.error) + " | " + message_zh(bad.error));
  return summary;
}

Expected<std::string> where_table(const Workspace& workspace, const places::Gazetteer& gazetteer,
                                  std::string_view text) {
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(streets, workspace.store().streets());
  WhereTable table(std::move(streets), gazetteer, projector);
  table.add(1, text);
  return table.text();
}

}  // namespace libgrid::workflow
