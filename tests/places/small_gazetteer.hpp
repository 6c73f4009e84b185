#pragma once
/// The street and place names of a drawing: letters are ends and turns of streets on a 100 m lattice.

#include <string>
#include <vector>

#include <libgrid/places/gazetteer.hpp>

namespace libgrid::test {}
namespace libgrid::places::test {

using namespace libgrid::test;  // so that test:: means both, whichever files are compiled together

/// Three streets from west to east (y 0, 300, 600), three from south to north (x 0, 400, 800), a river, three places.
///
///        文峰路 x=0    五一路 x=400    劳动路 x=800
///   y=600 ───┬──────────────┬──────────────┬──── 健康路
///   y=450 ~~~│~~~~~~~~~~~~~~│~~~~~~~~~~~~~~│~~~~ 清潩河
///   y=300 ───┼──────────────┼──────────────┼──── 八一路
///   y=0   ───┴──────────────┴──────────────┴──── 颍昌大道
inline Gazetteer small_city() {
  Gazetteer gazetteer(NameRules::common());
  for (const auto& [name, y] :
       std::vector<std::pair<const char*, double>>{{"颍昌大道", 0}, {"八一路", 300}, {"清潩河", 450}, {"健康路", 600}})
    gazetteer.add_street(name, {{-100, y}, {900, y}});
  for (const auto& [name, x] :
       std::vector<std::pair<const char*, double>>{{"文峰路", 0}, {"五一路", 400}, {"劳动路", 800}}) {
    gazetteer.add_street(name, {{x, -50}, {x, 300}});
    gazetteer.add_street(name, {{x, 300}, {x, 650}});
  }
  gazetteer.add_alias("解放大街", "八一路");
  gazetteer.add_place({"三盛购物广场", PlaceClass::mall, {30, 200}});
  gazetteer.add_place({"第一小学", PlaceClass::school, {500, 500}});
  gazetteer.add_place({"八里营", PlaceClass::station, {820, 100}});
  return gazetteer;
}

}  // namespace libgrid::places::test
