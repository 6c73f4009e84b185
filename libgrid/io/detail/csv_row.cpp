#include <libgrid/io/detail/csv_row.hpp>

namespace libgrid::io::detail {

RowScanner::RowScanner(char separator) : separator_(separator) {
  for (const char c : {separator, '\n', '\r', '"'}) stops_[static_cast<unsigned char>(c)] = true;
}

RowScan RowScanner::scan(std::string_view text, bool last) {
  text_ = text;
  last_ = last;
  at_ = 0;
  fields_.clear();
  doubled_.clear();
  Step step = Step::next_field;
  while (step == Step::next_field) {
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    step = quoted ? quoted_field() : plain_field();
  }
  if (step == Step::broken) return broken_line();
  RowScan scan;
  if (step == Step::need_more) return scan;
  undouble();
  scan.kind = RowScan::Kind::row;
  scan.bytes = at_;
  return scan;
}

RowScanner::Step RowScanner::plain_field() {
  std::size_t end = at_;
  while (end < text_.size() && !stops_[static_cast<unsigned char>(text_[end])]) ++end;
  if (end < text_.size() && text_[end] == '"') {
    return refuse(ErrorCode::quote_unclosed, "a quote inside a field without quotes");
  }
  fields_.push_back(text_.substr(at_, end - at_));
  return after_field(end);
}

RowScanner::Step RowScanner::quoted_field() {
  bool has_doubled = false;
  std::size_t from = at_ + 1;
  while (true) {
    const std::size_t quote = text_.find('"', from);
    if (quote == std::string_view::npos) {
      return last_ ? refuse(ErrorCode::quote_unclosed, "never closed") : Step::need_more;
    }
    if (quote + 1 == text_.size() && !last_) return Step::need_more;  // the next byte decides
    if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
      has_doubled = true;
      from = quote + 2;
      continue;
    }
    if (has_doubled) doubled_.push_back(fields_.size());
    fields_.push_back(text_.substr(at_ + 1, quote - at_ - 1));
    return after_field(quote + 1);
  }
}

/// What comes after a field: a separator, the line's end, the text's end.
RowScanner::Step RowScanner::after_field(std::size_t at) {
  if (at == text_.size()) {
    at_ = at;
    return last_ ? Step::row_end : Step::need_more;
  }
  if (text_[at] == separator_) {
    at_ = at + 1;
    return Step::next_field;
  }
  switch (text_[at]) {
    case '\n':
      at_ = at + 1;
      return Step::row_end;
    case '\r':
      break;
    default:
      fields_.pop_back();
      return refuse(ErrorCode::quote_unclosed, "text after the closing quote");
  }
  if (at + 1 == text_.size() && !last_) return Step::need_more;
  if (at + 1 < text_.size() && text_[at + 1] == '\n') {
    at_ = at + 2;
    return Step::row_end;
  }
  fields_.pop_back();
  return refuse(ErrorCode::format_unknown, "CR without LF; lines end in LF or CR LF");
}

RowScanner::Step RowScanner::refuse(ErrorCode code, std::string_view detail) {
  code_ = code;
  detail_ = detail;
  return Step::broken;
}

RowScan RowScanner::broken_line() const {
  RowScan scan;
  const std::size_t line_end = text_.find('\n');
  if (line_end == std::string_view::npos && !last_) return scan;
  scan.kind = RowScan::Kind::broken;
  scan.bytes = line_end == std::string_view::npos ? text_.size() : line_end + 1;
  scan.code = code_;
  scan.detail = detail_;
  scan.field = fields_.size();
  return scan;
}

void RowScanner::undouble() {
  if (doubled_.empty()) return;
  std::size_t needed = 0;
  for (const std::size_t i : doubled_) needed += fields_[i].size();
  undoubled_.clear();
  undoubled_.reserve(needed);  // so that the views below stay
  for (const std::size_t i : doubled_) {
    const std::size_t begin = undoubled_.size();
    const std::string_view raw = fields_[i];
    for (std::size_t k = 0; k < raw.size(); ++k) {
      undoubled_ += raw[k];
      if (raw[k] == '"') ++k;
    }
    fields_[i] = std::string_view(undoubled_).substr(begin);
  }
}

}  // namespace libgrid::io::detail
