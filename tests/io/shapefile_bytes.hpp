#pragma once
/// Shapefiles for tests, byte by byte after the description: outside of the code under test.

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "temporary_folder.hpp"

namespace libgrid::io {

inline constexpr const char* kWgs84Prj =
    R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],)"
    R"(UNIT["Degree",0.0174532925199433]])";

struct ShapeRow {
  std::string code;                        ///< bytes as they go into the file
  std::vector<std::vector<double>> rings;  ///< x, y, x, y ...; empty: a null shape
};

template <class T>
void put(std::string& bytes, T value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof(T));
  bytes.append(raw, sizeof(T));
}
inline void put_big(std::string& bytes, std::uint32_t value) { put(bytes, __builtin_bswap32(value)); }

inline std::string shape_content(const ShapeRow& row, std::int32_t type) {
  std::string out;
  put(out, row.rings.empty() ? std::int32_t{0} : type);
  if (row.rings.empty()) return out;
  std::uint32_t points = 0;
  for (const auto& ring : row.rings) points += static_cast<std::uint32_t>(ring.size() / 2);
  for (int i = 0; i < 4; ++i) put(out, 0.0);
  put(out, static_cast<std::uint32_t>(row.rings.size()));
  put(out, points);
  std::uint32_t first = 0;
  for (const auto& ring : row.rings) put(out, first), first += static_cast<std::uint32_t>(ring.size() / 2);
  for (const auto& ring : row.rings)
    for (const double number : ring) put(out, number);
  return out;
}

/// grids.shp, .dbf with one text column CODE, .prj and, if not empty, .cpg.
inline std::filesystem::path write_shapefile(const TemporaryFolder& folder, const std::vector<ShapeRow>& rows,
                                             const std::string& cpg, const std::string& prj = kWgs84Prj,
                                             const std::string& column = "CODE") {
  std::string shp, dbf;
  put_big(shp, 9994);
  shp.resize(100, '\0');
  constexpr std::size_t kWidth = 20;
  dbf += '\x03';
  dbf.append(3, '\x01');
  put(dbf, static_cast<std::uint32_t>(rows.size()));
  put(dbf, std::uint16_t{65});
  put(dbf, static_cast<std::uint16_t>(kWidth + 1));
  dbf.resize(32, '\0');
  dbf += column + std::string(11 - column.size(), '\0') + 'C' + std::string(4, '\0') + static_cast<char>(kWidth);
  dbf.resize(64, '\0');
  dbf += '\r';
  std::uint32_t number = 1;
  for (const ShapeRow& row : rows) {
    const std::string content = shape_content(row, 5);
    put_big(shp, number++);
    put_big(shp, static_cast<std::uint32_t>(content.size() / 2));
    shp += content;
    dbf += ' ' + row.code + std::string(kWidth - row.code.size(), ' ');
  }
  folder.write("grids.dbf", dbf);
  if (!prj.empty()) folder.write("grids.prj", prj);
  if (!cpg.empty()) folder.write("grids.cpg", cpg);
  return folder.write("grids.shp", shp);
}

}  // namespace libgrid::io
