#include <libgrid/workflow/detail/rule_files.hpp>

#include <system_error>
#include <utility>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/digest.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/named_columns.hpp>

namespace libgrid::workflow::detail {
namespace {

namespace fs = std::filesystem;

fs::path record_in(const fs::path& folder) { return folder / "rule_sources.csv"; }

}  // namespace

Expected<void> RuleFiles::take(const Source& source) const {
  GRID_TRY(copy, io::AtomicFile::create(folder_ / source.kept));
  std::error_code failed;
  fs::copy_file(source.path, copy.temporary_path(), failed);
  if (failed) return fail(make_error(ErrorCode::file_unwritable, failed.message()).in_file(source.kept));
  return copy.commit();
}

Expected<void> RuleFiles::keep(const fs::path& city_file, std::string& name) {
  if (name.empty()) return {};
  const fs::path source = city_file.parent_path() / name;
  std::error_code failed;
  if (!fs::is_regular_file(source, failed)) return fail(make_error(ErrorCode::file_not_found).in_file(source.string()));
  GRID_TRY(digest, io::sha256_of_file(source));
  GRID_CHECK(io::make_folder(folder_ / "rules"));
  Source kept{.kept = (fs::path("rules") / source.filename()).string(),
              .path = fs::absolute(source, failed).lexically_normal().string(),
              .sha256 = std::move(digest)};
  GRID_CHECK(take(kept));
  name = kept.kept;
  sources_.push_back(std::move(kept));
  return {};
}

Expected<void> RuleFiles::remember() const {
  if (sources_.empty()) return {};
  io::CsvWriter csv{"kept", "source", "sha256"};
  for (const Source& source : sources_) csv.add(source.kept).add(source.path).add(source.sha256).end_row();
  return io::write_file_atomically(record_in(folder_), csv.text());
}

Expected<std::vector<FindingText>> take_changed_rules(const fs::path& workspace) {
  std::vector<FindingText> changed;
  std::error_code not_there;
  if (!fs::exists(record_in(workspace), not_there)) return changed;
  RuleFiles files(workspace);
  const auto read = [&](const io::CsvRow&, std::span<const std::string_view> values) -> Expected<void> {
    files.sources_.push_back({std::string(values[0]), std::string(values[1]), std::string(values[2])});
    return {};
  };
  GRID_CHECK(read_columns(record_in(workspace), {"kept", "source", "sha256"}, read, nullptr));
  for (RuleFiles::Source& source : files.sources_) {
    if (!fs::is_regular_file(source.path, not_there)) continue;
    GRID_TRY(digest, io::sha256_of_file(source.path));
    if (digest == source.sha256) continue;
    source.sha256 = std::move(digest);
    GRID_CHECK(files.take(source));
    const std::string name = fs::path(source.kept).filename().string();
    changed.push_back({name + " has changed where it came from and was read again: SHA-256 " + source.sha256,
                       name + " 的来源文件已更改，已重新读取：SHA-256 " + source.sha256});
  }
  if (!changed.empty()) GRID_CHECK(files.remember());
  return changed;
}

}  // namespace libgrid::workflow::detail
