#include <libgrid/workflow/detail/bias_picture.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/workflow/bias_files.hpp"

namespace libgrid::workflow::test {
namespace {

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(BiasPicture, OnePanelPerLayerInOneLanguage) {
  const TinyFolder folder;
  const BiasAnalysis told = must(analyse_bias(finished_workspace(), {.sources = write_sources(folder.path())}, {}));
  const std::string zh = detail::bias_picture(told, {.chinese = true, .synthetic = true});
  const std::string en = detail::bias_picture(told, {});
  EXPECT_TRUE(zh.starts_with("<svg xmlns="));
  EXPECT_EQ(times(zh, "<g transform"), 3U);
  EXPECT_NE(zh.find("仅公众上报"), std::string::npos);
  EXPECT_NE(zh.find("synthetic"), std::string::npos);
  EXPECT_EQ(zh.find("Public only"), std::string::npos);
  EXPECT_NE(en.find("Public only"), std::string::npos);
  EXPECT_EQ(en.find("synthetic"), std::string::npos);
  std::size_t hot = 0;
  for (const BiasLayer& layer : told.layers) hot += static_cast<std::size_t>(std::ranges::count(layer.hot, true));
  EXPECT_EQ(times(en, "<path"), 3 * told.zones.size() + hot);
}

}  // namespace
}  // namespace libgrid::workflow::test
