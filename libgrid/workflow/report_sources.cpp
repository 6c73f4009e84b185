#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/workflow/report_sources.hpp>

namespace libgrid::workflow {
namespace {

constexpr std::array<KnownSource, 21> kKnownSources{{{"12345", SourceKind::open},
                                                     {"Citizens Connect App", SourceKind::open},
                                                     {"City Worker App", SourceKind::patrol},
                                                     {"Constituent Call", SourceKind::open},
                                                     {"Employee Generated", SourceKind::patrol},
                                                     {"Maximo Integration", SourceKind::other},
                                                     {"Self Service", SourceKind::open},
                                                     {"Twitter", SourceKind::open},
                                                     {"leader", SourceKind::leader},
                                                     {"other", SourceKind::other},
                                                     {"patrol", SourceKind::patrol},
                                                     {"public", SourceKind::open},
                                                     {"公众", SourceKind::open},
                                                     {"公众举报", SourceKind::open},
                                                     {"巡查", SourceKind::patrol},
                                                     {"热线", SourceKind::open},
                                                     {"监督员上报", SourceKind::patrol},
                                                     {"视频", SourceKind::other},
                                                     {"部门批转", SourceKind::leader},
                                                     {"采集员", SourceKind::patrol},
                                                     {"领导批示", SourceKind::leader}}};

using TakePair = std::function<Expected<void>(std::string_view first, std::string_view second)>;

/// The two columns of every good row.
Expected<void> read_pairs(const std::filesystem::path& path, const std::array<std::string, 2>& columns,
                          const TakePair& take, io::TextEncoding encoding = io::TextEncoding::utf8) {
  std::array<std::size_t, 2> at{};
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    for (std::size_t k = 0; k < 2; ++k) {
      const auto found = std::ranges::find(names, columns[k]);
      if (found == names.end()) return fail(make_error(ErrorCode::column_missing, columns[k]).at_field(columns[k]));
      at[k] = static_cast<std::size_t>(found - names.begin());
    }
    return {};
  };
  handler.row = [&](const io::CsvRow& row) { return take(row.fields[at[0]], row.fields[at[1]]); };
  handler.rejected = [](const RejectedRow&) {};  // a row of the report table that is broken is no report either
  io::CsvLimits limits;
  limits.encoding = encoding;
  auto done = io::read_csv(path, handler, limits);
  if (!done) return fail(std::move(done.error()).in_file(path.filename().string()));
  return {};
}

using KindTable = std::map<std::string, SourceKind, std::less<>>;

Expected<KindTable> kinds_of(const std::filesystem::path& classes) {
  KindTable table;
  if (classes.empty()) {
    for (const auto& [name, kind] : kKnownSources) table.emplace(name, kind);
    return table;
  }
  GRID_CHECK(read_pairs(classes, {"source", "class"}, [&](std::string_view name, std::string_view kind) {
    const auto found = std::ranges::find(kSourceKinds, kind);
    if (found == kSourceKinds.end()) return Expected<void>(fail(ErrorCode::parameter_invalid, std::string(kind)));
    table[std::string(name)] = static_cast<SourceKind>(found - kSourceKinds.begin());
    return Expected<void>();
  }));
  return table;
}

using SourceWords = std::unordered_map<std::string, std::string>;

/// The source of every id; of a repeated id the first row is the report.
Expected<SourceWords> words_of(const SourceFile& file, io::TextEncoding encoding) {
  SourceWords source;
  GRID_CHECK(read_pairs(
      file.path, {file.id_column, file.source_column},
      [&](std::string_view id, std::string_view name) -> Expected<void> {
        source.emplace(id, name);
        return {};
      },
      encoding));
  return source;
}

ReportSources split(const SourceWords& source, const KindTable& kinds, std::span<const std::string> ids) {
  std::set<std::string> names;
  for (const std::string& id : ids)
    if (const auto found = source.find(id); found != source.end()) names.insert(found->second);
  ReportSources sources;
  for (const std::string& id : ids) sources.missing += source.contains(id) ? 0 : 1;
  if (sources.missing > 0) names.insert(std::string());
  sources.names.assign(names.begin(), names.end());
  for (const std::string& name : sources.names) {
    const auto kind = kinds.find(name);
    sources.kind.push_back(kind == kinds.end() ? SourceKind::other : kind->second);
    if (kind == kinds.end()) sources.unknown.push_back(name);
  }
  for (const std::string& id : ids) {
    const auto found = source.find(id);
    const std::string& name = found == source.end() ? std::string() : found->second;
    sources.of_report.push_back(
        static_cast<std::size_t>(std::ranges::lower_bound(sources.names, name) - sources.names.begin()));
  }
  return sources;
}

}  // namespace

std::span<const KnownSource> known_sources() { return kKnownSources; }

Expected<ReportSources> read_sources(const SourceFile& file, std::span<const std::string> ids) {
  GRID_TRY(kinds, kinds_of(file.classes));
  GRID_TRY(source, words_of(file, io::TextEncoding::utf8));
  return split(source, kinds, ids);
}

Expected<std::optional<ReportSources>> sources_of(std::span<const Report> reports,
                                                  const std::filesystem::path& classes) {
  std::vector<std::string> ids;
  SourceWords source;
  for (const Report& report : reports) {
    ids.push_back(report.id);
    if (!report.source.empty()) source.emplace(report.id, report.source);
  }
  if (source.empty()) return std::nullopt;
  GRID_TRY(kinds, kinds_of(classes));
  return std::optional(split(source, kinds, ids));
}

}  // namespace libgrid::workflow
