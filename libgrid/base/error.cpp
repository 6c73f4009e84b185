#include <libgrid/base/error.hpp>

#include <string_view>

#include <libgrid/base/error_details.hpp>

namespace libgrid {
inline namespace base {
namespace {

struct Words {
  std::string_view row, field, id, cure_before, separator, bracket, bracket_end, end;
};

constexpr Words kEnglish{"row ", "field ", "id ", "Cure: ", ", ", " (", ")", "."};
constexpr Words kChinese{"行 ", "字段 ", "编号 ", "处理办法：", "，", "（", "）", "。"};

std::string place(const Error& error, const Words& words) {
  std::string text = error.file;
  const auto add = [&](std::string_view label, const std::string& value) {
    if (value.empty()) return;
    if (!text.empty()) text += words.separator;
    text += label;
    text += value;
  };
  if (error.row) add(words.row, std::to_string(*error.row));
  add(words.field, error.field);
  add(words.id, error.id);
  return text;
}

std::string message(const Error& error, const Words& words, std::string_view text, std::string_view detail,
                    std::string_view cure) {
  std::string out;
  if (const std::string where = place(error, words); !where.empty()) out = where + ": ";
  out += text;
  if (!detail.empty() && error.detail != error.file) {  // a missing file's name is told once
    out += words.bracket;
    out += detail;
    out += words.bracket_end;
  }
  out += words.end;
  out += words.end == "." ? " " : "";
  out += words.cure_before;
  out += cure;
  out += words.end;
  return out;
}

}  // namespace

std::string message_en(const Error& error) {
  return message(error, kEnglish, info(error.code).text_en, error.detail, info(error.code).cure_en);
}

std::string message_zh(const Error& error) {
  return message(error, kChinese, info(error.code).text_zh, detail_in_chinese(error.code, error.detail),
                 info(error.code).cure_zh);
}

}  // namespace base
}  // namespace libgrid
