#include <libgrid/workflow/detail/kept_words.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(KeptWords, AnewAddedAndWithoutTheColumn) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  Workspace city = new_workspace(folder.path());
  const auto kept = [&] { return must(detail::kept_words(city.store(), "words")); };
  write_file(folder.path() / "a.csv", "case_id,how\nA,paint\nB,sweep\nA,later\n");
  write_file(folder.path() / "b.csv", "case_id,how\nA,other\nC,wall\n");
  write_file(folder.path() / "none.csv", "case_id,why\nA,other\n");
  const auto keep = [&](const char* file, Kept how) {
    must(detail::keep_words(city.store(), "words", {folder.path() / file, "case_id", "how"}, how));
  };
  keep("none.csv", Kept::anew);
  EXPECT_FALSE(kept());
  keep("a.csv", Kept::anew);
  EXPECT_EQ(*kept(), (detail::KeptWords{{"A", "paint"}, {"B", "sweep"}}));
  keep("b.csv", Kept::added);
  EXPECT_EQ(*kept(), (detail::KeptWords{{"A", "paint"}, {"B", "sweep"}, {"C", "wall"}}));
  keep("none.csv", Kept::anew);
  EXPECT_FALSE(kept()) << "the words of reports that are gone";
  EXPECT_EQ(detail::words_of_table({folder.path() / "none.csv", "case_id", "how"}).error().code,
            ErrorCode::column_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
