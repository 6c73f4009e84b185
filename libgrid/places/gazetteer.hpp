#pragma once
/// The names of a city and where they are: streets with their spellings, places, house numbers.
///
///   Gazetteer gazetteer(NameRules::common());
///   gazetteer.add_street("Boylston Street", line);                 // as often as the street has ways
///   gazetteer.add_alias("文峰南路", "文峰路");
///   gazetteer.add_place({"三盛购物广场", PlaceClass::mall, {420.0, 310.0}});
///   gazetteer.street("BOYLSTON ST.")->ways;                        // all ways of that folded name
///
/// Lines and points in plane metres.
/// @cost a look-up O(log names); near_spelling O(names)

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/geom/shapes.hpp>
#include <libgrid/places/location_text.hpp>
#include <libgrid/places/street_name.hpp>

namespace libgrid::places {

struct NamedStreet {
  std::string name;              ///< as first written
  std::vector<LineString> ways;  ///< in the order they were added
};

struct NamedPlace {
  std::string name;
  PlaceClass place_class = PlaceClass::school;
  Xy at;
};

/// House numbers along one way, from its beginning to its end; both 0: none on that side.
struct AddressRange {
  LineString line;
  int left_from = 0;
  int left_to = 0;
  int right_from = 0;
  int right_to = 0;
};

class Gazetteer {
 public:
  explicit Gazetteer(NameRules rules) : vocabulary_(std::move(rules)) {}

  void add_street(std::string_view name, LineString way);
  /// Another name of a street; the street may be added later. A name that is a street itself stays one.
  void add_alias(std::string_view alias, std::string_view street);
  void add_place(NamedPlace place);
  void add_addresses(std::string_view street, AddressRange range);

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] const NamedStreet* street(std::string_view name) const;
  /// The one street whose folded name differs from this one by one letter (inserted, lost, changed or two swapped), for
  /// names of at least six characters; none if several do.
  [[nodiscard]] const NamedStreet* near_spelling(std::string_view name) const;
  [[nodiscard]] const NamedPlace* place(std::string_view name) const;
  /// Streets that are water by name (河, 渠, River, Brook, Creek, Canal), by folded name.
  [[nodiscard]] std::vector<const NamedStreet*> waterways() const;
  [[nodiscard]] std::span<const NamedPlace> places() const { return places_; }
  [[nodiscard]] std::span<const AddressRange> addresses(std::string_view street) const;

 private:
  [[nodiscard]] std::string fold(std::string_view name) const { return fold_name(name, vocabulary_.rules()); }

  Vocabulary vocabulary_;
  std::map<std::string, NamedStreet> streets_;  ///< by folded name
  std::map<std::string, std::string> aliases_;  ///< folded alias -> folded street
  std::vector<NamedPlace> places_;
  std::map<std::string, std::size_t> place_of_;
  std::map<std::string, std::vector<AddressRange>> addresses_;
};

}  // namespace libgrid::places
