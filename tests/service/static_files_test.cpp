#include <service/http/static_files.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace libgrid::service {
namespace {

namespace fs = std::filesystem;

/// A folder with index.html, a hashed script, a secret beside it, and a link out of it.
class StaticFiles : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(root_ / "dist" / "assets");
    write("secret.txt", "secret");
    write("dist/index.html", "<!doctype html>");
    write("dist/assets/index-abc123.js", "1;");
    fs::create_symlink(root_ / "secret.txt", root_ / "dist" / "link.txt");
  }

  void write(const char* name, const char* text) const { std::ofstream(root_ / name) << text; }
  static Request get(std::string path) {
    return {.path = std::move(path), .query = {}, .headers = {}, .body = {}, .parameters = {}};
  }
  libgrid::test::TemporaryFolder folder_;
  fs::path root_ = folder_.path();
};

TEST_F(StaticFiles, TheRootIsThePageWithItsPolicy) {
  const Expected<Handler> page = static_files(root_ / "dist");
  ASSERT_TRUE(page);
  const Response index = (*page)(get("/"));
  EXPECT_EQ(index.status, 200);
  EXPECT_EQ(index.body, "<!doctype html>");
  EXPECT_EQ(index.content_type, "text/html; charset=utf-8");
  EXPECT_NE(index.headers.at("content-security-policy").find("default-src 'self'"), std::string::npos);
  EXPECT_EQ(index.headers.at("cache-control"), "no-cache");
  EXPECT_TRUE(index.headers.contains("etag"));
}

TEST_F(StaticFiles, HashedAssetsAreImmutable) {
  const Response script = (*static_files(root_ / "dist"))(get("/assets/index-abc123.js"));
  EXPECT_EQ(script.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(script.headers.at("cache-control"), "public, max-age=31536000, immutable");
}

TEST_F(StaticFiles, NothingOutsideTheFolderIsServed) {
  const Expected<Handler> page = static_files(root_ / "dist");
  for (const char* path : {"/../secret.txt", "/assets/../../secret.txt", "/link.txt", "/assets", "/assets/",
                           "//index.html", "/./index.html", "/secret.txt", "/nothing", ""}) {
    EXPECT_EQ((*page)(get(path)).status, 404) << path;
  }
}

TEST_F(StaticFiles, AFolderWithoutPageIsAnError) {
  const auto page = static_files(root_);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::file_not_found);
  EXPECT_FALSE(static_files(root_ / "no such folder"));
}

TEST(ContentTypeOf, KnownExtensions) {
  EXPECT_EQ(content_type_of("/a/b.mjs"), "text/javascript; charset=utf-8");
  EXPECT_EQ(content_type_of("/a.b/c"), "application/octet-stream");
  EXPECT_EQ(content_type_of(""), "application/octet-stream");
}

}  // namespace
}  // namespace libgrid::service
