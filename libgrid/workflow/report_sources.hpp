#pragma once
/// Who saw it: the source of every report, and what kind of source that is.
///
///   GRID_TRY(sources, read_sources({"reports.csv.gz", "case_id", "source", ""}, ids));
///   sources.names[sources.of_report[i]];                 // "Citizens Connect App", as written; "" where none is
///   sources.kind[sources.of_report[i]];                  // SourceKind::open: the public
///
/// The file is any table with the columns of the case's id and of the source, e.g. the one the reports came from.
/// Kinds: patrol (a person sent to look: depends on visits), open (the public, 公众), leader (assigned from above,
/// 领导批示), other. They come from a table (source,class with class patrol, public, leader or other; one line each)
/// or, without one, from known_sources(): the words of the sample cities and of the national event records; unknown
/// words are `other` and listed in `unknown`. The table decides about all words if it is given.
/// An import keeps the source of every report with it (Report::source; the column is `report_columns.source` of the
/// city file); sources_of() is the same split from there, without the file.
/// @errors those of io::read_csv, column_missing; parameter_invalid: a class that is none of the four

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::workflow {

enum class SourceKind : unsigned char { patrol, open, leader, other };
inline constexpr std::array<std::string_view, 4> kSourceKinds{"patrol", "public", "leader", "other"};

struct SourceFile {
  std::filesystem::path path;
  std::string id_column = "case_id";
  std::string source_column = "source";
  std::filesystem::path classes{};  ///< empty: known_sources()
};

struct ReportSources {
  std::vector<std::string> names;  ///< ascending
  std::vector<SourceKind> kind;    ///< of names
  std::vector<std::size_t> of_report;
  std::vector<std::string> unknown;  ///< names without a kind of their own
  std::size_t missing = 0;           ///< reports that the file does not have

  [[nodiscard]] SourceKind kind_of(std::size_t report) const { return kind[of_report[report]]; }
};

using KnownSource = std::pair<std::string_view, SourceKind>;
[[nodiscard]] std::span<const KnownSource> known_sources();

[[nodiscard]] Expected<ReportSources> read_sources(const SourceFile& file, std::span<const std::string> ids);

/// Nothing if no report has a source. `classes` as in SourceFile.
[[nodiscard]] Expected<std::optional<ReportSources>> sources_of(std::span<const Report> reports,
                                                                const std::filesystem::path& classes);

}  // namespace libgrid::workflow
