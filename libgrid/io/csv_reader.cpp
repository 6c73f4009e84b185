#include <libgrid/io/csv_reader.hpp>

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include <libgrid/io/detail/byte_source.hpp>
#include <libgrid/io/detail/csv_row.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/detail/recoded.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io {
namespace {

using detail::RowScan;

constexpr std::size_t kPiece = 65'536;

std::string separator_name(char separator) { return separator == '\t' ? "tab" : std::string(1, separator); }

/// One pass over one file.
class CsvPass {
 public:
  CsvPass(detail::ByteSourcePtr source, std::string file, const CsvHandler& handler, const CsvLimits& limits)
      : source_(std::move(source)), file_(std::move(file)), handler_(handler), limits_(limits) {}

  Expected<void> run() {
    Expected<void> done = rows();
    if (!done && done.error().file.empty()) done.error().file = file_;
    return done;
  }

 private:
  Expected<void> rows() {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    while (rest().size() < kByteOrderMark.size() && !at_end_) {
      GRID_CHECK(fill());
    }
    if (rest().starts_with(kByteOrderMark)) from_ += kByteOrderMark.size();
    if (rest().starts_with("\xFF\xFE") || rest().starts_with("\xFE\xFF"))
      return fail(ErrorCode::encoding_not_utf8, "UTF-16 by its first bytes; declare the encoding");
    while (!rest().empty() || !at_end_) {
      GRID_CHECK(step());
    }
    if (names_.empty()) return fail(ErrorCode::column_missing, "the file is empty: not even a header");
    return {};
  }

  /// Takes one row, or more bytes.
  Expected<void> step() {
    if (skipping_line_) return skip_line();
    if (rest().empty()) return fill();
    const RowScan scan = scanner_.scan(rest(), at_end_);
    if (scan.kind != RowScan::Kind::need_more) return take(scan);
    if (rest().size() > limits_.row_bytes) return refuse_endless_row();
    return fill();
  }

  Expected<void> take(const RowScan& scan) {
    std::optional<Error> wrong;
    if (scan.kind == RowScan::Kind::broken) {
      wrong = make_error(scan.code, scan.detail).at_field(name_of(scan.field));
    } else {
      wrong = check_text(rest().substr(0, scan.bytes));
    }
    GRID_CHECK(wrong ? refuse(std::move(*wrong)) : accept());
    consume(scan.bytes);
    return {};
  }

  Expected<void> accept() {
    if (names_.empty()) return take_header();
    return handler_.row(CsvRow{.number = ++row_, .line = line_, .fields = scanner_.fields()});
  }

  Expected<void> refuse(Error error) {
    error.file = file_;
    if (names_.empty()) return fail(std::move(error));
    error.row = ++row_;
    if (++refused_ > limits_.refused_rows) {
      return fail(ErrorCode::body_too_large, "more than " + std::to_string(limits_.refused_rows) + " bad rows");
    }
    handler_.rejected(RejectedRow{std::move(error)});
    return {};
  }

  /// Width, length and encoding of a row whose quotes are in order.
  std::optional<Error> check_text(std::string_view raw) const {
    const auto fields = scanner_.fields();
    if (!names_.empty() && fields.size() != names_.size()) {
      return make_error(ErrorCode::row_width,
                        std::to_string(fields.size()) + " fields, the header has " + std::to_string(names_.size()));
    }
    if (raw.size() > limits_.row_bytes) {
      return make_error(ErrorCode::field_too_long, "row of " + std::to_string(raw.size()) + " bytes");
    }
    const bool clean = raw.find('\0') == std::string_view::npos && detail::is_utf8(raw);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].size() > limits_.field_bytes) {
        return make_error(ErrorCode::field_too_long, std::to_string(fields[i].size()) + " bytes").at_field(name_of(i));
      }
      if (clean) continue;
      if (auto wrong = check_encoding(fields[i])) return std::move(*wrong).at_field(name_of(i));
    }
    return std::nullopt;
  }

  static std::optional<Error> check_encoding(std::string_view field) {
    if (field.find('\0') != std::string_view::npos) return make_error(ErrorCode::encoding_not_utf8, "a zero byte");
    const std::size_t valid = detail::valid_utf8_prefix(field);
    if (valid == field.size()) return std::nullopt;
    return make_error(ErrorCode::encoding_not_utf8, "after " + std::to_string(valid) + " bytes of the field");
  }

  Expected<void> take_header() {
    const auto fields = scanner_.fields();
    std::unordered_set<std::string_view> seen;
    for (const std::string_view name : fields) {
      if (!seen.insert(name).second) {
        return fail(make_error(ErrorCode::column_duplicate, std::string(name)).at_field(std::string(name)));
      }
    }
    names_.assign(fields.begin(), fields.end());
    Expected<void> taken = handler_.header(names_);
    if (!taken && taken.error().code == ErrorCode::column_missing && taken.error().detail == taken.error().field)
      taken.error().detail = what_there_is(taken.error().field);
    return taken;
  }

  /// Of a header that lacks a column: its names; or that other separators stand in it than are read.
  [[nodiscard]] std::string what_there_is(const std::string& column) const {
    for (const char other : {';', ',', '\t', '|'})
      if (names_.size() == 1 && names_.front().find(other) != std::string::npos)
        return column + "; the columns look separated by " + separator_name(other) +
               ", not by commas: --separator of locate and import";
    return detail::missing_column(column, names_).detail;
  }

  /// No end in sight within the limit: the line is a bad row; what comes after its end is read on.
  Expected<void> refuse_endless_row() {
    const bool quoted = rest().find('"') != std::string_view::npos;
    const std::string detail = "no end within " + std::to_string(limits_.row_bytes) + " bytes";
    GRID_CHECK(refuse(make_error(quoted ? ErrorCode::quote_unclosed : ErrorCode::field_too_long, detail)));
    skipping_line_ = true;
    return {};
  }

  Expected<void> skip_line() {
    const std::size_t line_end = rest().find('\n');
    if (line_end != std::string_view::npos) {
      consume(line_end + 1);
      skipping_line_ = false;
      return {};
    }
    consume(rest().size());
    return at_end_ ? Expected<void>{} : fill();
  }

  Expected<void> fill() {
    buffer_.erase(0, from_);
    from_ = 0;
    const std::size_t before = buffer_.size();
    buffer_.resize(before + std::max(kPiece, before));  // doubles, so that a long row is not scanned again too often
    auto count = source_->read(std::span(buffer_).subspan(before));
    buffer_.resize(before + (count ? *count : 0));
    if (!count) return fail(std::move(count.error()));
    at_end_ = *count == 0;
    return handler_.progress ? handler_.progress(source_->share()) : Expected<void>{};
  }

  void consume(std::size_t bytes) {
    line_ += std::ranges::count(rest().substr(0, bytes), '\n');
    from_ += bytes;
  }

  [[nodiscard]] std::string_view rest() const { return std::string_view(buffer_).substr(from_); }
  [[nodiscard]] std::string name_of(std::size_t field) const { return field < names_.size() ? names_[field] : ""; }

  detail::ByteSourcePtr source_;
  std::string file_;
  const CsvHandler& handler_;
  const CsvLimits& limits_;
  detail::RowScanner scanner_{limits_.separator};
  std::string buffer_;
  std::size_t from_ = 0;  ///< where the unread part of the buffer begins
  bool at_end_ = false;   ///< nothing comes after the buffer
  bool skipping_line_ = false;
  std::vector<std::string> names_;  ///< the header; empty until it was read
  std::int64_t row_ = 0;
  std::uint64_t refused_ = 0;
  std::int64_t line_ = 1;
};

Expected<void> run(detail::ByteSourcePtr source, std::string file, const CsvHandler& handler, const CsvLimits& limits) {
  auto plain = detail::unzipped(std::move(source), {.bytes = limits.unzipped_bytes, .ratio = limits.unzipped_ratio});
  if (!plain) return fail(std::move(plain.error()).in_file(std::move(file)));
  auto text = detail::recoded(std::move(*plain), limits.encoding);
  if (!text) return fail(std::move(text.error()).in_file(std::move(file)));
  return CsvPass(std::move(*text), std::move(file), handler, limits).run();
}

}  // namespace

Expected<TextEncoding> text_encoding(std::string_view word) {
  std::string plain;
  for (const char c : word)
    if (c != '-' && c != '_') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (plain.empty() || plain == "utf8") return TextEncoding::utf8;
  if (plain == "utf16") return TextEncoding::utf16;
  if (plain == "gb18030" || plain == "gbk" || plain == "gb2312") return TextEncoding::gb18030;
  return fail(
      make_error(ErrorCode::parameter_invalid, std::string(word) + ": utf-8, utf-16 or gb18030").at_field("encoding"));
}

Expected<char> text_separator(std::string_view word) {
  if (word.empty()) return ',';
  if (word == "tab" || word == "\t") return '\t';
  if (word == "," || word == ";" || word == "|") return word.front();
  return fail(
      make_error(ErrorCode::parameter_invalid, std::string(word) + ": one of , ; | and tab").at_field("separator"));
}

Expected<void> read_csv(const std::filesystem::path& path, const CsvHandler& handler, const CsvLimits& limits) {
  const std::string name = path.filename().string();
  auto source = detail::open_file(path);
  if (!source) return fail(std::move(source.error()).in_file(name));
  return run(std::move(*source), name, handler, limits);
}

Expected<void> read_csv_text(std::string_view bytes, std::string_view file_name, const CsvHandler& handler,
                             const CsvLimits& limits) {
  return run(detail::from_memory(bytes), std::string(file_name), handler, limits);
}

}  // namespace libgrid::io
