#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <service/handlers/handlers.hpp>

#include "small_city.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::service {
namespace {

/// The lines "  /path:" below "paths:".
std::vector<std::string> paths_of(const std::string& file) {
  std::ifstream in(file);
  std::vector<std::string> paths;
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("  /") && line.ends_with(":")) paths.push_back(line.substr(2, line.size() - 3));
  std::ranges::sort(paths);
  return paths;
}

/// Query parameters below every path: "- {name: as_of, in: query, ...}".
std::map<std::string, std::vector<std::string>> query_keys_of(const std::string& file) {
  std::ifstream in(file);
  std::map<std::string, std::vector<std::string>> keys;
  std::string path;
  constexpr std::string_view kName = "{name: ";
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("  /") && line.ends_with(":")) path = line.substr(2, line.size() - 3);
    if (line.starts_with("components:")) break;
    const std::size_t name = line.find(kName);
    if (name == std::string::npos || line.find("in: query") == std::string::npos) continue;
    const std::size_t begin = name + kName.size();
    keys[path].push_back(line.substr(begin, line.find(',', begin) - begin));
  }
  for (auto& [at, names] : keys) std::ranges::sort(names);
  return keys;
}

TEST(OpenApi, DescribesExactlyTheQueryKeysThatAreKnown) {
  const workflow::CityView city = test::small_city();
  const Router router = make_router(city);
  auto described = query_keys_of(libgrid::test::source_dir() + "/service/openapi.yaml");
  for (const std::string& pattern : router.patterns())
    EXPECT_EQ(described[pattern], router.query_keys(pattern)) << pattern;
}

TEST(OpenApi, DescribesExactlyTheRoutesThatExist) {
  const workflow::CityView city = test::small_city();
  EXPECT_EQ(paths_of(libgrid::test::source_dir() + "/service/openapi.yaml"), make_router(city).patterns());
}

}  // namespace
}  // namespace libgrid::service
