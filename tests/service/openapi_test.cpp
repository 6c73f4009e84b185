#include <gtest/gtest.h>

#include <fstream>
#include <string>
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

TEST(OpenApi, DescribesExactlyTheRoutesThatExist) {
  const workflow::CityView city = test::small_city();
  EXPECT_EQ(paths_of(libgrid::test::source_dir() + "/service/openapi.yaml"), make_router(city).patterns());
}

}  // namespace
}  // namespace libgrid::service
