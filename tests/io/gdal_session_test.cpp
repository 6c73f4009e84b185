#include <libgrid/io/detail/gdal_session.hpp>

#include <string>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

std::string option(const char* name) { return CPLGetConfigOption(name, "not set"); }

TEST(GdalSession, OptionsLastAsLongAsTheSession) {
  const std::string before = option("OGR_CURRENT_DATE");
  {
    const GdalSession outer({{"OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z"}});
    EXPECT_EQ(option("OGR_CURRENT_DATE"), "1970-01-01T00:00:00.000Z");
    {
      const GdalSession inner({{"OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"}});
      EXPECT_EQ(option("OGR_CURRENT_DATE"), "2000-01-01T00:00:00.000Z");
    }
    EXPECT_EQ(option("OGR_CURRENT_DATE"), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(option("GDAL_HTTP_PROXY"), "127.0.0.1:1");
  }
  EXPECT_EQ(option("OGR_CURRENT_DATE"), before);
}

TEST(GdalSession, HearsWarningsAndErrorsAndPrintsNone) {
  testing::internal::CaptureStderr();
  {
    const GdalSession gdal;
    EXPECT_FALSE(gdal.heard().failed);
    CPLError(CE_Warning, CPLE_AppDefined, "only a warning");
    EXPECT_FALSE(gdal.heard().failed);
    EXPECT_EQ(gdal.heard().message, "only a warning");
    CPLError(CE_Failure, CPLE_AppDefined, "an error");
    CPLError(CE_Debug, CPLE_AppDefined, "chatter");
    EXPECT_TRUE(gdal.heard().failed);
    EXPECT_EQ(gdal.heard().message, "an error");
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace libgrid::io::detail
