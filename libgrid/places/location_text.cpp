#include <libgrid/places/location_text.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <tuple>

#include <libgrid/places/detail/amounts.hpp>
#include <libgrid/places/detail/text.hpp>
#include <libgrid/places/detail/words.hpp>

namespace libgrid::places {
namespace {

using detail::Word;
using detail::WordKind;

LocationPart part_of(LocationKind kind, std::string street = {}) {
  LocationPart part;
  part.kind = kind;
  part.street = std::move(street);
  return part;
}

/// Reads words left to right; each read_ function consumes what it understands.
class Grammar {
 public:
  explicit Grammar(std::vector<Word> words) : words_(std::move(words)) {}

  std::vector<LocationPart> read() {
    while (at_ < words_.size()) {
      const std::size_t before = at_;
      read_part();
      if (at_ == before) ++at_;
    }
    return std::move(parts_);
  }

 private:
  [[nodiscard]] bool is(WordKind kind, std::size_t ahead = 0) const {
    return at_ + ahead < words_.size() && words_[at_ + ahead].kind == kind;
  }
  [[nodiscard]] bool is_name(std::size_t ahead = 0) const {
    return is(WordKind::street, ahead) || is(WordKind::place, ahead);
  }
  [[nodiscard]] const Word& word(std::size_t ahead = 0) const { return words_[at_ + ahead]; }
  bool take(WordKind kind) { return is(kind) ? (++at_, true) : false; }
  std::string take_text() { return words_[at_++].text; }

  void read_part() {
    if (read_area()) return;
    if (is(WordKind::begin)) return read_unnamed_stretch(1);
    if (is_name() && is(WordKind::to, 1) && is_name(2)) return read_unnamed_stretch(0);
    if (is(WordKind::street)) return read_street();
    if (is(WordKind::place)) return read_place();
    if (is(WordKind::klass)) return read_classes();
    if (is(WordKind::side)) give_side();
  }

  /// 东至 A 西至 B 南至 C 北至 D in any order; three of them are a text that forgot one. Fewer are no area.
  bool read_area() {
    LocationPart part = part_of(LocationKind::area);
    std::size_t at = at_, sides = 0;
    while (at + 1 < words_.size()) {
      const Word& mark = words_[at];
      const bool bound = (mark.kind == WordKind::to || mark.kind == WordKind::begin) && mark.compass != Compass::none;
      if (!bound || (words_[at + 1].kind != WordKind::street && words_[at + 1].kind != WordKind::place)) break;
      std::string& name = part.bounds.at(static_cast<std::size_t>(mark.compass) - 1);
      if (!name.empty()) break;
      name = words_[at + 1].text;
      ++sides, at += 2;
      while (at < words_.size() && (words_[at].kind == WordKind::stop || words_[at].kind == WordKind::with)) ++at;
    }
    if (sides < 3) return false;
    at_ = at;
    parts_.push_back(std::move(part));
    return true;
  }

  /// 自 A 至 B; 西起 A, 东止 B; A 至 B.
  void read_unnamed_stretch(std::size_t skip) {
    at_ += skip;
    if (!is_name()) return;
    LocationPart part = part_of(LocationKind::stretch);
    part.from = take_text();
    take_compass_section();
    const std::size_t after = at_;
    take(WordKind::stop);
    if (take(WordKind::to) && is_name()) {
      part.to = take_text();
    } else {
      at_ = after;
    }
    take(WordKind::section);
    parts_.push_back(std::move(part));
  }

  void read_street() {
    LocationPart part = part_of(LocationKind::street, take_text());
    const std::size_t gap = is(WordKind::with) ? 1 : 0;
    if (is(WordKind::street, gap) && is(WordKind::crossing, gap + 1)) return read_crossing(std::move(part), gap);
    take_number(part);
    const bool from_something = is_name() || is(WordKind::other);  // 文峰路隧道至建安大道
    if (from_something && is(WordKind::to, 1) && is_name(2)) return read_stretch(std::move(part));
    read_qualifiers(part);
    parts_.push_back(std::move(part));
    if (is(WordKind::side)) give_side();
    if (is(WordKind::open)) read_bracket();
    if (is(WordKind::side)) give_side();
  }

  void read_crossing(LocationPart part, std::size_t gap) {
    at_ += gap;
    part.kind = LocationKind::crossing;
    part.from = take_text();
    ++at_;  // 口
    read_feature(part);
    parts_.push_back(std::move(part));
  }

  void read_stretch(LocationPart part) {
    part.kind = LocationKind::stretch;
    part.from = take_text();
    ++at_;  // 至
    part.to = take_text();
    take(WordKind::section);
    parts_.push_back(std::move(part));
  }

  /// What may follow a street without brackets.
  void read_qualifiers(LocationPart& part) {
    if (is(WordKind::place)) {
      part.place = take_text();
      part.kind = take(WordKind::section) ? LocationKind::section : LocationKind::near;
    } else if (is(WordKind::other) && is(WordKind::section, 1) && word(1).compass == Compass::none) {
      part.place = take_text();
      part.kind = LocationKind::section;
      ++at_;
    } else if (is(WordKind::section) && word().compass != Compass::none) {
      part.kind = LocationKind::section;
      part.section = words_[at_++].compass;
    } else if (take(WordKind::bridge)) {
      part.kind = LocationKind::bridge;
    }
    take(WordKind::near);
    read_feature(part);
  }

  /// What is left over inside the part; a direction with a distance in it (东50米) is the offset of the part.
  void read_feature(LocationPart& part) {
    if (!is(WordKind::other)) return;
    part.feature = take_text();
    if (const detail::OffsetText said = detail::offset_of(part.feature); said.compass != Compass::none) {
      part.side = said.compass;
      part.offset = said.metres;
      part.feature = said.rest;
    }
  }

  /// 120号, 120-2号 after a street.
  void take_number(LocationPart& part) {
    if (!is(WordKind::other)) return;
    if (is(WordKind::to, 1) && is(WordKind::other, 2)) {  // 12-1号
      std::string joined = word().text + "-" + word(2).text;
      if (detail::take_house_number(joined) > 0) {
        words_[at_ + 2].text = word().text + "-" + word(2).text;
        at_ += 2;
      }
    }
    std::string& text = words_[at_].text;
    const int number = detail::take_house_number(text);
    if (number == 0) return;
    part.kind = LocationKind::address;
    part.number = number;
    if (text.empty()) ++at_;
  }

  /// (A 至 B 段、C 至 D 段) after a street: the street becomes as many stretches. Other brackets are passed over.
  void read_bracket() {
    LocationPart whole = parts_.back();
    bool first = true;
    std::size_t depth_end = at_;
    while (depth_end < words_.size() && words_[depth_end].kind != WordKind::close) ++depth_end;
    ++at_;
    while (at_ < depth_end) {
      if (is_name() && is(WordKind::to, 1) && is_name(2)) {
        if (first) parts_.pop_back();
        first = false;
        read_stretch(whole);
      } else {
        ++at_;
      }
    }
    at_ = std::min(depth_end + 1, words_.size());
  }

  void read_place() {
    LocationPart part = part_of(LocationKind::near);
    part.place = take_text();
    take(WordKind::near);
    if (is(WordKind::street) && !is(WordKind::to, 1)) part.street = take_text();
    read_feature(part);
    parts_.push_back(std::move(part));
  }

  /// 学校、医院、商场、车站周边
  void read_classes() {
    LocationPart part = part_of(LocationKind::around);
    part.classes.push_back(words_[at_++].place_class);
    while (is(WordKind::with) && is(WordKind::klass, 1)) {
      part.classes.push_back(word(1).place_class);
      at_ += 2;
    }
    take(WordKind::near);
    parts_.push_back(std::move(part));
  }

  /// 以南: of every part since the last one that was given a side.
  void give_side() {
    const Compass side = words_[at_++].compass;
    Metres offset;
    if (is(WordKind::other)) {
      const detail::OffsetText said = detail::offset_of(word().text);
      if (said.metres > Metres{0.0} && said.compass == Compass::none) {
        offset = said.metres;
        words_[at_].text = said.rest;
        if (said.rest.empty()) ++at_;
      }
    }
    for (std::size_t i = parts_.size(); i > sided_; --i) parts_[i - 1].side = side, parts_[i - 1].offset = offset;
    sided_ = parts_.size();
  }

  void take_compass_section() {
    if (is(WordKind::section) && word().compass != Compass::none) ++at_;
  }

  std::vector<Word> words_;
  std::vector<LocationPart> parts_;
  std::size_t at_ = 0;
  std::size_t sided_ = 0;  ///< parts before this one have their side
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

bool starts_with_word(std::string_view text, std::string_view small_word) {
  if (text.size() < small_word.size()) return false;
  for (std::size_t i = 0; i < small_word.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(text[i])) != small_word[i]) return false;
  return text.size() == small_word.size() || text[small_word.size()] == ' ';
}

/// Where two street names part: "&", "@", "/", " and ", " at ".
std::pair<std::string_view, std::string_view> split_at_junction(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '&' || text[at] == '@' || text[at] == '/')
      return {trimmed(text.substr(0, at)), trimmed(text.substr(at + 1))};
    if (text[at] != ' ') continue;
    for (const std::string_view word : {"and", "at"})
      if (starts_with_word(text.substr(at + 1), word) && text.size() > at + 1 + word.size())
        return {trimmed(text.substr(0, at)), trimmed(text.substr(at + 2 + word.size()))};
  }
  return {text, {}};
}

std::string_view without_prefix(std::string_view text) {
  for (const std::string_view prefix : {"intersection of", "intersection", "corner of"})
    if (starts_with_word(text, prefix)) return trimmed(text.substr(prefix.size()));
  return text;
}

/// "120 Main St", "120-124 Main St", "12A Main St": the first number; 0 if the text begins otherwise.
int house_number(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number <= 0) return 0;
  std::size_t at = static_cast<std::size_t>(end - text.data());
  // The rest of the number's word: a range, or one letter.
  const std::size_t blank = text.find(' ', at);
  if (blank == std::string_view::npos) return 0;
  const std::string_view tail = text.substr(at, blank - at);
  const bool range = tail.starts_with("-") && tail.find_first_not_of("-0123456789") == std::string_view::npos;
  const bool letter = tail.size() == 1 && std::isalpha(static_cast<unsigned char>(tail[0])) != 0;
  if (!tail.empty() && !range && !letter) return 0;  // "1st Ave"
  text = trimmed(text.substr(blank));
  return number;
}

LocationText parse_latin(std::string_view text) {
  LocationText said;
  const std::string_view body = without_prefix(trimmed(text));
  auto [first, second] = split_at_junction(body);
  if (first.empty()) {
    said.rest = std::string(text);
    return said;
  }
  if (!second.empty()) {
    LocationPart part = part_of(LocationKind::crossing, std::string(first));
    auto [next, further] = split_at_junction(second);
    part.from = std::string(next);
    while (!further.empty()) {
      std::tie(next, further) = split_at_junction(further);
      part.also.emplace_back(next);
    }
    said.parts.push_back(std::move(part));
    return said;
  }
  const int number = house_number(first);
  LocationPart part = part_of(number > 0 ? LocationKind::address : LocationKind::street, std::string(first));
  part.number = number;
  said.parts.push_back(std::move(part));
  return said;
}

bool is_latin(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string_view word(LocationKind kind) {
  static constexpr std::array<std::string_view, 9> kWords{"street", "crossing", "stretch", "section", "bridge",
                                                          "near",   "around",   "address", "area"};
  return kWords.at(static_cast<std::size_t>(kind));
}

std::string_view word(Compass compass) {
  static constexpr std::array<std::string_view, 6> kWords{"", "north", "south", "east", "west", "middle"};
  return kWords.at(static_cast<std::size_t>(compass));
}

std::size_t Vocabulary::longest(const Names& names, std::u32string_view folded) {
  for (std::size_t length = std::min(names.most, folded.size()); length > 0; --length)
    if (names.all.contains(folded.substr(0, length))) return length;
  return 0;
}

void Vocabulary::add(Names& names, std::string_view name) const {
  std::u32string folded = fold_characters(name, rules_).text;
  if (folded.size() < 2) return;
  names.most = std::max(names.most, folded.size());
  names.all.insert(std::move(folded));
}

void Vocabulary::add_street(std::string_view name) { add(streets_, name); }
void Vocabulary::add_place(std::string_view name) { add(places_, name); }

LocationText parse_location(std::string_view text, const Vocabulary& vocabulary) {
  if (is_latin(text)) return parse_latin(text);
  LocationText said;
  said.parts = Grammar(detail::words_of(text, vocabulary)).read();
  if (said.parts.empty()) said.rest = std::string(text);
  return said;
}

}  // namespace libgrid::places
