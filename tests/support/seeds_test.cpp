#include "tests/support/seeds.hpp"

#include <gtest/gtest-spi.h>

namespace libgrid::test {
namespace {

/// GRID_SEED for one test; what was there before comes back.
class Environment : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const char* given = std::getenv("GRID_SEED")) before_ = given;
    ::unsetenv("GRID_SEED");
  }
  void TearDown() override { before_.empty() ? ::unsetenv("GRID_SEED") : ::setenv("GRID_SEED", before_.c_str(), 1); }

 private:
  std::string before_;
};

TEST_F(Environment, TheUsualSeedUnlessAnotherIsGiven) {
  EXPECT_EQ(Seed{20151}.value(), 20151U);
  ::setenv("GRID_SEED", "7", 1);
  EXPECT_EQ(Seed{20151}.value(), 7U);
  ::setenv("GRID_SEED", "seven", 1);
  EXPECT_THROW(Seed{20151}, std::invalid_argument);
}

TEST_F(Environment, AFailurePrintsTheSeed) {
  EXPECT_NONFATAL_FAILURE(
      {
        const Seed seed{20151};
        ADD_FAILURE();
      },
      "GRID_SEED=20151");
}

}  // namespace
}  // namespace libgrid::test
