#include <libgrid/io/detail/file_bytes.hpp>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io::detail {
namespace {

TEST(FileBytes, ReadsAllOrNamesTheReason) {
  const TemporaryFolder folder;
  const auto path = folder.write("f", std::string("a\0b\r\n", 5));
  EXPECT_EQ(read_file(path).value(), std::string("a\0b\r\n", 5));
  EXPECT_EQ(read_file(path, 5).value().size(), 5U);
  EXPECT_EQ(read_file(path, 4).error().code, ErrorCode::body_too_large);
  EXPECT_EQ(read_file(folder.write("empty", "")).value(), "");
  EXPECT_EQ(read_file(folder.at("none")).error().code, ErrorCode::file_not_found);
  EXPECT_EQ(read_file(folder.at("none")).error().file, "none");
  EXPECT_EQ(read_file(folder.at(".")).error().code, ErrorCode::file_unreadable);
  EXPECT_EQ(read_file("/dev/null").error().code, ErrorCode::file_unreadable);
}

}  // namespace
}  // namespace libgrid::io::detail
