#include <libgrid/io/detail/shapefile_reader.hpp>

#include <iconv.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/geojson_geometry.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

static_assert(std::endian::native == std::endian::little);

/// Numbers at places of a byte string; a place beyond the end gives 0 (callers check sizes first).
template <class T>
T number_at(std::string_view bytes, std::size_t place) {
  T value{};
  if (place + sizeof(T) <= bytes.size()) std::memcpy(&value, bytes.data() + place, sizeof(T));
  return value;
}
std::uint32_t big_endian_at(std::string_view bytes, std::size_t place) {
  return __builtin_bswap32(number_at<std::uint32_t>(bytes, place));
}

std::filesystem::path beside(std::filesystem::path path, const char* extension) {
  path.replace_extension(extension);
  if (std::filesystem::exists(path)) return path;
  std::string upper(extension);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  std::filesystem::path other = path;
  other.replace_extension(upper);
  return std::filesystem::exists(other) ? other : path;
}

Expected<void> check_prj(const std::filesystem::path& path) {
  const std::filesystem::path prj = beside(path, ".prj");
  if (!std::filesystem::exists(prj)) return fail(ErrorCode::crs_missing, "no .prj file");
  GRID_TRY(text, read_file(prj, 1U << 20));
  const auto says = [&, &words = text](std::string_view word) { return words.find(word) != std::string::npos; };
  const bool known = says("WGS_1984") || says("WGS 84") || says("WGS84") ||
                     says("China_Geodetic_Coordinate_System_2000") || says("China Geodetic Coordinate System 2000") ||
                     says("CGCS2000") || says("China_2000") || says("North_American_1983") || says("NAD83");
  if (text.starts_with("GEOGCS") && known) return {};
  return fail(ErrorCode::crs_unknown, std::string(beginning_of(is_utf8(text) ? text : "?")) +
                                          "; layers are read in degrees of WGS 84, CGCS2000 or NAD 83");
}

/// One record of the .dbf: only what is asked for.
struct DbfColumn {
  std::size_t offset;
  std::size_t width;
  char type;
};

struct Dbf {
  std::string bytes;
  std::size_t first = 0, width = 0, count = 0;
  std::vector<DbfColumn> columns;
  bool gbk = false;

  [[nodiscard]] std::string_view record(std::size_t i) const {
    return std::string_view(bytes).substr(first + i * width, width);
  }
  [[nodiscard]] std::string_view cell(std::size_t i, const DbfColumn& column) const {
    std::string_view text = record(i).substr(column.offset, column.width);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
  }
};

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// nullopt: the file says nothing.
Expected<std::optional<bool>> declared_gbk(const std::filesystem::path& path, unsigned char language) {
  const std::filesystem::path cpg = beside(path, ".cpg");
  if (std::filesystem::exists(cpg)) {
    GRID_TRY(raw, read_file(cpg, 4096));
    const std::string text = lower(raw);
    const auto says = [&](const char* word) { return text.find(word) != std::string::npos; };
    if (says("utf")) return std::optional(false);
    if (says("gb") || says("936")) return std::optional(true);
  }
  return language == 0x4D ? std::optional(true) : std::optional<bool>();
}

std::vector<std::string> names_of(std::span<const std::pair<std::string, DbfColumn>> columns, bool gbk) {
  std::vector<std::string> names;
  for (const auto& [name, column] : columns) names.push_back(gbk ? utf8_from_gbk(name).value_or(name) : name);
  return names;
}

/// The bytes of the table, its measures checked, and their encoding.
Expected<Dbf> open_dbf(const std::filesystem::path& shp) {
  Dbf dbf;
  GRID_TRY(bytes, read_file(beside(shp, ".dbf")));
  dbf.bytes = std::move(bytes);
  if (dbf.bytes.size() < 33) return fail(ErrorCode::file_truncated, ".dbf");
  dbf.count = number_at<std::uint32_t>(dbf.bytes, 4);
  dbf.first = number_at<std::uint16_t>(dbf.bytes, 8);
  dbf.width = number_at<std::uint16_t>(dbf.bytes, 10);
  if (dbf.width == 0 || dbf.first > dbf.bytes.size() || dbf.count > (dbf.bytes.size() - dbf.first) / dbf.width)
    return fail(ErrorCode::file_truncated, ".dbf");
  GRID_TRY(declared, declared_gbk(shp, static_cast<unsigned char>(dbf.bytes[29])));
  dbf.gbk = declared.value_or(!is_utf8(std::string_view(dbf.bytes).substr(dbf.first)));
  return dbf;
}

Expected<Dbf> read_dbf(const std::filesystem::path& shp, std::span<const std::string> wanted) {
  GRID_TRY(dbf, open_dbf(shp));
  std::vector<std::pair<std::string, DbfColumn>> columns;
  std::size_t offset = 1;
  for (std::size_t at = 32; at + 32 <= dbf.first && dbf.bytes[at] != '\r'; at += 32) {
    const std::string_view name = std::string_view(dbf.bytes).substr(at, 11);
    const auto width = static_cast<unsigned char>(dbf.bytes[at + 16]);
    if (offset + width > dbf.width) return fail(ErrorCode::file_unreadable, "column widths of the .dbf");
    columns.emplace_back(name.substr(0, name.find('\0')), DbfColumn{offset, width, dbf.bytes[at + 11]});
    offset += width;
  }
  for (const std::string& column : wanted) {
    const auto it = std::ranges::find_if(columns, [&, gbk = dbf.gbk](const auto& one) {
      if (one.first == column) return true;
      const auto name = gbk ? utf8_from_gbk(one.first) : Expected<std::string>(one.first);
      return name && *name == column;
    });
    if (it == columns.end()) return fail(missing_column(column, names_of(columns, dbf.gbk)));
    dbf.columns.push_back(it->second);
  }
  return std::move(dbf);
}

Expected<Properties> properties_of(const Dbf& dbf, std::size_t row, std::span<const std::string> names) {
  Properties properties;
  for (std::size_t c = 0; c < names.size(); ++c) {
    const std::string_view raw = dbf.cell(row, dbf.columns[c]);
    auto text = dbf.gbk ? utf8_from_gbk(raw) : Expected<std::string>(std::string(raw));
    if (!text || !is_utf8(*text)) return fail(make_error(ErrorCode::encoding_not_utf8).at_field(names[c]));
    if (text->empty())
      properties.emplace_back(names[c], PropertyValue{});
    else
      properties.emplace_back(names[c], PropertyValue(std::move(*text)));
  }
  return properties;
}

Expected<Ring> ring_of(std::string_view content, std::size_t first_point, std::size_t from, std::size_t to) {
  Ring ring;
  for (std::size_t i = from; i < to; ++i) {
    const LonLat p{number_at<double>(content, first_point + 16 * i),
                   number_at<double>(content, first_point + 16 * i + 8)};
    GRID_CHECK(check_on_earth(p));
    ring.push_back({p.lon, p.lat});
  }
  if (ring.size() < 4) return fail(ErrorCode::ring_too_short);
  if (ring.front() != ring.back()) return fail(ErrorCode::ring_not_closed);
  return ring;
}

LonLatLine degrees(const Ring& ring) {
  LonLatLine line;
  for (const Xy p : ring) line.push_back({p.x, p.y});
  return line;
}

/// Clockwise rings are shells; a hole without a shell around it is a shell drawn the wrong way.
LonLatMultiPolygon assembled(const std::vector<Ring>& rings) {
  LonLatMultiPolygon shape;
  std::vector<Polygon> shells;
  const auto add_shell = [&](const Ring& ring) {
    shape.push_back({degrees(ring), {}});
    shells.push_back({ring, {}});
  };
  for (const Ring& ring : rings)
    if (signed_area(ring).value <= 0.0) add_shell(ring);
  const std::size_t proper = shells.size();
  for (const Ring& ring : rings) {
    if (signed_area(ring).value <= 0.0) continue;
    std::size_t owner = proper;
    for (std::size_t s = 0; s < proper && owner == proper; ++s) {
      const auto off = std::ranges::find_if(ring, [&](Xy p) { return locate(shells[s], p) != Location::border; });
      if (off != ring.end() && locate(shells[s], *off) == Location::inside) owner = s;
    }
    if (owner < proper)
      shape[owner].holes.push_back(degrees(ring));
    else
      add_shell(ring);
  }
  return shape;
}

/// @param content one record without its header: type, box, counts, parts, points
Expected<LonLatGeometry> geometry_of(std::string_view content) {
  const auto type = number_at<std::int32_t>(content, 0);
  if (type == 0) return LonLatGeometry{};
  if (type != 5 && type != 15 && type != 25)
    return fail(ErrorCode::geometry_type, "shape type " + std::to_string(type));
  if (content.size() < 44) return fail(ErrorCode::file_truncated);
  const std::size_t parts = number_at<std::uint32_t>(content, 36), points = number_at<std::uint32_t>(content, 40);
  if (parts == 0 || points == 0) return fail(ErrorCode::geometry_empty);
  const std::size_t left = content.size() - 44;
  if (parts > left / 4 || points > (left - 4 * parts) / 16) return fail(ErrorCode::file_truncated);
  std::vector<Ring> rings;
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t from = number_at<std::uint32_t>(content, 44 + 4 * part);
    const std::size_t to = part + 1 < parts ? number_at<std::uint32_t>(content, 48 + 4 * part) : points;
    if (from > to || to > points) return fail(ErrorCode::file_unreadable, "parts of a shape");
    GRID_TRY(ring, ring_of(content, 44 + 4 * parts, from, to));
    rings.push_back(std::move(ring));
  }
  return assembled(rings);
}

Expected<Feature> feature_of(std::string_view content, const Dbf& dbf, std::size_t row,
                             std::span<const std::string> columns) {
  Feature feature;
  GRID_TRY(properties, properties_of(dbf, row, columns));
  feature.properties = std::move(properties);
  auto geometry = geometry_of(content);
  if (!geometry) return fail(std::move(geometry.error()).at_field("geometry"));
  feature.geometry = std::move(*geometry);
  return feature;
}

Expected<FeatureCollection> read_records(std::string_view shp, const Dbf& dbf, std::span<const std::string> columns,
                                         const std::string& file) {
  FeatureCollection collection;
  std::size_t at = 100;
  for (std::size_t row = 0; row < dbf.count; ++row) {
    if (at + 8 > shp.size()) return fail(ErrorCode::file_truncated, "record " + std::to_string(row + 1));
    const std::size_t size = std::size_t{big_endian_at(shp, at + 4)} * 2;
    if (size < 4 || size > shp.size() - at - 8)
      return fail(ErrorCode::file_truncated, "record " + std::to_string(row + 1));
    const std::string_view content = shp.substr(at + 8, size);
    at += 8 + size;
    if (dbf.record(row).front() == '*') continue;
    const auto number = static_cast<std::int64_t>(row) + 1;
    auto feature = feature_of(content, dbf, row, columns);
    if (feature) {
      feature->number = number;
      collection.features.push_back(std::move(*feature));
    } else {
      collection.rejected.push_back(RejectedRow{std::move(feature.error()).in_file(file).at_row(number)});
    }
  }
  return collection;
}

}  // namespace

Expected<bool> table_is_gbk(const std::filesystem::path& shp) {
  GRID_TRY(dbf, open_dbf(shp));
  return dbf.gbk;
}

Expected<std::string> utf8_from_gbk(std::string_view text) {
  const iconv_t converter = iconv_open("UTF-8", "GB18030");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says (iconv_t)-1
  if (converter == reinterpret_cast<iconv_t>(-1)) return fail(ErrorCode::internal, "no GB18030 converter");
  std::string in(text), out(text.size() * 4 + 4, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size(), room = out.size();
  const std::size_t result = iconv(converter, &from, &left, &to, &room);
  iconv_close(converter);
  if (result == static_cast<std::size_t>(-1)) return fail(ErrorCode::encoding_not_utf8, "neither UTF-8 nor GBK");
  out.resize(out.size() - room);
  return out;
}

Expected<FeatureCollection> read_shapefile(const std::filesystem::path& path, std::span<const std::string> columns) {
  GRID_CHECK(check_regular_file(path));
  const std::string file = path.filename().string();
  const auto read = [&]() -> Expected<FeatureCollection> {
    GRID_TRY(shp, read_file(path));
    if (shp.size() < 100) return fail(ErrorCode::file_truncated);
    if (big_endian_at(shp, 0) != 9994) return fail(ErrorCode::format_unknown, "no Shapefile");
    GRID_CHECK(check_prj(path));
    GRID_TRY(dbf, read_dbf(path, columns));
    return read_records(shp, dbf, columns, file);
  };
  auto collection = read();
  if (!collection) return fail(std::move(collection.error()).in_file(file));
  return collection;
}

}  // namespace libgrid::io::detail
