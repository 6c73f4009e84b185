#include <libgrid/workflow/open_locator.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace libgrid::workflow {
namespace {

TEST(OpenLocator, AnswersFromTheFileAndRefusesWhatIsNone) {
  Polygon square;
  square.outer = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
  std::vector<MultiPolygon> shapes(1);
  shapes[0].push_back(square);
  const std::array layers{index::LayerShapes{.shapes = shapes}};
  const Bytes bytes = index::LayerLocator::build(layers).to_bytes();
  const test::TemporaryFolder folder;
  const auto path = folder.at("layers.idx");
  const auto write = [&](std::size_t size) {
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(size));
  };
  write(bytes.size());
  const auto locator = open_locator(path);
  ASSERT_TRUE(locator);
  std::filesystem::remove(path);  // the map stays
  std::array<std::int32_t, 1> answer{};
  EXPECT_EQ(locator->locate({5, 5}, answer), 0);
  EXPECT_EQ(answer[0], 0);
  EXPECT_EQ(open_locator(path).error().code, ErrorCode::file_not_found);
  EXPECT_EQ(open_locator(path).error().detail, "an index is expected, as libgrid index build writes it");
  write(0);
  EXPECT_EQ(open_locator(path).error().code, ErrorCode::file_unreadable);
  EXPECT_EQ(open_locator(path).error().detail, "too short; an index is expected, as libgrid index build writes it");
  write(bytes.size() - 1);
  EXPECT_EQ(open_locator(path).error().code, ErrorCode::index_damaged);
}

}  // namespace
}  // namespace libgrid::workflow
