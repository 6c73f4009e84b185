#pragma once
/// A strict reader of comma-separated tables from strangers: good rows go on, a bad row is named, nothing is guessed.
///
///   io::CsvHandler handler;
///   handler.header = [&](std::span<const std::string> names) -> Expected<void> { return find_my_columns(names); };
///   handler.row = [&](const io::CsvRow& row) -> Expected<void> { return use(row.fields); };
///   handler.rejected = [&](RejectedRow bad) { listed.push_back(std::move(bad)); };
///   Expected<void> done = io::read_csv("reports.csv.gz", handler);
///
/// Accepted: RFC 4180 (or another separator, where it is declared) with LF or CRLF, fields in double quotes ("" is a
/// quote, line ends are text), UTF-8 with or without BOM, UTF-16 and GB18030 where they are declared, a last row
/// without line end, gzip (told by its first bytes, several members).
///
/// A row is refused for: another number of fields than the header, a broken quote, bytes that are not UTF-8, a NUL, a
/// bare CR, a field or row over the limit. Where the quotes of a row are broken or never closed, the row is its first
/// line and reading goes on at the next line: every line of the file is in a row that is handed over or listed.
///
/// A file is refused for: no header, a repeated column name, a header that is itself a bad row, a gzip stream that is
/// damaged, ends early or grows beyond the limits, too many bad rows; rows handed over before that were good.
///
/// @errors of a file: file_not_found, file_unreadable, file_truncated, body_too_large, column_missing,
///         column_duplicate, and as for a row; of a row: row_width, quote_unclosed, encoding_not_utf8, format_unknown
///         (bare CR), field_too_long. Any error that a handler returns stops the reading and is returned.
/// @cost one pass, about 200 MB/s; memory is one piece of the file (64 KiB) or twice the longest row
/// @source RFC 4180; The Unicode Standard 15, table 3-7 (well-formed UTF-8)

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

struct CsvRow {
  std::int64_t number = 0;                   ///< data row from 1; refused rows count
  std::int64_t line = 0;                     ///< line in the file where it starts, from 1
  std::span<const std::string_view> fields;  ///< as many as the header; valid during the call only
};

struct CsvHandler {
  std::function<Expected<void>(std::span<const std::string> names)> header;
  std::function<Expected<void>(const CsvRow& row)> row;
  std::function<void(RejectedRow rejected)> rejected;
  std::function<Expected<void>(double share)> progress;  ///< optional; share of the file's bytes, once per piece
};

/// What the bytes are written in: declared, never guessed. GBK and GB2312 are parts of GB18030.
enum class TextEncoding : unsigned char { utf8, utf16, gb18030 };

/// "" or "utf-8"; "utf-16"; "gb18030", "gbk", "gb2312", in any case. @errors parameter_invalid
[[nodiscard]] Expected<TextEncoding> text_encoding(std::string_view word);

/// "" or ","; ";", "|", "tab" or a tab @errors parameter_invalid
[[nodiscard]] Expected<char> text_separator(std::string_view word);

struct CsvLimits {
  std::size_t field_bytes = 65'536;
  std::size_t row_bytes = 1'048'576;
  std::uint64_t refused_rows = 1'000'000;                 ///< more are no table, and would fill the memory
  std::uint64_t unzipped_bytes = std::uint64_t{4} << 30;  ///< of a .gz
  double unzipped_ratio = 200.0;                          ///< of a .gz, once 1 MiB came out (a bomb has about 1,000)
  TextEncoding encoding = TextEncoding::utf8;
  char separator = ',';  ///< of fields; declared, never guessed
};

[[nodiscard]] Expected<void> read_csv(const std::filesystem::path& path, const CsvHandler& handler,
                                      const CsvLimits& limits = {});

/// The same from memory (plain or gzip); `file_name` goes into the errors.
[[nodiscard]] Expected<void> read_csv_text(std::string_view bytes, std::string_view file_name,
                                           const CsvHandler& handler, const CsvLimits& limits = {});

}  // namespace libgrid::io
