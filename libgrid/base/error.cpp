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

/// "zone BOS-01" is 网格 BOS-01; what a file calls a row stays.
std::string id_in_chinese(const Error& error) { return detail_in_chinese(ErrorCode::internal, error.id); }

std::string place(const Error& error, const Words& words, const std::string& id) {
  std::string text = error.file;
  const auto add = [&](std::string_view label, const std::string& value) {
    if (value.empty()) return;
    if (!text.empty()) text += words.separator;
    text += label;
    text += value;
  };
  if (error.row) add(words.row, std::to_string(*error.row));
  add(words.field, error.field);
  add(id == error.id ? words.id : "", id);
  return text;
}

struct Texts {
  const std::string& id;
  std::string_view text, detail, cure;
};

std::string message(const Error& error, const Words& words, const Texts& texts) {
  const auto& [id, text, detail, cure] = texts;
  std::string out;
  if (const std::string where = place(error, words, id); !where.empty()) out = where + ": ";
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
  return message(error, kEnglish, {error.id, info(error.code).text_en, error.detail, info(error.code).cure_en});
}

std::string message_zh(const Error& error) {
  return message(error, kChinese,
                 {id_in_chinese(error), info(error.code).text_zh, detail_in_chinese(error.code, error.detail),
                  info(error.code).cure_zh});
}

}  // namespace base
}  // namespace libgrid
