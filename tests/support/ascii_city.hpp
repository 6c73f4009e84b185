#pragma once
/// A city drawn in characters, so that a test reads as a picture of its case.
///
///   const AsciiCity city = ascii_city(R"(
///     AAAABBBB | .....1.. | ........      left: areas by letter; middle: reports; right: roads (both may be left out)
///     AAAABBBB | ..2..... | rrrrrrrr
///     CCCCCCCC | ........ | ........
///   )");
///   city.shape('A');       // 4 x 2 cells: POLYGON ((0 10, 40 10, 40 30, 0 30, 0 10))
///   city.report('1');      // centre of its cell: (55, 25)
///   city.street('r').line; // through the centres of its cells: (5, 15) to (75, 15)
///
/// One cell is 10 m unless said otherwise; the last line is the south, its lower left corner is (0, 0). '.' is nothing.
/// Neighbours share every vertex: a border has vertices where it turns or where a third area begins, and no others.
/// An area whose cells meet only in a corner has several parts. Ids follow the alphabet: 'A' is 1, 'Z' 26, 'a' 27.
///
/// A road is drawn with one letter from end to end and begins at the end that comes first in reading order; '+' is a
/// crossing that roads pass straight on, or end in. With roads_on_corners a character stands for the upper left corner
/// of its cell instead of the centre, so that roads can run along borders (add a line of '.' below for the lowest
/// ones).
/// @errors throws std::invalid_argument: a drawing that can be read in two ways

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>

namespace libgrid::test {

struct AsciiOptions {
  Metres cell{10.0};
  bool roads_on_corners = false;
};

/// 'A' -> 1 ... 'Z' -> 26, 'a' -> 27 ... 'z' -> 52.
[[nodiscard]] std::int64_t number_of(char letter);

class AsciiCity {
 public:
  using Rows = std::vector<std::string>;

  AsciiCity(Rows areas, Rows reports, Rows roads, AsciiOptions options);

  // Areas
  [[nodiscard]] std::string letters() const;               ///< each once, in the order of their ids
  [[nodiscard]] MultiPolygon shape(char letter) const;     ///< parts ordered by their lowest left corner
  [[nodiscard]] Polygon block(char letter) const;          ///< throws if it has several parts
  [[nodiscard]] std::vector<Block> blocks() const;         ///< one per letter: id, shape, area
  [[nodiscard]] std::vector<Zone> zones() const;           ///< one per letter: id, code = letter, level 1, shape
  [[nodiscard]] std::vector<BlockBorder> borders() const;  ///< a < b, sorted; lengths counted from the picture
  [[nodiscard]] MultiPolygon land() const;                 ///< all areas together, with the vertices of each
  [[nodiscard]] char area_at(std::size_t column, std::size_t row) const { return areas_[row][column]; }
  [[nodiscard]] std::size_t columns() const { return areas_.front().size(); }
  [[nodiscard]] std::size_t rows() const { return areas_.size(); }

  // Reports
  [[nodiscard]] Xy report(char mark) const;                ///< throws unless it is drawn once
  [[nodiscard]] std::vector<Xy> reports(char mark) const;  ///< in reading order
  [[nodiscard]] std::vector<std::pair<char, Xy>> reports() const;

  // Roads
  [[nodiscard]] Street street(char letter) const;
  [[nodiscard]] std::vector<Street> streets() const;  ///< by letter: id, name = letter

  /// Centre of a cell; row 0 is the uppermost line.
  [[nodiscard]] Xy centre(std::size_t column, std::size_t row) const;
  /// Upper left corner of a cell.
  [[nodiscard]] Xy corner(std::size_t column, std::size_t row) const;

 private:
  Rows areas_;
  Rows reports_;
  Rows roads_;
  AsciiOptions options_;
};

[[nodiscard]] AsciiCity ascii_city(std::string_view drawing, AsciiOptions options = {});

/// A plan over the blocks of a city, drawn by zone letter in the same cells; throws if it cuts a block.
///
///   block_zones(ascii_city("ABCD"), "XXYY");     // blocks A, B in zone X; C, D in zone Y
[[nodiscard]] std::vector<BlockZone> block_zones(const AsciiCity& blocks, std::string_view zones);

}  // namespace libgrid::test
