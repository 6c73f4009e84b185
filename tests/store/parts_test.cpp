#include <libgrid/store/detail/parts.hpp>

#include <set>

#include <libgrid/store/detail/store_file.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {
namespace {

class Parts : public test::InFolder {};

TEST_F(Parts, APartIsThereFromItsMarkToItsClearing) {
  Database database = create_store_file(file).value();
  EXPECT_EQ(require(database, Part::cells).error().detail, "hotspots");
  must(mark_written(database, Part::cells));
  EXPECT_TRUE(require(database, Part::cells).has_value());
  must(clear(database, Part::cells));
  EXPECT_EQ(require(database, Part::cells).error().code, ErrorCode::step_missing);
}

TEST_F(Parts, ClearingGoesDownAllArrows) {
  Database database = create_store_file(file).value();
  for (const Part part : {Part::ground, Part::cells, Part::worst_places, Part::rebounds}) {
    must(mark_written(database, part));
  }
  must(clear(database, Part::districts));                           // also when the part itself was never written
  EXPECT_FALSE(require(database, Part::worst_places).has_value());  // districts -> ground -> cells -> worst_places
  EXPECT_TRUE(require(database, Part::rebounds).has_value());       // only reports lead there
}

TEST(PartTable, ArrowsPointToLaterPartsOnlySoThatClearingEnds) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Part::worst_places); ++i) {
    const PartInfo& row = info(static_cast<Part>(i));
    for (const Part dependant : row.dependants) EXPECT_LT(row.part, dependant) << row.name;
  }
}

TEST(PartTable, NamesAreUnique) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Part::worst_places); ++i) {
    EXPECT_TRUE(names.insert(info(static_cast<Part>(i)).name).second);
  }
}

}  // namespace
}  // namespace libgrid::store::detail
