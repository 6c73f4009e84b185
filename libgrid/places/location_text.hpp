#pragma once
/// The words of a place: what "五一路八一路口" or "INTERSECTION Boylston St & Dartmouth St" says, before any map is
/// asked.
///
///   LocationText said = parse_location("健康路以南(清虚街至清潩河段)", vocabulary);
///   said.parts[0].kind;       // LocationKind::stretch: 健康路 from 清虚街 to 清潩河
///   said.parts[0].side;       // Compass::south: what lies south of it
///   parse_location("许州路八里营段", vocabulary).parts[0].kind;      // section: 许州路 at 八里营
///   parse_location("120-124 Main St", vocabulary).parts[0].kind;     // address
///
/// Names are found in the vocabulary first, longest first; what is not in it is recognised by its last word (路, 街,
/// 大道, 巷, 河 ...; 广场, 市场, 医院 ...) and marked as not known. Names come as they were written.
///
/// kind      | says                                        | example
/// ----------+---------------------------------------------+---------------------------------------
/// street    | one street, whole                           | 灞陵路; 魏风路绿化带; Main St
/// crossing  | where two streets meet                      | 西外环与新绿街交叉口; Battery St & Commercial St
/// stretch   | a street between two others                 | 劳动路(八一路至天宝路段)
/// section   | a part by compass or by the place it passes | 仓库路南段; 许州路八里营段
/// bridge    | where a street crosses water                | 兴昌路桥头
/// near      | a place, with its street if it is named     | 文峰路三盛购物广场附近; 帝豪广场
/// around    | all places of some classes                  | 学校、医院、商场、车站周边
/// address   | a house number of a street                  | 120 Main St; 文峰路120号
/// area      | what four streets bound (四至)              | 东至劳动路、西至文峰路、南至八一路、北至健康路
///
/// A distance with a direction is an offset of the part before it: 五一路八一路口以东50米, 三盛购物广场北侧约30米.
///
/// A text may say several things, "清潩河(许都路至长青街段)、文峰路(东大街至建设路段)以西": each is a part, in their
/// order.
/// @guarantee no part and `rest` the whole text, if nothing is recognised; never throws, whatever the bytes
/// @cost O(length x longest name) look-ups

#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/places/street_name.hpp>

namespace libgrid::places {

enum class LocationKind : unsigned char { street, crossing, stretch, section, bridge, near, around, address, area };
enum class Compass : unsigned char { none, north, south, east, west, middle };
enum class PlaceClass : unsigned char { school, hospital, mall, station, landmark };

[[nodiscard]] std::string_view word(LocationKind kind);  ///< "street", "crossing" ...
[[nodiscard]] std::string_view word(Compass compass);    ///< "north" ...; none is empty

struct LocationPart {
  LocationKind kind = LocationKind::street;
  std::string street;                   ///< empty for near and around without one
  std::string from;                     ///< stretch: where it begins; crossing: the other street
  std::string to;                       ///< stretch: where it ends
  std::vector<std::string> also;        ///< crossing: further streets that meet there
  std::string place;                    ///< near: the place; section: what it passes
  std::vector<PlaceClass> classes;      ///< around
  Compass section = Compass::none;      ///< section: which part of the street
  Compass side = Compass::none;         ///< 以南: what lies on this side, not the street itself
  int number = 0;                       ///< address
  Metres offset;                        ///< this far to `side` of what is said; 0: no distance is said
  std::array<std::string, 4> bounds{};  ///< area: north, south, east, west (by Compass, from 1)
  std::string feature;                  ///< words left over inside the part: 绿化带, 围挡内
  friend bool operator==(const LocationPart&, const LocationPart&) = default;
};

struct LocationText {
  std::vector<LocationPart> parts;
  std::string rest;  ///< the text itself if nothing was recognised
};

/// The names that a city knows; folded inside.
class Vocabulary {
 public:
  explicit Vocabulary(NameRules rules) : rules_(std::move(rules)) {}
  void add_street(std::string_view name);
  void add_place(std::string_view name);

  [[nodiscard]] const NameRules& rules() const { return rules_; }
  /// Length in characters of the longest known name at the beginning of folded text; 0 if none.
  [[nodiscard]] std::size_t street_at(std::u32string_view folded) const { return longest(streets_, folded); }
  [[nodiscard]] std::size_t place_at(std::u32string_view folded) const { return longest(places_, folded); }

 private:
  struct Names {
    std::set<std::u32string, std::less<>> all;
    std::size_t most = 0;  ///< characters of the longest
  };
  [[nodiscard]] static std::size_t longest(const Names& names, std::u32string_view folded);
  void add(Names& names, std::string_view name) const;

  NameRules rules_;
  Names streets_;
  Names places_;
};

[[nodiscard]] LocationText parse_location(std::string_view text, const Vocabulary& vocabulary);

}  // namespace libgrid::places
