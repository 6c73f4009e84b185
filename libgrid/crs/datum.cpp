#include <libgrid/crs/datum.hpp>

#include <cctype>
#include <charconv>
#include <cmath>
#include <numbers>

namespace libgrid::crs {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kAxis = 6'378'245.0;
constexpr double kEccentricity = 0.00669342162296594323;
constexpr double kDegree = kPi / 180.0;

/// The waves of the shift along x, in the units of domain tables: (2/3) (20 sin 6 pi x + 20 sin 2 pi x + the rest).
double waves(double x, double rest) {
  return 2.0 / 3.0 * (20.0 * std::sin(6.0 * kPi * x) + 20.0 * std::sin(2.0 * kPi * x) + rest);
}

/// Metres north and east of the shift at a place, x and y counted from 105 E, 35 N.
double north_shift(double x, double y) {
  return -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) +
         waves(x, 20.0 * std::sin(kPi * y) + 40.0 * std::sin(kPi * y / 3.0) + 160.0 * std::sin(kPi * y / 12.0) +
                      320.0 * std::sin(kPi * y / 30.0));
}

double east_shift(double x, double y) {
  return 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) +
         waves(x, 20.0 * std::sin(kPi * x) + 40.0 * std::sin(kPi * x / 3.0) + 150.0 * std::sin(kPi * x / 12.0) +
                      300.0 * std::sin(kPi * x / 30.0));
}

/// w with forward(w) = shown, by w += shown - forward(w).
template <class Forward>
LonLat fixed_point(LonLat shown, LonLat start, int steps, Forward forward) {
  LonLat w = start;
  for (int i = 0; i < steps; ++i) {
    const LonLat at = forward(w);
    w = {w.lon + (shown.lon - at.lon), w.lat + (shown.lat - at.lat)};
  }
  return w;
}

constexpr double kWave = kPi * 3000.0 / 180.0;

LonLat bd09_closed_inverse(LonLat bd09) {
  const double x = bd09.lon - 0.0065, y = bd09.lat - 0.006;
  const double z = std::sqrt(x * x + y * y) - 2e-5 * std::sin(y * kWave);
  const double t = std::atan2(y, x) - 3e-6 * std::cos(x * kWave);
  return {z * std::cos(t), z * std::sin(t)};
}

std::string folded(std::string_view text) {
  std::string kept;
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      kept.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return kept;
}

}  // namespace

LonLat gcj02_from_wgs84(LonLat p) {
  const double x = p.lon - 105.0, y = p.lat - 35.0;
  const double sine = std::sin(p.lat * kDegree);
  const double m = 1.0 - kEccentricity * sine * sine, root = std::sqrt(m);
  const double north = north_shift(x, y) / (kAxis * (1.0 - kEccentricity) / (m * root) * kDegree);
  const double east = east_shift(x, y) / (kAxis / root * std::cos(p.lat * kDegree) * kDegree);
  return {p.lon + east, p.lat + north};
}

LonLat wgs84_from_gcj02(LonLat p) { return fixed_point(p, p, 5, gcj02_from_wgs84); }

LonLat bd09_from_gcj02(LonLat p) {
  const double z = std::sqrt(p.lon * p.lon + p.lat * p.lat) + 2e-5 * std::sin(p.lat * kWave);
  const double t = std::atan2(p.lat, p.lon) + 3e-6 * std::cos(p.lon * kWave);
  return {z * std::cos(t) + 0.0065, z * std::sin(t) + 0.006};
}

LonLat gcj02_from_bd09(LonLat p) { return fixed_point(p, bd09_closed_inverse(p), 3, bd09_from_gcj02); }

Expected<SourceFrame> parse_source_frame(std::string_view text, AxisOrder order) {
  const std::string word = folded(text);
  if (word.empty()) return fail(ErrorCode::crs_missing);
  if (word == "gcj02") return SourceFrame{Datum::gcj02, kWgs84, order};
  if (word == "bd09") return SourceFrame{Datum::bd09, kWgs84, order};
  if (word == "wgs84") return SourceFrame{Datum::plain, kWgs84, order};
  const std::string_view digits = word.starts_with("epsg") && text.size() > 5 ? text.substr(5) : text;  // "EPSG:4547"
  int code = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
  if (problem != std::errc{} || end != digits.data() + digits.size() || code <= 0)
    return fail(ErrorCode::crs_unknown, std::string(text));
  return SourceFrame{Datum::plain, Frame{code}, order};
}

bool taken_as_wgs84(Frame frame) { return frame == kWgs84 || frame == Frame{4490} || frame == Frame{4269}; }

bool in_extent(Datum datum, LonLat p) {
  if (datum == Datum::plain) return true;
  return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271;
}

LonLat wgs84_from(Datum datum, LonLat place) {
  if (datum == Datum::gcj02) return wgs84_from_gcj02(place);
  if (datum == Datum::bd09) return wgs84_from_gcj02(gcj02_from_bd09(place));
  return place;
}

LonLat wgs84_to(Datum datum, LonLat wgs84) {
  if (datum == Datum::gcj02) return gcj02_from_wgs84(wgs84);
  if (datum == Datum::bd09) return bd09_from_gcj02(gcj02_from_wgs84(wgs84));
  return wgs84;
}

}  // namespace libgrid::crs
