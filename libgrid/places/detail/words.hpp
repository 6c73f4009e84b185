#pragma once
/// A Chinese location text as words: names, marks and what lies between them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/places/location_text.hpp>

namespace libgrid::places::detail {

enum class WordKind : unsigned char {
  street,    ///< a known street, or a word that ends like one
  place,     ///< a known place, or a word that ends like one
  klass,     ///< 学校, 医院, 商场, 车站
  crossing,  ///< 口, 路口, 交叉口, 交汇处
  bridge,    ///< 桥头
  near,      ///< 周边, 附近 ...
  section,   ///< 段, 南段 ...
  side,      ///< 以南 ...
  begin,     ///< 自, 西起 ...
  to,        ///< 至, 到, 止, -
  with,      ///< 与, 和, 及, 、
  open,      ///< (
  close,     ///< )
  stop,      ///< end of a clause: , ; 。
  other      ///< a run of anything else
};

struct Word {
  WordKind kind = WordKind::other;
  std::string text;  ///< as written
  Compass compass = Compass::none;
  PlaceClass place_class = PlaceClass::school;
};

[[nodiscard]] std::vector<Word> words_of(std::string_view text, const Vocabulary& vocabulary);

}  // namespace libgrid::places::detail
