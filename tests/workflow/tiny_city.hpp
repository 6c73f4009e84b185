#pragma once
/// The input files of a small, complete city: two districts, an island, streets, four months of reports.
///
///   const CityFiles files = write_tiny_city(folder);   // city.json, districts.geojson, streets.geojson, reports.csv
///
///      0    500   1000   1500  2000   plane metres from kCorner
///      +------------+------------+        +----+
///      |    West    |    East    |  gap   |isle|   West and East are 1 km squares, streets every 100 m in both
///      |  1 km2     |  1 km2     | 300 m  |    |   directions run 30 m beyond the land; the isle belongs to East,
///      +------------+------------+        +----+   has streets of its own and no land border
///
/// Reports: 1,400 rows of three categories over 120 days. 1,000 are spread evenly, 100 lie on the isle; Graffiti also
/// piles up in four blocks around (1300, 300) and comes back there; 40 rows sit on a default coordinate (many streets,
/// many wards, some with neither), 5 lie in the sea, 3 rows must be refused (no time, no type, a repeated id).
/// The same bytes on every machine: numbers come from CounterRandom.

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow::test {

inline constexpr Xy kCorner{236'000.0, 900'000.0};  ///< south-west corner of the land, EPSG:26986
inline constexpr double kTownSide = 1000.0;
inline constexpr double kIsleSide = 400.0;
inline constexpr Xy kIsleCorner{kCorner.x + 2300.0, kCorner.y + 300.0};
inline constexpr LonLat kDefaultCoordinate{-71.06, 42.3546};  ///< on land, in West
inline constexpr int kDefaultRows = 40;
inline constexpr int kRowsAtSea = 5;
inline constexpr int kRefusedRows = 3;
inline constexpr int kRows = 1400;

/// The value, or the end of the test with the error's text.
template <class T>
T must(Expected<T> result) {
  if (!result) throw std::runtime_error(message_en(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

inline void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string tiny_city_json() {
  return R"({"code": "TIN", "name_zh": "小城", "name_en": "Tinytown", "frame_epsg": 26986,
    "sectors": [{"code": "all", "name_zh": "全部条线", "name_en": "all sectors"}],
    "levels": [{"number": 1, "zones_per_parent": 2, "band": 0.06, "name_zh": "第{}大网格", "name_en": "Upper zone {}"},
               {"number": 2, "zones_per_parent": 3, "band": 0.10, "name_zh": "第{}网格", "name_en": "Zone {}"}],
    "posts": [{"level": 0, "title_zh": "市级网格长", "title_en": "City head"},
              {"level": 1, "title_zh": "一级网格长", "title_en": "Level 1 head"},
              {"level": 2, "title_zh": "二级网格长", "title_en": "Level 2 head"}],
    "seed": 7, "blocks": {"cut_above_m2": 200000, "lattice_m": 500, "merge_below_m2": 1000},
    "hotspots": {"cell_m": 100, "least_reports": 50},
    "default_coordinate": {"least_share": 0.005, "least_streets": 10, "least_wards": 3, "least_without_location": 5},
    "attribution": "Invented data, public domain"})";
}

/// Plane metres to the text of a position in degrees.
class PositionText {
 public:
  PositionText() : projector_(must(crs::Projector::make(Frame{26986}))) {}

  [[nodiscard]] LonLat degrees(Xy p) const { return projector_.to_lonlat(p); }
  [[nodiscard]] std::string operator()(Xy p) const {
    const LonLat at = degrees(p);
    return "[" + io::shortest_text(at.lon) + "," + io::shortest_text(at.lat) + "]";
  }
  [[nodiscard]] std::string operator()(const std::vector<Xy>& points) const {
    std::string text;
    for (const Xy p : points) text += (text.empty() ? "" : ",") + (*this)(p);
    return "[" + text + "]";
  }

 private:
  crs::Projector projector_;
};

inline std::string feature_collection(const std::vector<std::string>& features) {
  std::string text;
  for (const std::string& feature : features) text += (text.empty() ? "\n" : ",\n") + feature;
  return R"({"type": "FeatureCollection", "features": [)" + text + "\n]}\n";
}

/// A square with a corner every 100 m, so that streets meet it at vertices of its own.
inline std::vector<Xy> square_ring(Xy corner, double side) {
  std::vector<Xy> ring;
  const auto steps = static_cast<int>(side / 100.0);
  const auto along = [&](Xy from, double dx, double dy) {
    for (int i = 0; i < steps; ++i) ring.push_back({from.x + dx * i * 100.0, from.y + dy * i * 100.0});
  };
  along(corner, 1, 0);
  along({corner.x + side, corner.y}, 0, 1);
  along({corner.x + side, corner.y + side}, -1, 0);
  along({corner.x, corner.y + side}, 0, -1);
  ring.push_back(corner);
  return ring;
}

inline std::string district_file() {
  const PositionText text;
  const auto ring = [&](Xy corner, double side) { return "[" + text(square_ring(corner, side)) + "]"; };
  const auto feature = [](const std::string& name, const std::string& parts) {
    return R"({"type": "Feature", "properties": {"Name": ")" + name +
           R"("}, "geometry": {"type": "MultiPolygon", "coordinates": [)" + parts + "]}}";
  };
  const std::string east = ring({kCorner.x + kTownSide, kCorner.y}, kTownSide) + "," + ring(kIsleCorner, kIsleSide);
  return feature_collection({feature("West", ring(kCorner, kTownSide)), feature("East", east)});
}

/// A lattice of streets every 100 m strictly inside a rectangle, 30 m longer than it at both ends.
inline void add_street_lattice(std::vector<std::string>& features, Xy corner, double width, double height,
                               const PositionText& text) {
  const auto add = [&](Xy from, Xy to, const std::string& name) {
    const std::string number = std::to_string(features.size() + 1);
    features.push_back(R"({"type": "Feature", "properties": {"way_no": )" + number + R"(, "name": ")" + name +
                       R"(", "highway": "residential"}, "geometry": {"type": "LineString", "coordinates": )" +
                       text({from, to}) + "}}");
  };
  for (double x = 100.0; x < width; x += 100.0)
    add({corner.x + x, corner.y - 30.0}, {corner.x + x, corner.y + height + 30.0},
        "Street " + std::to_string(features.size() + 1));
  for (double y = 100.0; y < height; y += 100.0)
    add({corner.x - 30.0, corner.y + y}, {corner.x + width + 30.0, corner.y + y},
        "Avenue " + std::to_string(features.size() + 1));
}

inline std::string street_file() {
  const PositionText text;
  std::vector<std::string> features;
  add_street_lattice(features, kCorner, 2 * kTownSide, kTownSide, text);
  add_street_lattice(features, kIsleCorner, kIsleSide, kIsleSide, text);
  return feature_collection(features);
}

/// Rows in the order of the file; `at` chooses where.
class ReportRows {
 public:
  ReportRows() : csv_({"case_id", "opened", "closed", "type", "street", "ward", "lon", "lat"}) {}

  void add(const std::string& type, LonLat at, LocalTime opened, Seconds open_for, const std::string& street,
           const std::string& ward) {
    ++rows_;
    const bool open = open_for.value < 0;
    csv_.add("T" + std::to_string(rows_))
        .add(std::string_view(to_text(opened)))
        .add(open ? std::string() : to_text(opened + open_for))
        .add(std::string_view(type));
    csv_.add(std::string_view(street)).add(std::string_view(ward)).add(at.lon).add(at.lat).end_row();
  }
  void add_line(const std::vector<std::string>& cells) {
    ++rows_;
    for (const std::string& cell : cells) csv_.add(std::string_view(cell));
    csv_.end_row();
  }
  [[nodiscard]] int rows() const { return rows_; }
  [[nodiscard]] std::string text() const { return csv_.text(); }

 private:
  io::CsvWriter csv_;
  int rows_ = 0;
};

inline const LocalTime kFirstOpening = *parse_local_time("2015-01-01T00:00:00");

inline std::string report_file() {
  const PositionText text;
  const CounterRandom draw(2015, 1);
  const std::vector<std::string> types{"Graffiti", "Pothole", "Street Light <out> & \"dark\""};
  ReportRows rows;
  std::uint64_t next = 0;
  const auto time = [&] {
    return kFirstOpening + Seconds{static_cast<std::int64_t>(draw.below(next++, 120 * 86'400))};
  };
  const auto open_for = [&] {
    return draw.below(next++, 10) == 0 ? Seconds{-1}
                                       : Seconds{static_cast<std::int64_t>(draw.below(next++, 20 * 86'400))};
  };
  const auto between = [&](double low, double high) { return low + (high - low) * draw.unit(next++); };
  const auto add = [&](const std::string& type, Xy at, const std::string& street, const std::string& ward) {
    rows.add(type, text.degrees(at), time(), open_for(), street, ward);
  };
  for (int i = 0; i < 1000; ++i)
    add(types[draw.below(next++, 3)], {kCorner.x + between(0, 2 * kTownSide), kCorner.y + between(0, kTownSide)},
        "Main St", "Ward 1");
  for (int i = 0; i < 100; ++i)
    add(types[1], {kIsleCorner.x + between(0, kIsleSide), kIsleCorner.y + between(0, kIsleSide)}, "Isle St", "Ward 2");
  for (int i = 0; i < kRowsAtSea; ++i) add(types[1], {kCorner.x + 2150.0, kCorner.y + between(0, 900)}, "", "Ward 2");
  for (int i = 0; i < kDefaultRows; ++i) {
    const std::string n = std::to_string(i);
    const bool bare = i % 4 == 0;
    rows.add(types[static_cast<std::size_t>(i) % 3], kDefaultCoordinate, time(), open_for(), bare ? "" : "Street " + n,
             bare ? "" : "Ward " + std::to_string(1 + i % 5));
  }
  for (int i = 0; rows.rows() < kRows - kRefusedRows; ++i) {
    const Xy spot{kCorner.x + 1250.0 + 100.0 * (i % 2), kCorner.y + 250.0 + 100.0 * (i / 2 % 2)};
    add(types[0], {spot.x + between(-20, 20), spot.y + between(-20, 20)}, "Wall St", "Ward 1");
  }
  const std::string lon = io::shortest_text(kDefaultCoordinate.lon), lat = io::shortest_text(kDefaultCoordinate.lat);
  rows.add_line({"no-time", "yesterday", "", "Pothole", "Main St", "Ward 1", lon, lat});
  rows.add_line({"no-type", "2015-01-02T00:00:00", "", "", "Main St", "Ward 1", lon, lat});
  rows.add_line({"T1", "2015-01-02T00:00:00", "", "Pothole", "Main St", "Ward 1", lon, lat});
  return rows.text();
}

/// @pre folder exists
inline CityFiles write_tiny_city(const std::filesystem::path& folder) {
  write_file(folder / "city.json", tiny_city_json());
  write_file(folder / "districts.geojson", district_file());
  write_file(folder / "streets.geojson", street_file());
  write_file(folder / "reports.csv", report_file());
  CityFiles files;
  files.districts = folder / "districts.geojson";
  files.streets = folder / "streets.geojson";
  files.reports = folder / "reports.csv";
  return files;
}

}  // namespace libgrid::workflow::test
