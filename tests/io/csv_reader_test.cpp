#include <libgrid/io/csv_reader.hpp>

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/io/csv_writer.hpp>

#include "gzip.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

using Fields = std::vector<std::string>;

/// Everything a reading gives: header, rows, "row:field:CODE" of the refused rows, the code that ended it.
struct Reading {
  Fields header;
  std::vector<Fields> rows;
  std::vector<std::int64_t> lines;
  Fields refused;
  std::string end;
};

CsvHandler handler_into(Reading& reading) {
  CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    reading.header.assign(names.begin(), names.end());
    return {};
  };
  handler.row = [&](const CsvRow& row) -> Expected<void> {
    reading.rows.emplace_back(row.fields.begin(), row.fields.end());
    reading.lines.push_back(row.line);
    return {};
  };
  handler.rejected = [&](RejectedRow rejected) {
    const Error& error = rejected.error;
    reading.refused.push_back(std::to_string(error.row.value_or(-1)) + ":" + error.field + ":" +
                              std::string(info(error.code).name));
  };
  return handler;
}

Reading read(std::string_view bytes, const CsvLimits& limits = {}) {
  Reading reading;
  const auto done = read_csv_text(bytes, "t.csv", handler_into(reading), limits);
  if (!done) reading.end = info(done.error().code).name;
  EXPECT_TRUE(done || done.error().file == "t.csv");
  return reading;
}

std::string text_of(const Reading& reading) {
  std::string text;
  for (const Fields& row : reading.rows) {
    for (const std::string& field : row) text += "[" + field + "]";
    text += ' ';
  }
  for (const std::string& refused : reading.refused) text += refused + " ";
  return text + reading.end;
}

TEST(CsvReader, SnippetOfTheHeader) {
  const TemporaryFolder folder;
  const auto path = folder.write("reports.csv", "id,name\n1,Beacon St\n2\n");
  std::vector<RejectedRow> listed;
  std::size_t used = 0;
  const auto find_my_columns = [](std::span<const std::string> names) -> Expected<void> {
    EXPECT_EQ(names.size(), 2U);
    return {};
  };
  const auto use = [&](std::span<const std::string_view> fields) -> Expected<void> {
    used += fields.size();
    return {};
  };
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> { return find_my_columns(names); };
  handler.row = [&](const io::CsvRow& row) -> Expected<void> { return use(row.fields); };
  handler.rejected = [&](RejectedRow bad) { listed.push_back(std::move(bad)); };
  Expected<void> done = io::read_csv(path, handler);
  EXPECT_TRUE(done.has_value());
  EXPECT_EQ(used, 2U);
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed.front().error.file, "reports.csv");
}

struct Case {
  std::string name;
  std::string bytes;
  std::string expected;  ///< rows, then refused rows as row:field:CODE, then what ended the reading
};

TEST(CsvReader, AcceptsWhatRfc4180Allows) {
  const std::vector<Case> cases{
      {"plain", "a,b\n1,2\n3,4\n", "[1][2] [3][4] "},
      {"CR LF", "a,b\r\n1,2\r\n", "[1][2] "},
      {"LF and CR LF mixed", "a,b\n1,2\r\n3,4\n", "[1][2] [3][4] "},
      {"last line without end", "a,b\n1,2", "[1][2] "},
      {"empty fields", "a,b\n,\n", "[][] "},
      {"empty last field at the end", "a,b\n1,", "[1][] "},
      {"quoted comma", "a,b\n\"1,5\",2\n", "[1,5][2] "},
      {"doubled quotes", "a,b\n\"say \"\"yes\"\"\",\"\"\"\"\n", "[say \"yes\"][\"] "},
      {"quoted line ends", "a,b\n\"1\n2\r\n3\r4\",x\n5,6\n", "[1\n2\r\n3\r4][x] [5][6] "},
      {"empty quotes", "a,b\n\"\",\"\"\n", "[][] "},
      {"quotes at the end without line end", "a,b\n1,\"2\"", "[1][2] "},
      {"blanks are text", "a,b\n 1 , 2\n", "[ 1 ][ 2] "},
      {"BOM",
       "\xEF\xBB\xBF"
       "a,b\n1,2\n",
       "[1][2] "},
      {"BOM before quotes", "\xEF\xBB\xBF\"a\",b\n1,2\n", "[1][2] "},
      {"Chinese", "编号,街道\n1,人民路\n", "[1][人民路] "},
      {"header only", "a,b\n", ""},
      {"header only without end", "a,b", ""},
      {"one column", "a\n1\n\"\"\n", "[1] [] "},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(text_of(read(c.bytes)), c.expected);
  }
  EXPECT_EQ(read("\xEF\xBB\xBF\"a\",b\n").header, (Fields{"a", "b"}));
  EXPECT_EQ(read("编号,街道\n").header, (Fields{"编号", "街道"}));
}

TEST(CsvReader, NamesTheBadRowAndGoesOn) {
  const std::vector<Case> cases{
      {"too few fields", "a,b\n1\n2,3\n", "[2][3] 1::E_ROW_WIDTH "},
      {"too many fields", "a,b\n1,2,3\n2,3\n", "[2][3] 1::E_ROW_WIDTH "},
      {"blank line between rows", "a,b\n1,2\n\n3,4\n", "[1][2] [3][4] 2::E_ROW_WIDTH "},
      {"quote inside", "a,b\n1\"2,x\n3,4\n", "[3][4] 1:a:E_QUOTE_UNCLOSED "},
      {"text after quotes", "a,b\nx,\"1\"2\n3,4\n", "[3][4] 1:b:E_QUOTE_UNCLOSED "},
      {"never closed: only that line is lost", "a,b\n1,2\n3,\"4\n5,6\n7,8\n",
       "[1][2] [5][6] [7][8] 2:b:E_QUOTE_UNCLOSED "},
      {"never closed in the last line", "a,b\n1,2\n3,\"4", "[1][2] 2:b:E_QUOTE_UNCLOSED "},
      {"closed by the next row's quote", "a,b\n1,\"2\n3,\"x\"\n5,6\n", "[3][x] [5][6] 1:b:E_QUOTE_UNCLOSED "},
      {"lone quote at the end", "a,b\n1,2\n\"", "[1][2] 2:a:E_QUOTE_UNCLOSED "},
      {"bare CR", "a,b\n1,2\r3,4\n5,6\n", "[5][6] 1:b:E_FORMAT_UNKNOWN "},
      {"bare CR at the end", "a,b\n1,2\r", "1:b:E_FORMAT_UNKNOWN "},
      {"zero byte", std::string("a,b\n1,\0\n3,4\n", 12), "[3][4] 1:b:E_ENCODING_NOT_UTF8 "},
      {"GBK", "a,b\n1,\xC8\xCB\xC3\xF1\n3,4\n", "[3][4] 1:b:E_ENCODING_NOT_UTF8 "},
      {"Latin-1", "a,b\n1,caf\xE9\n3,4\n", "[3][4] 1:b:E_ENCODING_NOT_UTF8 "},
      {"overlong slash", "a,b\n1,\xC0\xAF\n3,4\n", "[3][4] 1:b:E_ENCODING_NOT_UTF8 "},
      {"overlong three bytes", "a,b\n1,\xE0\x80\xAF\n3,4\n", "[3][4] 1:b:E_ENCODING_NOT_UTF8 "},
      {"surrogate", "a,b\n1,\xED\xA0\x80\n3,4\n", "[3][4] 1:b:E_ENCODING_NOT_UTF8 "},
      {"above U+10FFFF", "a,b\n1,\xF4\x90\x80\x80\n3,4\n", "[3][4] 1:b:E_ENCODING_NOT_UTF8 "},
      {"character cut at the end of the file", "a,b\n1,\xE4\xBA", "1:b:E_ENCODING_NOT_UTF8 "},
      {"two bad rows", "a,b\n1\n2\n3,4\n", "[3][4] 1::E_ROW_WIDTH 2::E_ROW_WIDTH "},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(text_of(read(c.bytes)), c.expected);
  }
}

TEST(CsvReader, RefusesTheFile) {
  const std::vector<Case> cases{
      {"empty", "", "E_COLUMN_MISSING"},
      {"BOM only", "\xEF\xBB\xBF", "E_COLUMN_MISSING"},
      {"column twice", "a,b,a\n1,2,3\n", "E_COLUMN_DUPLICATE"},
      {"GBK header", "\xB1\xE0\xBA\xC5,b\n1,2\n", "E_ENCODING_NOT_UTF8"},
      {"UTF-16 LE with BOM",
       std::string("\xFF\xFE"
                   "a\0,\0b\0\n\0",
                   10),
       "E_ENCODING_NOT_UTF8"},
      {"UTF-16 BE without BOM", std::string("\0a\0,\0b\0\n", 8), "E_ENCODING_NOT_UTF8"},
      {"CR only", "a,b\r1,2\r3,4\r", "E_FORMAT_UNKNOWN"},
      {"broken quote in the header", "a,\"b\n1,2\n", "E_QUOTE_UNCLOSED"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(text_of(read(c.bytes)), c.expected);
  }
}

TEST(CsvReader, RowsOfSeveralLinesHaveTheirFirstLinesNumber) {
  const Reading reading = read("a,b\n\"1\n2\",x\n3,4\n5\n6,7\n");
  EXPECT_EQ(reading.lines, (std::vector<std::int64_t>{2, 4, 6}));
}

TEST(CsvReader, LimitsAreExact) {
  const CsvLimits limits{.field_bytes = 5, .row_bytes = 20};
  EXPECT_EQ(text_of(read("a,b\n12345,1\n", limits)), "[12345][1] ");
  EXPECT_EQ(text_of(read("a,b\n123456,1\n3,4\n", limits)), "[3][4] 1:a:E_FIELD_TOO_LONG ");
  EXPECT_EQ(text_of(read("a,b\n\"1,2\n4\",\"1\"\n3,4\n", limits)), "[1,2\n4][1] [3][4] ");
  const CsvLimits standard;
  const std::string longest(standard.field_bytes, 'x');
  EXPECT_EQ(read("a,b\n1," + longest + "\n").rows.size(), 1U);
  EXPECT_EQ(text_of(read("a,b\n1," + longest + "x\n2,3\n")), "[2][3] 1:b:E_FIELD_TOO_LONG ");
}

TEST(CsvReader, AnEndlessRowIsOneBadLine) {
  const std::string endless(3'000'000, 'x');
  EXPECT_EQ(text_of(read("a,b\n" + endless + "\n3,4\n")), "[3][4] 1::E_FIELD_TOO_LONG ");
  EXPECT_EQ(text_of(read("a,b\n" + endless)), "1::E_FIELD_TOO_LONG ");
  const std::string commas(3'000'000, ',');
  EXPECT_EQ(text_of(read("a,b\n" + commas + "\n3,4\n")), "[3][4] 1::E_FIELD_TOO_LONG ");
  EXPECT_EQ(text_of(read("a,b\n1,\"" + endless + "\n3,4\n")), "[3][4] 1::E_QUOTE_UNCLOSED ");
}

/// A quote that is never closed before 2 MB of good rows: one row is refused, none is lost.
TEST(CsvReader, AnUnclosedQuoteFarFromTheEndLosesItsLineOnly) {
  std::string text = "a,b\n1,\"2\n";
  for (int i = 0; i < 300'000; ++i) text += "3,4567\n";
  const Reading reading = read(text);
  EXPECT_EQ(reading.rows.size(), 300'000U);
  EXPECT_EQ(reading.refused.size(), 1U);
}

TEST(CsvReader, AnErrorOfTheHandlerStopsTheReading) {
  CsvHandler handler;
  int rows = 0;
  handler.header = [](std::span<const std::string>) -> Expected<void> { return {}; };
  handler.row = [&](const CsvRow&) -> Expected<void> {
    return ++rows == 2 ? fail(ErrorCode::cancelled) : Expected<void>{};
  };
  handler.rejected = [](RejectedRow) {};
  const auto done = read_csv_text("a\n1\n2\n3\n", "t.csv", handler);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::cancelled);
  EXPECT_EQ(rows, 2);
}

TEST(CsvReader, ReadsGzipByItsFirstBytes) {
  EXPECT_EQ(text_of(read(gzip("a,b\n1,2\n"))), "[1][2] ");
  EXPECT_EQ(text_of(read(gzip("a,b\n1,") + gzip("2\n3,4\n"))), "[1][2] [3][4] ");
  const TemporaryFolder folder;
  Reading reading;
  EXPECT_TRUE(read_csv(folder.write("t.csv.gz", gzip("a,b\n1,2\n")), handler_into(reading)).has_value());
  EXPECT_EQ(text_of(reading), "[1][2] ");
}

TEST(CsvReader, RefusesDamagedGzip) {
  std::string text = "a,b\n";
  for (int i = 0; i < 5'000; ++i) text += std::to_string(i) + "," + std::to_string(i * 7919 % 1000) + "\n";
  const std::string good = gzip(text);
  std::string flipped = good;
  flipped[good.size() / 2] = static_cast<char>(~flipped[good.size() / 2]);
  std::string bad_sum = good;
  bad_sum[good.size() - 6] = static_cast<char>(~bad_sum[good.size() - 6]);
  EXPECT_EQ(read(good.substr(0, good.size() - 1)).end, "E_FILE_TRUNCATED");
  EXPECT_EQ(read(good.substr(0, good.size() / 2)).end, "E_FILE_TRUNCATED");
  EXPECT_EQ(read(good.substr(0, 2)).end, "E_FILE_TRUNCATED");
  EXPECT_EQ(read(flipped).end, "E_FILE_UNREADABLE");
  EXPECT_EQ(read(bad_sum).end, "E_FILE_UNREADABLE");
  EXPECT_EQ(read(good + "more").end, "E_FILE_UNREADABLE");
  EXPECT_EQ(read(good).rows.size(), 5'000U);
}

TEST(CsvReader, RefusesAGzipBomb) {
  std::string rows = "a,b\n";
  for (int i = 0; i < 200; ++i) rows += std::string(40'000, 'x') + ",2\n";
  EXPECT_EQ(read(gzip(rows)).end, "E_BODY_TOO_LARGE");
  CsvLimits small;
  small.unzipped_bytes = 100;
  EXPECT_EQ(read(gzip("a,b\n" + std::string(200, '\n')), small).end, "E_BODY_TOO_LARGE");
}

TEST(CsvReader, TooManyBadRowsAreNoTable) {
  CsvLimits limits;
  limits.refused_rows = 2;
  EXPECT_EQ(text_of(read("a,b\n1\n2\n3,4\n", limits)), "[3][4] 1::E_ROW_WIDTH 2::E_ROW_WIDTH ");
  EXPECT_EQ(text_of(read("a,b\n1\n2\n3\n4,5\n", limits)), "1::E_ROW_WIDTH 2::E_ROW_WIDTH E_BODY_TOO_LARGE");
}

TEST(CsvReader, AMissingColumnIsToldWithWhatThereIsAndAnotherSeparatorByName) {
  CsvHandler handler;
  handler.row = [](const CsvRow&) -> Expected<void> { return {}; };
  handler.header = [](std::span<const std::string>) -> Expected<void> {
    return fail(make_error(ErrorCode::column_missing, "lon").at_field("lon"));
  };
  const auto told = [&](std::string_view text) { return read_csv_text(text, "p.csv", handler).error().detail; };
  EXPECT_EQ(told("x,y\n"), "lon; the file has x, y");
  EXPECT_EQ(told("lon;lat\n"), "lon; the columns look separated by ;, not by commas: --separator of locate and import");
  EXPECT_EQ(told("lon\tlat\n"),
            "lon; the columns look separated by tab, not by commas: --separator of locate and import");
  EXPECT_EQ(message_zh(read_csv_text("lon;lat\n", "p.csv", handler).error())
                .find("p.csv，字段 lon: 缺少必需的列（lon；各列疑似以 ; 而非逗号分隔：locate 与 import 可用 "
                      "--separator 声明）"),
            0U);
  EXPECT_EQ(text_separator(""), ',');
  EXPECT_EQ(text_separator("tab"), '\t');
  EXPECT_EQ(text_separator("x").error().code, ErrorCode::parameter_invalid);
}

TEST(CsvReader, NamesAMissingFile) {
  const TemporaryFolder folder;
  Reading reading;
  const auto missing = read_csv(folder.at("none.csv"), handler_into(reading));
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::file_not_found);
  EXPECT_EQ(missing.error().file, "none.csv");
  const auto is_folder = read_csv(folder.at("."), handler_into(reading));
  ASSERT_FALSE(is_folder.has_value());
  EXPECT_EQ(is_folder.error().code, ErrorCode::file_unreadable);
}

/// What the writer wrote is what the reader reads, whatever the text, through gzip and across pieces of the buffer.
TEST(CsvReader, ReadsBackWhatTheWriterWrote) {
  constexpr std::uint64_t kSeed = 20151;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  const CounterRandom draw{kSeed, 0};
  const std::vector<std::string> pieces{"a",    "\"", ",", "\n", "\r\n", "\r", " ", "路", "\xF0\x9F\x98\x80",
                                        "x\"y", "",   "0"};
  std::uint64_t index = 0;
  CsvWriter csv({"p", "q", "r"});
  std::vector<Fields> rows;
  for (int i = 0; i < 20'000; ++i) {
    Fields row;
    for (int k = 0; k < 3; ++k) {
      std::string field;
      const std::uint64_t parts = draw.below(index++, 8);
      for (std::uint64_t n = 0; n < parts; ++n) field += pieces[draw.below(index++, pieces.size())];
      csv.add(field);
      row.push_back(field);
    }
    csv.end_row();
    rows.push_back(row);
  }
  const Reading plain = read(csv.text());
  EXPECT_EQ(plain.rows, rows);
  EXPECT_TRUE(plain.refused.empty());
  EXPECT_EQ(read(gzip(csv.text())).rows, rows);
}

/// Nothing is lost: whatever the bytes, every line is in a row that was handed over or refused.
TEST(CsvReader, EveryLineOfAnyTextIsInSomeRow) {
  constexpr std::uint64_t kSeed = 7;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  const CounterRandom draw{kSeed, 0};
  constexpr std::string_view kAlphabet = "a,\"\n\r,\"\nb\xE4";
  std::uint64_t index = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string body;
    const std::uint64_t length = draw.below(index++, 24);
    for (std::uint64_t n = 0; n < length; ++n) body += kAlphabet[draw.below(index++, kAlphabet.size())];
    const Reading reading = read("p,q\n" + body);
    std::int64_t lines_of_rows = 0;
    for (const Fields& row : reading.rows) {
      lines_of_rows += 1;
      for (const std::string& field : row) lines_of_rows += std::ranges::count(field, '\n');
    }
    // A refused row of good quotes may span lines; a broken one is a single line. So lines are never fewer than rows.
    const auto lines = std::ranges::count(body, '\n') + (body.empty() || body.back() == '\n' ? 0 : 1);
    EXPECT_GE(lines, lines_of_rows + static_cast<std::int64_t>(reading.refused.size())) << testing::PrintToString(body);
    EXPECT_EQ(reading.end, "");
    EXPECT_EQ(lines > 0, reading.rows.size() + reading.refused.size() > 0) << testing::PrintToString(body);
  }
}

}  // namespace
}  // namespace libgrid::io
