#pragma once
/// A text location as points or stretches on the ground, with candidates and how sure each is.
///
///   const Whereabouts found = where_is("五一路八一路口", gazetteer);
///   if (found.status == WhereStatus::found) go_to(found.candidates[0].at);
///   if (found.status == WhereStatus::several) ask_which(found.candidates);      // unknown is asked, never guessed
///
/// Candidates are ordered: surer first. Confidence: 1 as written, 0.9 over an alias or over a gap between the streets,
/// 0.8 with one letter corrected, 0.6 if the place is known and the street named with it is not (or the reverse);
/// shared by the candidates if there are several. These are ranks, not probabilities.
///
/// kind      | candidate
/// ----------+----------------------------------------------------------------------------------------------------
/// street    | all its ways; at: the point of the street nearest to the middle of its extent
/// crossing  | each place where the two streets meet (ways that come within 25 m meet; 60 m apart is another place)
/// stretch   | the shortest way along the street between two crossings or places; asked for if no street is named
/// section   | half of the street by compass, or its stretch within 250 m of the place
/// near      | the place; the whole street if only that is known
/// around    | every place of the classes (status area)
/// bridge    | the crossings of the street with the waterways that were added as streets (names ending 河, River ...)
/// address   | by the range that holds the number, on the side of its parity; a number outside all ranges is asked
///           | for; of a street without any ranges the whole street, with the doubt number_not_used
/// area      | the ground that the four streets bound (四至), as a polygon; status area if there is one
///
/// An offset (以东50米) moves a point along the named street that leads that way, else in a straight line (doubt
/// offset_straight); a stretch is moved aside. What lowers a confidence without another candidate is told as a doubt.
/// @guarantee the same gazetteer, filled in any order of ways, gives the same answer
/// @cost crossing: O(segments of one x segments of the other)

#include <string>
#include <string_view>
#include <vector>

#include <libgrid/places/gazetteer.hpp>

namespace libgrid::places {

enum class WhereStatus : unsigned char { found, several, area, unknown };

/// Why nothing, or more than one place, was found.
enum class WhereMiss : unsigned char {
  none,
  nothing_said,    ///< no name in the text, or only one where two are needed
  street_missing,  ///< a named street is not in the gazetteer
  place_missing,
  no_crossing,     ///< both streets are known and do not meet
  number_missing,  ///< no address range holds the number
  several
};

/// What of the text was not used, or only half: confidence is 0.6 or less then.
enum class WhereDoubt : unsigned char {
  none,
  number_not_used,  ///< the city has no house numbers of this street
  offset_straight,  ///< no named street leads that way: in a straight line
  corner_open,      ///< two bounding streets do not meet: their nearest points were joined
  partly_known      ///< the place is known and the street is not, or the reverse
};

enum class StreetSide : unsigned char { unknown, left, right };

[[nodiscard]] std::string_view word(WhereStatus status);
[[nodiscard]] std::string_view word(WhereMiss miss);    ///< none is empty
[[nodiscard]] std::string_view word(WhereDoubt doubt);  ///< none is empty
[[nodiscard]] std::string_view word(StreetSide side);   ///< unknown is empty

struct WhereCandidate {
  Xy at;                            ///< a point to go to
  std::vector<LineString> stretch;  ///< empty for a point
  std::vector<Xy> area = {};        ///< outer ring of an area, closed; empty for points and stretches
  double confidence = 0.0;
  StreetSide side = StreetSide::unknown;  ///< address: of the way, in its direction
  std::string street;                     ///< name in the gazetteer, if a street decided
  std::string place;
};

struct Whereabouts {
  WhereStatus status = WhereStatus::unknown;
  WhereMiss miss = WhereMiss::nothing_said;
  std::string missing;  ///< the name that was not found
  LocationPart said;
  std::vector<WhereCandidate> candidates;
  WhereDoubt doubt = WhereDoubt::none;
};

struct WhereOptions {
  Metres gap{25.0};      ///< streets this near meet
  Metres apart{60.0};    ///< crossings farther apart are different places
  Metres jump{40.0};     ///< gaps in a street that a stretch goes over
  Metres reach{250.0};   ///< section named by a place: this far along either way
  Metres corner{300.0};  ///< bounds of an area that stay farther apart do not close it
};

[[nodiscard]] Whereabouts where_is(const LocationPart& said, const Gazetteer& gazetteer,
                                   const WhereOptions& options = {});

/// The first part of the text; `unknown` with the whole text as missing if it says nothing.
[[nodiscard]] Whereabouts where_is(std::string_view text, const Gazetteer& gazetteer, const WhereOptions& options = {});

/// Every part of the text.
[[nodiscard]] std::vector<Whereabouts> where_are(std::string_view text, const Gazetteer& gazetteer,
                                                 const WhereOptions& options = {});

}  // namespace libgrid::places
