#pragma once
/// GCJ-02 and BD-09, the shifted degrees of Chinese web maps, to WGS 84 degrees and back.
///
///   LonLat shown = gcj02_from_wgs84({113.8523, 34.0357});     // 113.858172352, 34.034142006: 569 m away
///   LonLat again = wgs84_from_gcj02(shown);                   // within 0.1 mm of where we began
///   LonLat baidu = bd09_from_gcj02(shown);
///
/// The shift of GCJ-02 is a published leak, not a standard; PROJ declines it. All functions apply it wherever they are
/// asked (the source is declared, never guessed from the place); a reader of strangers' places asks in_extent() before
/// (source_projector.hpp). a = 6,378,245 m
/// (Krassovsky), e2 = 0.00669342162296594323. The inverses are fixed points: four steps leave under 0.1 um around
/// Xuchang and 1.3 um in all China; BD-09's closed form leaves 0.13 m, its two corrections 5 um.
///
/// @guarantee pure functions; a place that is not finite stays so
/// @cost      about 0.3 us; inverses five times that
/// @source    eviltransform and coordtransform (MIT), read for the constants; written anew

#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid::crs {

[[nodiscard]] LonLat gcj02_from_wgs84(LonLat wgs84);
[[nodiscard]] LonLat wgs84_from_gcj02(LonLat gcj02);
[[nodiscard]] LonLat bd09_from_gcj02(LonLat gcj02);
[[nodiscard]] LonLat gcj02_from_bd09(LonLat bd09);

/// What the numbers of a source are shifted by.
enum class Datum : unsigned char { plain, gcj02, bd09 };

/// Which of two columns comes first.
enum class AxisOrder : unsigned char {
  east_first,  ///< x east, y north; longitude, latitude
  authority    ///< as EPSG defines the frame: EPSG:4326 latitude first, EPSG:4547 northing first
};

/// How a source writes its places: declared, never guessed.
struct SourceFrame {
  Datum datum = Datum::plain;
  Frame frame = kWgs84;  ///< of the numbers; EPSG:4326 under a shifted datum
  AxisOrder order = AxisOrder::east_first;
  friend bool operator==(const SourceFrame&, const SourceFrame&) = default;
};

/// "EPSG:4547", "4547", "GCJ-02", "gcj02", "BD-09", "bd09", "WGS84".
/// @errors crs_missing for an empty text; crs_unknown
[[nodiscard]] Expected<SourceFrame> parse_source_frame(std::string_view text, AxisOrder order = AxisOrder::east_first);

/// Degrees that are taken as those of WGS 84: EPSG:4326, CGCS2000 (4490), NAD 83 (4269); docs/units_and_crs.md.
[[nodiscard]] bool taken_as_wgs84(Frame frame);

/// The box in which the publishers of the shift apply it: 72.004 to 137.8347 E, 0.8293 to 55.8271 N. Numbers outside
/// were never shifted, whoever declared what. True everywhere for Datum::plain.
/// @source eviltransform, coordtransform: out_of_china
[[nodiscard]] bool in_extent(Datum datum, LonLat place);

/// WGS 84 degrees of shifted ones. @pre datum of degrees
[[nodiscard]] LonLat wgs84_from(Datum datum, LonLat place);
[[nodiscard]] LonLat wgs84_to(Datum datum, LonLat wgs84);

}  // namespace libgrid::crs
