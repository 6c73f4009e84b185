#include <libgrid/workflow/workspace.hpp>

#include <system_error>
#include <utility>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/city_file.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/rule_files.hpp>

namespace libgrid::workflow {
namespace {

constexpr const char* kCityFile = "workspace.json";
constexpr const char* kStoreFile = "store.sqlite";

Expected<void> clear(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::remove(folder / kCityFile, failed);  // first: from here on the folder is no workspace
  for (const char* suffix : {"", "-wal", "-shm", "-journal"})
    std::filesystem::remove(folder / (std::string(kStoreFile) + suffix), failed);
  for (const char* record : {"rule_sources.csv", "recorded_decisions.csv"})
    std::filesystem::remove(folder / record, failed);
  if (failed) return fail(make_error(ErrorCode::file_unwritable, failed.message()).in_file(folder.string()));
  return {};
}

}  // namespace

Expected<Workspace> Workspace::create(const std::filesystem::path& folder, const std::filesystem::path& city_file,
                                      bool replace) {
  GRID_TRY(city, io::read_city(city_file));
  if (std::filesystem::exists(folder / kCityFile) && !replace)
    return fail(make_error(ErrorCode::file_unwritable, "there is a workspace already").in_file(folder.string()));
  GRID_CHECK(io::make_folder(folder));
  GRID_CHECK(clear(folder));
  detail::RuleFiles rules(folder);
  GRID_CHECK(rules.keep(city_file, city.responsible.exceptions));
  GRID_CHECK(rules.keep(city_file, city.responsible.precedents));
  GRID_CHECK(rules.keep(city_file, city.responsible.aliases));
  if (city.frontage) GRID_CHECK(rules.keep(city_file, city.frontage->buildings));
  GRID_CHECK(rules.remember());
  GRID_TRY(store, store::Store::create(folder / kStoreFile));
  GRID_CHECK(io::write_file_atomically(folder / kCityFile, io::to_json(city)));
  return Workspace(folder, std::move(city), std::move(store));
}

Expected<Workspace> Workspace::open(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / kCityFile))
    return fail(make_error(ErrorCode::workspace_missing).in_file(folder.string()));
  GRID_TRY(city, io::read_city(folder / kCityFile));
  GRID_TRY(store, store::Store::open(folder / kStoreFile));
  return Workspace(folder, std::move(city), std::move(store));
}

}  // namespace libgrid::workflow
