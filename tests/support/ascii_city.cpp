#include "tests/support/ascii_city.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "tests/support/ascii_rings.hpp"
#include "tests/support/ascii_roads.hpp"

namespace libgrid::test {
namespace {

constexpr char kNothing = '.';

[[noreturn]] void refuse(const std::string& why) { throw std::invalid_argument("ascii city: " + why); }

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(at);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// The panels side by side, each as its rows.
std::vector<AsciiCity::Rows> panels_of(std::string_view drawing) {
  std::vector<AsciiCity::Rows> panels;
  for (const std::string_view line : split(drawing, '\n')) {
    if (line.empty()) continue;
    const auto parts = split(line, '|');
    if (panels.empty()) panels.resize(parts.size());
    if (panels.size() != parts.size()) refuse("lines have different numbers of panels");
    for (std::size_t i = 0; i < parts.size(); ++i) panels[i].emplace_back(parts[i]);
  }
  if (panels.empty() || panels.size() > 3) refuse("one to three panels are needed");
  panels.resize(3);
  return panels;
}

void check_rectangle(const AsciiCity::Rows& rows) {
  for (const std::string& row : rows) {
    if (row.size() != rows.front().size()) refuse("lines of one panel have different lengths");
  }
}

std::set<char> marks_in(const AsciiCity::Rows& rows) {
  std::set<char> marks;
  for (const std::string& row : rows) marks.insert(row.begin(), row.end());
  marks.erase(kNothing);
  return marks;
}

/// Areas with row and column from the lower left, and nothing around them.
class Areas {
 public:
  explicit Areas(const AsciiCity::Rows& rows) : rows_(rows) {}

  int columns() const { return static_cast<int>(rows_.front().size()); }
  int lines() const { return static_cast<int>(rows_.size()); }
  char at(int x, int y) const {
    if (x < 0 || y < 0 || x >= columns() || y >= lines()) return kNothing;
    return rows_[static_cast<std::size_t>(lines() - 1 - y)][static_cast<std::size_t>(x)];
  }
  /// The border turns at this lattice point, or a third area begins there. The same for all areas around it.
  bool is_vertex(CellAt point) const {
    const auto [x, y] = point;
    const char north_west = at(x - 1, y);
    const char north_east = at(x, y);
    const char south_west = at(x - 1, y - 1);
    const char south_east = at(x, y - 1);
    const bool level = north_west == north_east && south_west == south_east;
    const bool upright = north_west == south_west && north_east == south_east;
    return !level && !upright;
  }
  template <class Inside>
  MultiPolygon outline_of(Inside inside, Metres cell) const {
    MultiPolygon parts = outline({.columns = columns(),
                                  .lines = lines(),
                                  .inside = [&](CellAt c) { return inside(at(c.first, c.second)); },
                                  .is_vertex = [&](CellAt p) { return is_vertex(p); }});
    for (Polygon& part : parts) {
      scale(part.outer, cell);
      for (Ring& hole : part.holes) scale(hole, cell);
    }
    return parts;
  }

 private:
  static void scale(Ring& ring, Metres cell) {
    for (Xy& p : ring) p = {p.x * cell.value, p.y * cell.value};
  }

  const AsciiCity::Rows& rows_;
};

}  // namespace

std::int64_t number_of(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A' + 1;
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 27;
  refuse(std::string("areas and roads are letters, not ") + letter);
}

AsciiCity::AsciiCity(Rows areas, Rows reports, Rows roads, AsciiOptions options)
    : areas_(std::move(areas)), reports_(std::move(reports)), roads_(std::move(roads)), options_(options) {
  if (areas_.empty() || areas_.front().empty()) refuse("nothing is drawn");
  for (const Rows* panel : {&areas_, &reports_, &roads_}) check_rectangle(*panel);
  for (const char letter : marks_in(areas_)) static_cast<void>(number_of(letter));
  for (const char letter : marks_in(roads_)) {
    if (letter != '+') static_cast<void>(number_of(letter));
  }
}

std::string AsciiCity::letters() const {
  const std::set<char> marks = marks_in(areas_);  // upper case sorts before lower case, as the ids do
  return {marks.begin(), marks.end()};
}

MultiPolygon AsciiCity::shape(char letter) const {
  if (letters().find(letter) == std::string::npos) refuse(std::string("no area ") + letter);
  return Areas(areas_).outline_of([letter](char c) { return c == letter; }, options_.cell);
}

MultiPolygon AsciiCity::land() const {
  return Areas(areas_).outline_of([](char c) { return c != kNothing; }, options_.cell);
}

Polygon AsciiCity::block(char letter) const {
  MultiPolygon parts = shape(letter);
  if (parts.size() != 1) refuse(std::string("area ") + letter + " has several parts");
  return std::move(parts.front());
}

std::vector<Block> AsciiCity::blocks() const {
  std::vector<Block> blocks;
  for (const char letter : letters()) {
    Block& made = blocks.emplace_back();
    made.id = BlockId{number_of(letter)};
    made.district = DistrictId{1};
    made.shape = block(letter);
    made.area = area(made.shape);
  }
  return blocks;
}

std::vector<Zone> AsciiCity::zones() const {
  std::vector<Zone> zones;
  for (const char letter : letters()) {
    Zone& zone = zones.emplace_back();
    zone.id = ZoneId{number_of(letter)};
    zone.code = std::string(1, letter);
    zone.shape = shape(letter);
    zone.area = area(zone.shape);
    zone.parts = static_cast<std::int64_t>(zone.shape.size());
  }
  return zones;
}

std::vector<BlockBorder> AsciiCity::borders() const {
  const Areas areas(areas_);
  std::map<std::pair<char, char>, double> metres;
  const auto count = [&](char a, char b) {
    if (a != b && a != kNothing && b != kNothing) metres[std::minmax(a, b)] += options_.cell.value;
  };
  for (int y = 0; y < areas.lines(); ++y) {
    for (int x = 0; x < areas.columns(); ++x) {
      count(areas.at(x, y), areas.at(x + 1, y));
      count(areas.at(x, y), areas.at(x, y + 1));
    }
  }
  std::vector<BlockBorder> borders;
  for (const auto& [pair, length] : metres) {
    borders.push_back({BlockId{number_of(pair.first)}, BlockId{number_of(pair.second)}, Metres{length}});
  }
  return borders;
}

std::vector<std::pair<char, Xy>> AsciiCity::reports() const {
  std::vector<std::pair<char, Xy>> found;
  for (std::size_t row = 0; row < reports_.size(); ++row) {
    for (std::size_t column = 0; column < reports_[row].size(); ++column) {
      const char mark = reports_[row][column];
      if (mark != kNothing) found.emplace_back(mark, centre(column, row));
    }
  }
  return found;
}

std::vector<Xy> AsciiCity::reports(char mark) const {
  std::vector<Xy> found;
  for (const auto& [drawn, at] : reports()) {
    if (drawn == mark) found.push_back(at);
  }
  return found;
}

Xy AsciiCity::report(char mark) const {
  const std::vector<Xy> found = reports(mark);
  if (found.size() != 1) refuse(std::string("report ") + mark + " is drawn " + std::to_string(found.size()) + " times");
  return found.front();
}

Street AsciiCity::street(char letter) const {
  Street street{.id = StreetId{number_of(letter)}, .name = std::string(1, letter), .road_class = {}, .line = {}};
  for (const auto& [column, row] : road_corners(roads_, letter)) {
    const auto x = static_cast<std::size_t>(column);
    const auto y = static_cast<std::size_t>(row);
    street.line.push_back(options_.roads_on_corners ? corner(x, y) : centre(x, y));
  }
  return street;
}

std::vector<Street> AsciiCity::streets() const {
  std::vector<Street> streets;
  for (const char letter : marks_in(roads_)) {
    if (letter != '+') streets.push_back(street(letter));
  }
  return streets;
}

Xy AsciiCity::corner(std::size_t column, std::size_t row) const {
  const auto lines = static_cast<double>(areas_.size());
  return {static_cast<double>(column) * options_.cell.value, (lines - static_cast<double>(row)) * options_.cell.value};
}

Xy AsciiCity::centre(std::size_t column, std::size_t row) const {
  const Xy upper_left = corner(column, row);
  return {upper_left.x + options_.cell.value / 2, upper_left.y - options_.cell.value / 2};
}

AsciiCity ascii_city(std::string_view drawing, AsciiOptions options) {
  std::vector<AsciiCity::Rows> panels = panels_of(drawing);
  return {std::move(panels[0]), std::move(panels[1]), std::move(panels[2]), options};
}

std::vector<BlockZone> block_zones(const AsciiCity& blocks, std::string_view zones) {
  const AsciiCity drawn = ascii_city(zones);
  if (drawn.rows() != blocks.rows() || drawn.columns() != blocks.columns()) refuse("blocks and zones differ in size");
  std::map<char, char> zone_of;
  for (std::size_t row = 0; row < blocks.rows(); ++row) {
    for (std::size_t column = 0; column < blocks.columns(); ++column) {
      const char block = blocks.area_at(column, row);
      const char zone = drawn.area_at(column, row);
      if (block == kNothing) continue;
      if (zone_of.emplace(block, zone).first->second != zone) refuse(std::string("the plan cuts block ") + block);
    }
  }
  std::vector<BlockZone> rows;
  for (const auto& [block, zone] : zone_of) rows.push_back({BlockId{number_of(block)}, ZoneId{number_of(zone)}});
  return rows;
}

}  // namespace libgrid::test
