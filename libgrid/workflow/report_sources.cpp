#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <libgrid/workflow/detail/word_table.hpp>
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

using KindTable = std::map<std::string, SourceKind, std::less<>>;

Expected<KindTable> kinds_of(const std::filesystem::path& classes) {
  KindTable table;
  if (classes.empty()) {
    for (const auto& [name, kind] : kKnownSources) table.emplace(name, kind);
    return table;
  }
  GRID_CHECK(detail::read_pairs(classes, {"source", "class"}, [&](std::string_view name, std::string_view kind) {
    const auto found = std::ranges::find(kSourceKinds, kind);
    if (found == kSourceKinds.end())
      return Expected<void>(
          fail(make_error(ErrorCode::parameter_invalid, std::string(kind) + ": patrol, public, leader or other")
                   .at_field("class")));
    table[std::string(name)] = static_cast<SourceKind>(found - kSourceKinds.begin());
    return Expected<void>();
  }));
  return table;
}

ReportSources split(const detail::WordOfId& source, const KindTable& kinds, std::span<const std::string> ids) {
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
  GRID_TRY(source, detail::words_of_table({file.path, file.id_column, file.source_column}));
  return split(source, kinds, ids);
}

Expected<std::optional<ReportSources>> sources_of(std::span<const Report> reports,
                                                  const std::filesystem::path& classes) {
  std::vector<std::string> ids;
  detail::WordOfId source;
  for (const Report& report : reports) {
    ids.push_back(report.id);
    if (!report.source.empty()) source.emplace(report.id, report.source);
  }
  if (source.empty()) return std::nullopt;
  GRID_TRY(kinds, kinds_of(classes));
  return std::optional(split(source, kinds, ids));
}

}  // namespace libgrid::workflow
