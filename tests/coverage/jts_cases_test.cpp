/// Cases of JTS (data/geom_xml) as they stand: what is a valid polygon, and what polygonizing gives.

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/coverage/detail/geos.hpp>
#include <libgrid/coverage/detail/ring_checks.hpp>
#include <libgrid/coverage/dissolve.hpp>

#include "../support/source_dir.hpp"

namespace libgrid::coverage {
namespace {

struct Case {
  std::string description, geometry, operation, expected;
};

std::string between(const std::string& text, const std::string& open, const std::string& close, std::size_t from) {
  const std::size_t start = text.find(open, from);
  if (start == std::string::npos) return {};
  const std::size_t begin = start + open.size();
  return text.substr(begin, text.find(close, begin) - begin);
}

std::vector<Case> cases_of(const std::string& name) {
  std::ifstream file(test::source_dir() + "/data/geom_xml/" + name);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<Case> cases;
  for (std::size_t at = text.find("<case>"); at != std::string::npos; at = text.find("<case>", at + 1)) {
    const std::string body = between(text, "<case>", "</case>", at);
    const std::size_t op = body.find("<op ");
    cases.push_back({between(body, "<desc>", "</desc>", 0), between(body, "<a>", "</a>", 0),
                     between(body, "name=\"", "\"", op), between(body.substr(op), ">", "<", 0)});
  }
  return cases;
}

/// The rings or lines of a WKT text: every innermost pair of brackets, with its depth.
struct Points {
  std::size_t depth;
  LineString line;
  bool new_polygon;  ///< the bracket around it opened just before
};

std::vector<Points> brackets(const std::string& wkt) {
  std::vector<Points> all;
  std::size_t depth = 0;
  bool fresh = true;
  for (std::size_t i = 0; i < wkt.size(); ++i) {
    if (wkt[i] == '(') {
      ++depth;
      const std::size_t end = wkt.find_first_of("()", i + 1);
      if (end == std::string::npos || wkt[end] == '(') {
        fresh = true;
        continue;
      }
      LineString line;
      const char* at = wkt.c_str() + i + 1;
      while (*at != ')') {
        char* next = nullptr;
        const double x = std::strtod(at, &next);
        const double y = std::strtod(next, &next);
        line.push_back({x, y});
        at = next;
        while (*at == ',' || std::isspace(static_cast<unsigned char>(*at)) != 0) ++at;
      }
      all.push_back({depth, std::move(line), fresh});
      fresh = false;
    }
    if (wkt[i] == ')') --depth;
  }
  return all;
}

/// A POLYGON or MULTIPOLYGON without Z and without empty parts.
std::optional<MultiPolygon> polygons_of(const std::string& wkt) {
  const std::size_t word = wkt.find_first_not_of(" \n\r\t");
  if (word == std::string::npos || wkt.find("EMPTY") != std::string::npos) return std::nullopt;
  if (wkt.compare(word, 7, "POLYGON") != 0 && wkt.compare(word, 12, "MULTIPOLYGON") != 0) return std::nullopt;
  MultiPolygon shape;
  for (Points& points : brackets(wkt)) {
    if (points.new_polygon)
      shape.push_back({std::move(points.line), {}});
    else
      shape.back().holes.push_back(std::move(points.line));
  }
  return shape;
}

TEST(JtsCases, PolygonsAreValidWhereJtsSaysSo) {
  std::size_t valid = 0, invalid = 0;
  for (const char* file : {"TestValid.xml", "TestValid2.xml", "TestValid2-big.xml"})
    for (const Case& one : cases_of(file)) {
      const auto shape = polygons_of(one.geometry);
      if (one.operation != "isValid" || !shape || one.geometry.find("NaN") != std::string::npos) continue;
      SCOPED_TRACE(std::string(file) + ": " + one.description + one.geometry);
      const bool expected = one.expected.find("true") != std::string::npos;
      EXPECT_EQ(detail::self_contacts(*shape).empty(), expected);
      ++(expected ? valid : invalid);
    }
  EXPECT_GT(valid, 100U);
  EXPECT_GT(invalid, 30U);
}

std::vector<Polygon> sorted(std::vector<Polygon> polygons) {
  for (Polygon& polygon : polygons) polygon = normalized(std::move(polygon));
  std::sort(polygons.begin(), polygons.end(), [](const Polygon& a, const Polygon& b) {
    return std::pair(a.outer, a.holes) < std::pair(b.outer, b.holes);
  });
  return polygons;
}

TEST(JtsCases, PolygonizingGivesWhatJtsGives) {
  std::size_t tested = 0;
  for (const Case& one : cases_of("TestPolygonize.xml")) {
    if (one.operation != "polygonize" || one.geometry.find("POINT") != std::string::npos) continue;
    SCOPED_TRACE(one.description);
    std::vector<LineString> lines;
    for (Points& points : brackets(one.geometry)) lines.push_back(std::move(points.line));
    std::vector<Polygon> expected;
    for (Points& points : brackets(one.expected)) {
      if (points.new_polygon)
        expected.push_back({std::move(points.line), {}});
      else
        expected.back().holes.push_back(std::move(points.line));
    }
    EXPECT_EQ(sorted(detail::polygonize(lines).value()), sorted(std::move(expected)));
    ++tested;
  }
  EXPECT_EQ(tested, 5U);
}

}  // namespace
}  // namespace libgrid::coverage
