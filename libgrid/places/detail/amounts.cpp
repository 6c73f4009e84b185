#include <libgrid/places/detail/amounts.hpp>

#include <array>
#include <cstddef>
#include <string_view>

#include <libgrid/places/detail/text.hpp>

namespace libgrid::places::detail {
namespace {

constexpr double kMost = 1e6;

int digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'０' && c <= U'９') return static_cast<int>(c - U'０');
  const int value = numeral_value(c);
  return c == U'两' ? 2 : value >= 0 && value <= 9 ? value : -1;
}

int unit_of(char32_t c) {
  const int value = numeral_value(c);
  return c == U'千' ? 1000 : value >= 10 ? value : 0;
}

/// A whole number at the beginning: digits in a row, or digits with 十, 百, 千. The number of characters; 0: none.
std::size_t number_at(std::u32string_view text, double& value) {
  std::size_t at = 0;
  double sum = 0.0, run = 0.0;
  bool digits = false, units = false;
  for (; at < text.size(); ++at) {
    if (const int digit = digit_of(text[at]); digit >= 0) {
      run = run * 10.0 + digit, digits = true;
    } else if (const int unit = unit_of(text[at]); unit > 0) {
      if (unit == 1000 && text.substr(at).starts_with(U"千米")) break;
      sum += (digits ? run : 1.0) * unit, run = 0.0, digits = false, units = true;
    } else {
      break;
    }
    if (sum + run > kMost) return 0;
  }
  value = sum + run;
  return digits || units ? at : 0;
}

template <std::size_t N>
std::size_t skip(std::u32string_view text, const std::array<std::u32string_view, N>& words) {
  for (const std::u32string_view word : words)
    if (text.starts_with(word)) return word.size();
  return 0;
}

Compass compass_of(char32_t c) {
  return c == U'东'   ? Compass::east
         : c == U'西' ? Compass::west
         : c == U'南' ? Compass::south
         : c == U'北' ? Compass::north
                      : Compass::none;
}

double metres_of(std::u32string_view text, std::size_t& length) {
  constexpr std::array<std::u32string_view, 2> kKilometres{U"公里", U"千米"};
  constexpr std::array<std::u32string_view, 3> kMetres{U"米", U"m", U"Ｍ"};
  length = skip(text, kKilometres);
  if (length > 0) return 1000.0;
  length = skip(text, kMetres);
  return length > 0 ? 1.0 : 0.0;
}

}  // namespace

OffsetText offset_of(const std::string& text) {
  constexpr std::array<std::u32string_view, 4> kTowards{U"向", U"往", U"以", U"朝"};
  constexpr std::array<std::u32string_view, 6> kSides{U"方向", U"侧", U"面", U"边", U"方", U"行"};
  constexpr std::array<std::u32string_view, 5> kAbout{U"大约", U"约", U"近", U"处", U"的"};
  const std::u32string all = code_points(text);
  std::u32string_view rest = all;
  OffsetText said{Compass::none, {}, text};
  rest.remove_prefix(skip(rest, kTowards));
  if (!rest.empty()) said.compass = compass_of(rest.front());
  if (said.compass != Compass::none) {
    rest.remove_prefix(1);
    if (!rest.empty() && compass_of(rest.front()) != Compass::none) return {Compass::none, {}, text};  // 东北
    rest.remove_prefix(skip(rest, kSides));
  }
  rest.remove_prefix(skip(rest, kAbout));
  double number = 0.0;
  const std::size_t digits = number_at(rest, number);
  std::size_t unit = 0;
  const double factor = digits > 0 ? metres_of(rest.substr(digits), unit) : 0.0;
  if (factor == 0.0 || number <= 0.0) return {Compass::none, {}, text};
  said.metres = Metres{number * factor};
  rest.remove_prefix(digits + unit);
  if (rest.starts_with(U"处")) rest.remove_prefix(1);
  said.rest = utf8(rest);
  return said;
}

int take_house_number(std::string& text) {
  const std::u32string all = code_points(text);
  std::u32string_view rest = all;
  double number = 0.0;
  const std::size_t digits = number_at(rest, number);
  if (digits == 0 || number < 1.0 || number > 99'999.0) return 0;
  rest.remove_prefix(digits);
  if (rest.starts_with(U"-") || rest.starts_with(U"—")) {
    double second = 0.0;
    rest.remove_prefix(1);
    rest.remove_prefix(number_at(rest, second));
  }
  if (!rest.starts_with(U"号")) return 0;
  rest.remove_prefix(1);
  text = utf8(rest);
  return static_cast<int>(number);
}

}  // namespace libgrid::places::detail
