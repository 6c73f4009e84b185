#include <libgrid/places/detail/words.hpp>

#include <algorithm>
#include <array>

#include <libgrid/places/detail/text.hpp>

namespace libgrid::places::detail {
namespace {

struct Mark {
  std::u32string_view text;
  WordKind kind;
  Compass compass = Compass::none;
  PlaceClass place_class = PlaceClass::school;
};

// Longest first where one begins another. Folded spelling (一 is 1, full-width is half-width).
constexpr auto kMarks = std::to_array<Mark>({
    {U"交叉路口", WordKind::crossing},
    {U"十字路口", WordKind::crossing},
    {U"10字路口", WordKind::crossing},
    {U"交叉口", WordKind::crossing},
    {U"交汇处", WordKind::crossing},
    {U"交汇口", WordKind::crossing},
    {U"路口", WordKind::crossing},
    {U"口", WordKind::crossing},
    {U"桥头", WordKind::bridge},
    {U"周边", WordKind::near},
    {U"周围", WordKind::near},
    {U"附近", WordKind::near},
    {U"门口", WordKind::near},
    {U"对面", WordKind::near},
    {U"旁边", WordKind::near},
    {U"旁", WordKind::near},
    {U"南路段", WordKind::section, Compass::south},
    {U"北路段", WordKind::section, Compass::north},
    {U"南段", WordKind::section, Compass::south},
    {U"北段", WordKind::section, Compass::north},
    {U"东段", WordKind::section, Compass::east},
    {U"西段", WordKind::section, Compass::west},
    {U"中段", WordKind::section, Compass::middle},
    {U"路段", WordKind::section},
    {U"段", WordKind::section},
    {U"以南", WordKind::side, Compass::south},
    {U"南侧", WordKind::side, Compass::south},
    {U"以北", WordKind::side, Compass::north},
    {U"北侧", WordKind::side, Compass::north},
    {U"以东", WordKind::side, Compass::east},
    {U"东侧", WordKind::side, Compass::east},
    {U"以西", WordKind::side, Compass::west},
    {U"西侧", WordKind::side, Compass::west},
    {U"东起", WordKind::begin, Compass::east},
    {U"西起", WordKind::begin, Compass::west},
    {U"南起", WordKind::begin, Compass::south},
    {U"北起", WordKind::begin, Compass::north},
    {U"自", WordKind::begin},
    {U"东止", WordKind::to, Compass::east},
    {U"西止", WordKind::to, Compass::west},
    {U"南止", WordKind::to, Compass::south},
    {U"北止", WordKind::to, Compass::north},
    {U"东至", WordKind::to, Compass::east},
    {U"东到", WordKind::to, Compass::east},
    {U"西至", WordKind::to, Compass::west},
    {U"西到", WordKind::to, Compass::west},
    {U"南至", WordKind::to, Compass::south},
    {U"南到", WordKind::to, Compass::south},
    {U"北至", WordKind::to, Compass::north},
    {U"北到", WordKind::to, Compass::north},
    {U"至", WordKind::to},
    {U"到", WordKind::to},
    {U"—", WordKind::to},
    {U"-", WordKind::to},
    {U"~", WordKind::to},
    {U"与", WordKind::with},
    {U"和", WordKind::with},
    {U"及", WordKind::with},
    {U"、", WordKind::with},
    {U"(", WordKind::open},
    {U")", WordKind::close},
    {U",", WordKind::stop},
    {U";", WordKind::stop},
    {U"。", WordKind::stop},
    {U"学校", WordKind::klass, Compass::none, PlaceClass::school},
    {U"医院", WordKind::klass, Compass::none, PlaceClass::hospital},
    {U"商场", WordKind::klass, Compass::none, PlaceClass::mall},
    {U"超市", WordKind::klass, Compass::none, PlaceClass::mall},
    {U"车站", WordKind::klass, Compass::none, PlaceClass::station},
});

// How names that no list knows end; a longer end wins over a shorter one at the same start.
constexpr auto kStreetEnds = std::to_array<std::u32string_view>(
    {U"外环路", U"外环", U"大道", U"公路", U"铁路", U"后街", U"胡同", U"路", U"街", U"巷", U"河", U"线"});
constexpr auto kPlaceEnds = std::to_array<std::u32string_view>(
    {U"购物广场", U"广场",   U"市场",   U"游园", U"公园", U"小区", U"佳苑", U"花园", U"医院", U"学校", U"中学", U"小学",
     U"车站",     U"高速口", U"立交桥", U"东门", U"西门", U"南门", U"北门", U"美林", U"营",   U"庄",   U"村"});

const Mark* mark_at(std::u32string_view text) {
  const auto found = std::ranges::find_if(kMarks, [&](const Mark& mark) { return text.starts_with(mark.text); });
  return found == kMarks.end() ? nullptr : &*found;
}

bool ends_run(const Mark& mark) { return mark.kind != WordKind::klass && mark.text != U"口" && mark.text != U"段"; }

/// Characters of the end words at the beginning of the text, one after another: 顺河街 ends with 河 and 街. 0: none.
std::size_t street_end_at(std::u32string_view text) {
  std::size_t length = 0;
  for (bool more = true; more;) {
    const auto rest = text.substr(length);
    const auto end =
        std::ranges::find_if(kStreetEnds, [&](std::u32string_view word) { return rest.starts_with(word); });
    more = end != kStreetEnds.end();
    if (more) length += end->size();
  }
  return length;
}

struct Ending {
  std::size_t length = 0;  ///< characters of the name; 0: none
  WordKind kind = WordKind::other;
};

/// 120号, 50米: a number's word, not the beginning of a name (3号路 is one).
bool ends_number(std::u32string_view text, std::size_t at) {
  if (at == 0 || !is_digit(text[at - 1])) return false;
  return text[at] == U'米' || (text[at] == U'号' && street_end_at(text.substr(at + 1)) == 0);
}

/// The first name-like ending in the text before any mark: at least one character, then the end word.
Ending ending_in(std::u32string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0) {
      if (ends_number(text, at)) return {};
      const Mark* mark = mark_at(text.substr(at));
      const auto here = text.substr(at);
      if (const std::size_t length = street_end_at(here); length > 0) return {at + length, WordKind::street};
      for (const auto end : kPlaceEnds)
        if (here.starts_with(end)) return {at + end.size(), WordKind::place};
      if (mark != nullptr && ends_run(*mark)) return {};
    } else if (const Mark* mark = mark_at(text); mark != nullptr) {
      return {};
    }
  }
  return {};
}

class Reader {
 public:
  Reader(std::string_view text, const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), written_(code_points(text)), folded_(fold_characters(text, vocabulary.rules())) {}

  std::vector<Word> read() {
    std::size_t other = 0;
    for (std::size_t at = 0; at < folded_.text.size();) {
      const std::size_t length = next(at, other);
      at += length;
      if (length == 0) ++at;
      if (length > 0) other = at;
    }
    flush(other, folded_.text.size());
    return std::move(words_);
  }

 private:
  /// Characters of the word at `at`; writes what was left over before it, then the word. 0: no word begins here.
  std::size_t next(std::size_t at, std::size_t other) {
    const auto rest = std::u32string_view(folded_.text).substr(at);
    if (const std::size_t street = vocabulary_.street_at(rest); street > 0)
      return put(other, at, street, {WordKind::street, {}});
    if (const std::size_t place = vocabulary_.place_at(rest); place > 0)
      return put(other, at, place, {WordKind::place, {}});
    if (at == other)  // an unknown name begins where the word before it ends
      if (const Ending end = ending_in(rest); end.length > 0 && !is_class_word(rest, end.length))
        return put(other, at, end.length, {end.kind, {}});
    if (const Mark* mark = mark_at(rest))
      return put(other, at, mark->text.size(), {mark->kind, {}, mark->compass, mark->place_class});
    return 0;
  }

  static bool is_class_word(std::u32string_view rest, std::size_t length) {
    const Mark* mark = mark_at(rest);
    return mark != nullptr && mark->kind == WordKind::klass && mark->text.size() == length;
  }

  std::size_t put(std::size_t other, std::size_t at, std::size_t length, Word word) {
    flush(other, at);
    word.text = written(at, at + length);
    words_.push_back(std::move(word));
    return length;
  }

  void flush(std::size_t from, std::size_t to) {
    if (from < to) words_.push_back({WordKind::other, written(from, to)});
  }

  /// As it was written, without the blanks that folding dropped after it.
  [[nodiscard]] std::string written(std::size_t from, std::size_t to) const {
    const std::size_t first = folded_.origin[from];
    std::size_t last = folded_.origin[to];
    while (last > first && (written_[last - 1] == U' ' || written_[last - 1] == U'\u3000')) --last;
    return utf8(std::u32string_view(written_).substr(first, last - first));
  }

  const Vocabulary& vocabulary_;
  std::u32string written_;
  FoldedText folded_;
  std::vector<Word> words_;
};

}  // namespace

std::vector<Word> words_of(std::string_view text, const Vocabulary& vocabulary) {
  return Reader(text, vocabulary).read();
}

}  // namespace libgrid::places::detail
