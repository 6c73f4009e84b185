#include <libgrid/io/mapped_file.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <libgrid/index/layer_locator.hpp>
#include <libgrid/io/atomic_file.hpp>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

using index::LayerLocator;

MultiPolygon square(double x0, double y0, double side) {
  return {{.outer = {{x0, y0}, {x0 + side, y0}, {x0 + side, y0 + side}, {x0, y0 + side}, {x0, y0}}, .holes = {}}};
}

std::string text_of(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Expected<LayerLocator> open_locator(const std::filesystem::path& path) {
  GRID_TRY(file, MappedFile::open(path));
  return LayerLocator::from_bytes(file.bytes(), file.owner());
}

std::vector<std::int32_t> answers_of(const LayerLocator& locator) {
  std::vector<Xy> points;
  for (double x = -0.5; x < 40.0; x += 0.5) points.push_back({x, x / 4.0});
  std::vector<std::int32_t> answers(points.size());
  locator.locate_all(points, answers);
  return answers;
}

LayerLocator row_of_squares(double side) {
  std::vector<MultiPolygon> shapes;
  for (int i = 0; i < 4; ++i) shapes.push_back(square(side * i, 0.0, side));
  const std::vector<index::LayerShapes> layers{{.shapes = shapes}};
  return LayerLocator::build(layers);
}

TEST(MappedFile, TwoProcessesReadOneLocatorWhereItLies) {
  const TemporaryFolder folder;
  const LayerLocator built = row_of_squares(10.0);
  ASSERT_TRUE(write_file_atomically(folder.at("zones.locator"), text_of(built.to_bytes())).has_value());
  const auto wanted = answers_of(built);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto mapped = open_locator(folder.at("zones.locator"));
    ::_exit(mapped.has_value() && answers_of(*mapped) == wanted ? 0 : 1);
  }
  const auto mapped = open_locator(folder.at("zones.locator"));  // while the other process reads it
  ASSERT_TRUE(mapped.has_value());
  EXPECT_EQ(answers_of(*mapped), wanted);
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(MappedFile, AReplacedFileKeepsItsOldBytesForWhoMappedIt) {
  const TemporaryFolder folder;
  const LayerLocator before = row_of_squares(10.0), after = row_of_squares(7.0);
  ASSERT_TRUE(write_file_atomically(folder.at("zones.locator"), text_of(before.to_bytes())).has_value());
  const auto old = open_locator(folder.at("zones.locator"));
  ASSERT_TRUE(write_file_atomically(folder.at("zones.locator"), text_of(after.to_bytes())).has_value());
  ASSERT_TRUE(old.has_value());
  EXPECT_EQ(answers_of(*old), answers_of(before));
  EXPECT_EQ(answers_of(*open_locator(folder.at("zones.locator"))), answers_of(after));
}

TEST(MappedFile, BytesAreThoseOfTheFileAndDamageIsFound) {
  const TemporaryFolder folder;
  std::string text = text_of(row_of_squares(10.0).to_bytes());
  text[text.size() / 2] = static_cast<char>(text[text.size() / 2] + 1);
  ASSERT_TRUE(write_file_atomically(folder.at("zones.locator"), text).has_value());
  const auto file = MappedFile::open(folder.at("zones.locator"));
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size()), text);
  EXPECT_EQ(open_locator(folder.at("zones.locator")).error().code, ErrorCode::index_damaged);
}

TEST(MappedFile, WhatCannotBeMappedIsRefusedAndEmptyIsEmpty) {
  const TemporaryFolder folder;
  EXPECT_EQ(MappedFile::open(folder.at("nothing")).error().code, ErrorCode::file_not_found);
  EXPECT_EQ(MappedFile::open(folder.at(".")).error().code, ErrorCode::file_unreadable);
  ASSERT_TRUE(write_file_atomically(folder.at("empty"), "").has_value());
  const auto empty = MappedFile::open(folder.at("empty"));
  ASSERT_TRUE(empty.has_value());
  EXPECT_TRUE(empty->bytes().empty());
}

}  // namespace
}  // namespace libgrid::io
