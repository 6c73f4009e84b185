// docs/city_file.md against the reader: every key of either is a key of the other, examples are read, defaults are
// true.
#include <libgrid/io/city_file.hpp>

#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

using Document = nlohmann::ordered_json;

/// One row of the page; `value` and `example` are empty where the cell holds no JSON.
struct PageRow {
  std::string key, value, example;
  bool required = false;
};

std::vector<PageRow> page_rows() {
  const std::regex row(R"(^\| `([^`]+)` \|[^|]*\|[^|]*\| ([^|]*) \|[^|]*\| ([^|]*) \|$)");
  std::istringstream page(bytes_of(test::source_dir() + "/docs/city_file.md"));
  std::vector<PageRow> rows;
  const auto unquoted = [](const std::string& cell) {
    return cell.starts_with('`') ? cell.substr(1, cell.size() - 2) : std::string{};
  };
  for (std::string line; std::getline(page, line);) {
    std::smatch cells;
    if (std::regex_match(line, cells, row))
      rows.push_back({cells[1], unquoted(cells[2]), unquoted(cells[3]), cells[2] == "required"});
    else
      EXPECT_FALSE(line.starts_with("| `")) << "no row of six cells: " << line;
  }
  return rows;
}

/// "levels[].band" is "/levels/0/band".
Document::json_pointer pointer_of(const std::string& key) {
  const std::string list = std::regex_replace(key, std::regex(R"(\[\])"), "/0");
  return Document::json_pointer("/" + std::regex_replace(list, std::regex(R"(\.)"), "/"));
}

Document example_city(const std::vector<PageRow>& rows) {
  Document city;
  for (const PageRow& row : rows)
    if (!row.example.empty()) city[pointer_of(row.key)] = Document::parse(row.example);
  return city;
}

/// The keys of every object in `part`, as the reader names them when it refuses one that it does not know.
void add_known_keys(const Document& city, const Document::json_pointer& at, const std::string& path,
                    std::set<std::string>& keys) {
  const Document& part = city[at];
  if (part.is_array() && !part.empty() && part[0].is_object()) add_known_keys(city, at / 0, path + "[]", keys);
  if (!part.is_object()) return;
  Document odd = city;
  odd[at / "zzz"] = 1;
  const auto refused = city_from_json(odd.dump());
  ASSERT_FALSE(refused) << path;
  const std::string detail = refused.error().detail;
  ASSERT_NE(detail.find("known here: "), std::string::npos) << path << ": " << detail;
  std::istringstream known(detail.substr(detail.find("known here: ") + 12));
  for (std::string key; std::getline(known >> std::ws, key, ',');) keys.insert(path.empty() ? key : path + "." + key);
  for (const auto& [key, member] : part.items())
    add_known_keys(city, at / key, path.empty() ? key : path + "." + key, keys);
}

TEST(CityFilePage, IsTrue) {
  const std::vector<PageRow> rows = page_rows();
  const Document city = example_city(rows);
  const auto read = city_from_json(city.dump());
  ASSERT_TRUE(read) << message_en(read.error());
  EXPECT_EQ(city_from_json(to_json(*read)).value(), *read);
  std::set<std::string> known;
  add_known_keys(city, Document::json_pointer(""), "", known);
  std::set<std::string> written;
  for (const PageRow& row : rows) EXPECT_TRUE(written.insert(row.key).second) << row.key << " twice";
  EXPECT_EQ(written, known);
}

TEST(CityFilePage, DefaultsAreThoseOfTheReader) {
  const std::vector<PageRow> rows = page_rows();
  const Document city = example_city(rows);
  for (const PageRow& row : rows) {
    SCOPED_TRACE(row.key);
    const auto at = pointer_of(row.key);
    Document without = city;
    without[at.parent_pointer()].erase(at.back());
    const auto absent = city_from_json(without.dump());
    EXPECT_EQ(absent.has_value(), !row.required);
    if (row.value.empty()) continue;
    Document with = city;
    with[at] = Document::parse(row.value);
    const auto said = city_from_json(with.dump());
    ASSERT_TRUE(said) << message_en(said.error());
    ASSERT_TRUE(absent) << message_en(absent.error());
    EXPECT_EQ(*said, *absent);
    EXPECT_NE(with[at], city[at]) << "an example that is not the default shows more";
  }
}

}  // namespace
}  // namespace libgrid::io
