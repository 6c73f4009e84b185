#pragma once
/// The street that a report is about: the one it names, else what earlier reports there were about, else the nearest.
///
///   const StreetChooser chooser = StreetChooser::build(streets, gazetteer, precedents);
///   const StreetChoice choice = chooser.choose(at, "12 Beacon St");
///   streets[choice.snap.line].id; choice.snap.side; choice.snap.distance;     // as roads::Snapper answers
///   if (choice.ask) ask_for_the_street(choice);      // a name that is not known, or absurdly far: asked, never
///   guessed
///
/// The idea: a report lies at a house front or where a telephone thought it was, so that the nearest street is often
/// not the one it is about. Rules, in this order:
/// 1. named: the text names a street (by the gazetteer: spellings, aliases, one letter wrong) that has a way within
///    `absurd` of the report: the nearest way of that name. Of a crossing, the nearer of its streets.
/// 2. precedent: of the names within `reach`, the one with the most of log(prior + evidence) - distance / `scale`,
/// where
///    evidence counts the earlier reports of that name, faded with their distance. Without any evidence this is
/// 3. nearest: the nearest way, within `reach`.
/// A choice by rule 2 or 3 for a report that did name something carries `ask`: it is a proposal.
///
/// Units: plane metres. The defaults were fixed on Boston's reports of January to June 2015 (January to March foretold
/// April to June best); scored on July to September: tests/bench/places.md.
/// @guarantee independent of the order of precedents; ties go to the nearer street, then the lower position
/// @cost Boston, 62,320 texts: tests/bench/places.md

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/model/ground.hpp>
#include <libgrid/places/detail/precedents.hpp>
#include <libgrid/places/gazetteer.hpp>
#include <libgrid/roads/snapper.hpp>

namespace libgrid::places {

enum class ChoiceRule : unsigned char { none, named, precedent, nearest };
[[nodiscard]] std::string_view word(ChoiceRule rule);

struct StreetChoice {
  ChoiceRule rule = ChoiceRule::none;
  bool ask = false;                                            ///< the text named something that was not used
  roads::Snap snap;                                            ///< snap.line: position in the streets
  Metres named_away{std::numeric_limits<double>::infinity()};  ///< to the street named; infinite if none is known
};

struct StreetChoiceOptions {
  Metres absurd{300.0};  ///< a named street farther than this is a mistake of text or place
  Metres reach{100.0};   ///< streets farther than this are not proposed
  double prior{0.03};    ///< evidence, in reports, of a street without any
  Metres scale{5.0};     ///< so much farther is e times less likely
  detail::PrecedentScale precedents = {};
};

/// An earlier report with the street it was about.
struct Precedent {
  Xy at;
  std::string street;
};

class StreetChooser {
 public:
  /// @param streets    ways with names; unnamed ones are found as nearest only
  /// @param gazetteer  filled from the same streets, with the city's aliases
  /// Precedents whose street is not known are left out.
  [[nodiscard]] static StreetChooser build(std::span<const Street> streets, Gazetteer gazetteer,
                                           std::span<const Precedent> precedents = {},
                                           const StreetChoiceOptions& options = {});

  /// @param text as the report writes it; empty: nothing is named
  [[nodiscard]] StreetChoice choose(Xy at, std::string_view text) const;
  /// The street that the text names, if it is known and not absurdly far (rule named); else none, without a proposal.
  [[nodiscard]] StreetChoice named(Xy at, std::string_view text) const;

  /// Name of a street, as the choice compares them; -1 for no name.
  [[nodiscard]] std::int32_t name_of(std::int32_t street) const { return names_[static_cast<std::size_t>(street)]; }
  /// Nearest way of the street that the text names, at any distance; line -1 if it names none that is known.
  [[nodiscard]] roads::Snap nearest_named(Xy at, std::string_view text) const;

 private:
  struct Ways {
    std::vector<std::int32_t> streets;
    roads::Snapper snapper;
  };
  StreetChooser(Gazetteer gazetteer, roads::Snapper all, const StreetChoiceOptions& options)
      : gazetteer_(std::move(gazetteer)), all_(std::move(all)), options_(options) {}
  [[nodiscard]] std::vector<std::int32_t> names_in(std::string_view text) const;
  [[nodiscard]] std::int32_t number_of(std::string_view name) const;
  [[nodiscard]] StreetChoice propose(Xy at) const;

  Gazetteer gazetteer_;
  roads::Snapper all_;
  StreetChoiceOptions options_;
  std::map<std::string, std::int32_t, std::less<>> number_;  ///< of a name as first written
  std::vector<Ways> ways_;                                   ///< by name
  std::vector<std::int32_t> names_;                          ///< by street
  detail::Precedents precedents_;
};

}  // namespace libgrid::places
