#include <libgrid/store/detail/schema.hpp>

#include <libgrid/store/detail/database.hpp>
#include <libgrid/store/detail/store_file.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {
namespace {

class Schema : public test::InFolder {};

TEST_F(Schema, EveryTableIsStrict) {
  Database database = create_store_file(file).value();
  EXPECT_EQ(database
                .number("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' "
                        "AND NOT strict")
                .value(),
            0);
  EXPECT_GT(database.number("SELECT count(*) FROM pragma_table_list WHERE strict").value(), 20);
}

// REAL columns store whole numbers as integers and lose the sign of -0.0.
TEST_F(Schema, NoColumnIsReal) {
  Database database = create_store_file(file).value();
  EXPECT_EQ(
      database.number("SELECT count(*) FROM pragma_table_list t, pragma_table_info(t.name) c WHERE c.type = 'REAL'")
          .value(),
      0);
}

TEST_F(Schema, RowsOfAPlanFallWithTheirZoneMap) {
  Database database = create_store_file(file).value();
  must(database.execute("INSERT INTO zone_maps VALUES(7, 0); INSERT INTO zone_blocks VALUES(7, 0, 1, 1)"));
  must(database.execute("DELETE FROM zone_maps"));
  EXPECT_EQ(database.number("SELECT count(*) FROM zone_blocks").value(), 0);
  EXPECT_FALSE(database.execute("INSERT INTO zone_blocks VALUES(8, 0, 1, 1)").has_value());
}

}  // namespace
}  // namespace libgrid::store::detail
