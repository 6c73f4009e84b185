// Demonstrates: published plans are kept by version and answer for any date, also after they were replaced.

#include <cstdio>
#include <filesystem>
#include <string>

#include <unistd.h>

#include <libgrid/store/store.hpp>

using libgrid::Expected;
using libgrid::store::Store;

namespace {

libgrid::LocalTime date(const char* text) { return *libgrid::parse_local_time(std::string(text) + "T00:00:00"); }

libgrid::PlanVersion version(std::int64_t number, const char* valid_from) {
  libgrid::PlanVersion made;
  made.id = libgrid::PlanId{number};
  made.version = number;
  made.valid_from = date(valid_from);
  return made;
}

libgrid::ZoneMap plan_of(std::size_t zones) {
  libgrid::ZoneMap map;
  map.zones.resize(zones);
  return map;
}

Expected<void> run(const std::filesystem::path& file) {
  GRID_TRY(store, Store::create(file));
  GRID_CHECK(store.put_plan(plan_of(120), version(1, "2015-01-01")));
  GRID_CHECK(store.put_plan(plan_of(131), version(2, "2015-07-01")));

  for (const char* day : {"2014-12-31", "2015-03-08", "2015-07-01"}) {
    const auto plan = store.plan_in_force(date(day));
    if (plan) {
      std::printf("%s: version %d, %zu zones\n", day, static_cast<int>(plan->version.version), plan->map.zones.size());
    } else {
      std::printf("%s: %s\n", day, message_en(plan.error()).c_str());
    }
  }
  const auto refused = store.put_plan(plan_of(1), version(3, "2015-02-01"));
  std::printf("into the past: %s\n", refused.error().detail.c_str());
  return {};
}

}  // namespace

int main() {
  const auto folder = std::filesystem::temp_directory_path() / ("libgrid_example_" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const Expected<void> result = run(folder / "store.sqlite");
  std::filesystem::remove_all(folder);
  if (!result) return std::printf("%s\n", message_en(result.error()).c_str()), 1;
}
