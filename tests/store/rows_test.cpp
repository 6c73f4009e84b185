#include <libgrid/store/detail/rows.hpp>

#include <libgrid/store/detail/store_file.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {
namespace {

class Rows : public test::InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    database.emplace(create_store_file(file).value());
    must(database->execute("BEGIN"));
  }
  std::optional<Database> database;
};

TEST(RowsSql, NamesTableColumnsAndPlaces) {
  EXPECT_EQ(insert_sql("cells", "ix, iy", false), "INSERT INTO cells(position, ix, iy) VALUES(?,?,?)");
  EXPECT_EQ(insert_sql("posts", "level", true), "INSERT INTO posts(plan_version, position, level) VALUES(?,?,?)");
  EXPECT_EQ(select_sql("cells", "ix, iy", false), "SELECT ix, iy FROM cells ORDER BY position");
  EXPECT_EQ(select_sql("posts", "level", true), "SELECT level FROM posts WHERE plan_version = ? ORDER BY position");
}

TEST_F(Rows, OrderIsKept) {
  std::vector<Cell> cells;
  for (std::int64_t i = 0; i < 1000; ++i) cells.push_back({.ix = (i * 7919) % 1000, .iy = -i});
  must(write_rows<Cell>(*database, cells));
  EXPECT_EQ(read_rows<Cell>(*database).value(), cells);
}

TEST_F(Rows, RowsOfOnePlanAreNotThoseOfAnother) {
  must(database->execute("INSERT INTO zone_maps VALUES(1, 0), (2, 0)"));
  const std::vector<BlockZone> first{{BlockId{1}, ZoneId{10}}};
  const std::vector<BlockZone> second{{BlockId{1}, ZoneId{20}}, {BlockId{2}, ZoneId{20}}};
  must(write_rows<BlockZone>(*database, second, 2));
  must(write_rows<BlockZone>(*database, first, 1));
  EXPECT_EQ(read_rows<BlockZone>(*database, 1).value(), first);
  EXPECT_EQ(read_rows<BlockZone>(*database, 2).value(), second);
}

TEST_F(Rows, AnUnreadableRowNamesItsTable) {
  must(database->execute("INSERT INTO road_pieces VALUES(0, 1, 1, 0.0, 1.0, NULL, 'all', 'middle', 'inside', '')"));
  const auto read = read_rows<RoadPiece>(*database);
  EXPECT_EQ(read.error().file, "road_pieces");
  EXPECT_EQ(read.error().detail, "unknown word \"middle\"");
}

}  // namespace
}  // namespace libgrid::store::detail
