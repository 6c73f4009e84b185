#include <libgrid/places/street_name.hpp>

#include <cstddef>

#include <libgrid/places/detail/text.hpp>

namespace libgrid::places {
namespace {

char32_t half_width(char32_t c) {
  if (c == 0x3000) return U' ';
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

char32_t small(char32_t c) { return c >= U'A' && c <= U'Z' ? c + 32 : c; }

bool is_dropped(char32_t c) { return c == U'.' || c == U'\'' || c == U'’' || c == U'`'; }

bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == 0xA0; }

/// The run of numerals at `at` in digits: 十二 is 12, 二十 is 20, 五一 is 51.
std::u32string digits_of(std::u32string_view run) {
  std::u32string digits;
  int value = 0;
  int pending = -1;
  bool counted = false;  // 十 or 百 was read
  for (const char32_t c : run) {
    const int n = detail::numeral_value(c);
    if (n >= 10) {
      value += (pending < 0 ? 1 : pending) * n;
      pending = -1;
      counted = true;
    } else {
      digits += U'0' + static_cast<char32_t>(n);
      pending = n;
    }
  }
  if (!counted) return digits;
  std::u32string written;
  for (const char c : std::to_string(value + (pending < 0 ? 0 : pending))) written += static_cast<char32_t>(c);
  return written;
}

/// Appends to `out` and keeps the origins in step.
struct FoldedWriter {
  FoldedText out;
  void put(char32_t c, std::size_t origin) {
    out.text += c;
    out.origin.push_back(origin);
  }
};

bool latin_side(char32_t c) { return c < 0x250; }

/// A blank stays between two Latin characters and goes everywhere else.
bool blank_stays(const std::u32string& written, std::u32string_view rest) {
  std::size_t next = 0;
  while (next < rest.size() && is_blank(half_width(rest[next]))) ++next;
  return !written.empty() && next < rest.size() && latin_side(written.back()) && latin_side(half_width(rest[next]));
}

std::string replace_words(const std::string& text, const NameRules& rules) {
  std::string out;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const auto found = rules.words.find(word);
    if (!out.empty()) out += ' ';
    out += found == rules.words.end() ? word : found->second;
    at = end + 1;
  }
  return out;
}

}  // namespace

NameRules NameRules::common() {
  NameRules rules;
  rules.characters = {{U'颖', U'颍'}, {U'囗', U'口'}, {U'衚', U'胡'}, {U'衕', U'同'}, {U'號', U'号'}};
  rules.words = {
      {"street", "st"},    {"avenue", "ave"},    {"av", "ave"},        {"road", "rd"},       {"boulevard", "blvd"},
      {"drive", "dr"},     {"place", "pl"},      {"court", "ct"},      {"lane", "ln"},       {"terrace", "ter"},
      {"terr", "ter"},     {"square", "sq"},     {"parkway", "pkwy"},  {"highway", "hwy"},   {"circle", "cir"},
      {"crossway", "cwy"}, {"causeway", "cswy"}, {"saint", "st"},      {"mount", "mt"},      {"fort", "ft"},
      {"north", "n"},      {"south", "s"},       {"east", "e"},        {"west", "w"},        {"first", "1st"},
      {"second", "2nd"},   {"third", "3rd"},     {"fourth", "4th"},    {"fifth", "5th"},     {"sixth", "6th"},
      {"seventh", "7th"},  {"eighth", "8th"},    {"ninth", "9th"},     {"tenth", "10th"},    {"junior", "jr"},
      {"park", "pk"},      {"wharf", "whf"},     {"crescent", "cres"}, {"plaza", "plz"},     {"bridge", "brg"},
      {"heights", "hts"},  {"alley", "aly"},     {"extension", "ext"}, {"turnpike", "tpke"}, {"expressway", "expy"},
      {"gardens", "gdns"}, {"garden", "gdn"},    {"doctor", "dr"},     {"trail", "trl"},     {"center", "ctr"},
      {"bypass", "byp"},   {"mountain", "mtn"},  {"point", "pt"},      {"landing", "lndg"},  {"esplanade", "espl"}};
  return rules;
}

FoldedText fold_characters(std::string_view text, const NameRules& rules) {
  const std::u32string in = detail::code_points(text);
  FoldedWriter writer;
  for (std::size_t at = 0; at < in.size(); ++at) {
    std::size_t end = at;
    while (end < in.size() && detail::numeral_value(in[end]) >= 0) ++end;
    if (end > at) {
      for (const char32_t digit : digits_of(std::u32string_view(in).substr(at, end - at))) writer.put(digit, at);
      at = end - 1;
      continue;
    }
    const char32_t c = small(half_width(in[at]));
    if (is_dropped(c)) continue;
    if (is_blank(c)) {
      const bool doubled = !writer.out.text.empty() && writer.out.text.back() == U' ';
      if (!doubled && blank_stays(writer.out.text, std::u32string_view(in).substr(at))) writer.put(U' ', at);
      continue;
    }
    const auto variant = rules.characters.find(c);
    writer.put(variant == rules.characters.end() ? c : variant->second, at);
  }
  writer.out.origin.push_back(in.size());
  return std::move(writer.out);
}

std::string fold_name(std::string_view name, const NameRules& rules) {
  return replace_words(detail::utf8(fold_characters(name, rules).text), rules);
}

}  // namespace libgrid::places
