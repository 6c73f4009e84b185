#pragma once
/// SQL on the output files, as docs/outputs.md promises: a layer of the GeoPackage is a table of its name, a CSV file
/// is one table named after it, with empty fields as NULL.
///
///   OutputQuery query(out_folder);
///   query("tinytown.gpkg", "SELECT count(*) FROM zones");      // "8"
///   query("assignment.csv", "SELECT count(*) FROM assignment");

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "tests/workflow/tiny_city.hpp"

namespace libgrid::workflow::test {

/// Cells of a line of our own CSV: quotes only where needed, doubled inside.
inline std::vector<std::vector<std::string>> csv_cells(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      rows.back().push_back(std::move(cell));
      cell.clear();
      if (c == '\n') rows.emplace_back();
    } else {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

class OutputQuery {
 public:
  explicit OutputQuery(std::filesystem::path folder) : folder_(std::move(folder)) {
    check(sqlite3_open(":memory:", &csv_));
  }
  ~OutputQuery() {
    sqlite3_close(csv_);
    sqlite3_close(gpkg_);
  }
  OutputQuery(const OutputQuery&) = delete;
  OutputQuery& operator=(const OutputQuery&) = delete;

  /// The first cell of the first row as text, or the error. `files` as a figure names them: one file or "a.csv, b.csv".
  std::string operator()(const std::string& files, const std::string& sql) {
    if (files.ends_with(".gpkg")) {
      if (!gpkg_) check(sqlite3_open_v2((folder_ / files).c_str(), &gpkg_, SQLITE_OPEN_READONLY, nullptr));
      return run(gpkg_, sql);
    }
    for (std::size_t at = 0; at < files.size();) {
      const std::size_t comma = std::min(files.find(", ", at), files.size());
      load(files.substr(at, comma - at));
      at = comma + 2;
    }
    return run(csv_, sql);
  }

 private:
  static void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errstr(code));
  }

  static std::string run(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      return sqlite3_errmsg(database);
    std::string text = "no row";
    if (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* cell = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
      // The shortest text that SQLite gives has 15 digits; doubles need all 17.
      text = sqlite3_column_type(statement, 0) == SQLITE_FLOAT ? io::shortest_text(sqlite3_column_double(statement, 0))
             : cell                                            ? cell
                                                               : "NULL";
    }
    sqlite3_finalize(statement);
    return text;
  }

  /// A number becomes a number, so that sums and comparisons mean what they say.
  static void bind(sqlite3_stmt* insert, int column, const std::string& cell) {
    char* end = nullptr;
    const double number = std::strtod(cell.c_str(), &end);
    if (cell.empty()) {
      sqlite3_bind_null(insert, column);
    } else if (*end != '\0') {
      sqlite3_bind_text(insert, column, cell.c_str(), -1, SQLITE_TRANSIENT);
    } else if (cell.find_first_of(".eEn") == std::string::npos) {
      sqlite3_bind_int64(insert, column, std::stoll(cell));
    } else {
      sqlite3_bind_double(insert, column, number);
    }
  }

  void load(const std::string& file) {
    const std::string table = std::filesystem::path(file).stem().string();
    if (run(csv_, "SELECT count(*) FROM " + table).find("no such table") == std::string::npos) return;
    const auto rows = csv_cells(read_file(folder_ / file));
    std::string columns, marks;
    for (const std::string& name : rows.at(0)) {
      columns += (columns.empty() ? "" : ", ") + name;
      marks += marks.empty() ? "?" : ", ?";
    }
    check(
        sqlite3_exec(csv_, ("CREATE TABLE " + table + " (" + columns + "); BEGIN").c_str(), nullptr, nullptr, nullptr));
    sqlite3_stmt* insert = nullptr;
    check(sqlite3_prepare_v2(csv_, ("INSERT INTO " + table + " VALUES (" + marks + ")").c_str(), -1, &insert, nullptr));
    for (std::size_t i = 1; i < rows.size(); ++i) {
      for (std::size_t c = 0; c < rows[i].size(); ++c) bind(insert, static_cast<int>(c) + 1, rows[i][c]);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    check(sqlite3_exec(csv_, "COMMIT", nullptr, nullptr, nullptr));
  }

  std::filesystem::path folder_;
  sqlite3* csv_ = nullptr;
  sqlite3* gpkg_ = nullptr;
};

}  // namespace libgrid::workflow::test
