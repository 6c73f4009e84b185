#include <libgrid/io/detail/geopackage_rows.hpp>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/gdal_session.hpp>
#include <libgrid/io/detail/geopackage_layer.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

constexpr std::int64_t kRowsPerProgress = 4096;

Expected<OGRLayerH> open_layer(void* dataset, const std::string& name) {
  OGRLayerH layer = GDALDatasetGetLayerByName(dataset, name.c_str());
  if (layer == nullptr) return fail(missing_layer(name, layer_names(dataset)));
  GRID_CHECK(refuse_view(dataset, name));
  return layer;
}

std::vector<std::string> column_names(OGRLayerH layer) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  const std::string_view key = OGR_L_GetFIDColumn(layer);
  std::vector<std::string> names{std::string(key.empty() ? "fid" : key)};
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
    names.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
  return names;
}

/// Days and moments as read_time has them; a moment of a zone with its offset (the standard's DATETIME is UTC).
std::string time_text(OGRFeatureH feature, int place, bool moment) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0.0F;
  OGR_F_GetFieldAsDateTimeEx(feature, place, &year, &month, &day, &hour, &minute, &second, &zone);
  std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (!moment) return text;
  const auto thousandths = static_cast<int>(std::lround(second * 1000.0F));
  text += fmt::format("T{:02}:{:02}:{:02}", hour, minute, thousandths / 1000);
  if (thousandths % 1000 != 0) text += fmt::format(".{:03}", thousandths % 1000);
  constexpr int kUtc = 100, kQuarters = 15;  // zones of the library: 100 is UTC, a step is a quarter of an hour
  if (zone == kUtc) return text + 'Z';
  const int minutes = std::abs(zone - kUtc) * kQuarters;
  return zone <= 1 ? text : text + fmt::format("{}{:02}:{:02}", zone < kUtc ? '-' : '+', minutes / 60, minutes % 60);
}

std::string text_of(OGRFeatureH feature, int place) {
  if (OGR_F_IsFieldSetAndNotNull(feature, place) == 0) return {};
  switch (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, place))) {
    case OFTReal:
      return shortest_text(OGR_F_GetFieldAsDouble(feature, place));
    case OFTDate:
      return time_text(feature, place, false);
    case OFTDateTime:
      return time_text(feature, place, true);
    default:
      return OGR_F_GetFieldAsString(feature, place);
  }
}

/// The bytes go through our own strict reader, whatever the library was ready to accept.
Expected<Xy> place_of(OGRFeatureH feature) {
  OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
  if (geometry == nullptr || OGR_G_IsEmpty(geometry) != 0)
    return fail(make_error(ErrorCode::geometry_empty).at_field("geometry"));
  OGR_G_FlattenTo2D(geometry);
  if (OGR_G_GetGeometryType(geometry) != wkbPoint)
    return fail(
        make_error(ErrorCode::geometry_type, std::string("a point is needed, not ") + OGR_G_GetGeometryName(geometry))
            .at_field("geometry"));
  Bytes bytes(static_cast<std::size_t>(OGR_G_WkbSize(geometry)));
  OGR_G_ExportToIsoWkb(geometry, wkbNDR, reinterpret_cast<unsigned char*>(bytes.data()));
  auto point = point_from_wkb(bytes);
  if (!point) return fail(std::move(point.error()).at_field("geometry"));
  return point;
}

/// The fields of one feature; views into its own texts.
struct FieldTexts {
  std::vector<std::string> texts;
  std::vector<std::string_view> views;

  Expected<void> read(OGRFeatureH feature, std::span<const std::string> names) {
    texts.assign(1, std::to_string(OGR_F_GetFID(feature)));
    for (std::size_t i = 1; i < names.size(); ++i) {
      texts.push_back(text_of(feature, static_cast<int>(i) - 1));
      if (!is_utf8(texts.back())) return fail(make_error(ErrorCode::encoding_not_utf8).at_field(names[i]));
    }
    views.assign(texts.begin(), texts.end());
    return {};
  }
};

Expected<void> read_rows(OGRLayerH layer, const std::string& file, const LayerHandler& handler) {
  const std::vector<std::string> names = column_names(layer);
  const bool shapes = OGR_L_GetGeomType(layer) != wkbNone;
  GRID_CHECK(handler.header(names, shapes));
  const auto all = static_cast<double>(std::max<GIntBig>(OGR_L_GetFeatureCount(layer, 1), 1));
  FieldTexts fields;
  std::int64_t number = 0;
  OGR_L_ResetReading(layer);
  while (const OgrFeature feature{OGR_L_GetNextFeature(layer)}) {
    ++number;
    const Expected<void> readable = fields.read(feature.get(), names);
    if (readable) {
      const Expected<Xy> at = shapes ? place_of(feature.get()) : Expected<Xy>{};
      GRID_CHECK(handler.row({.number = number, .fields = fields.views, .place = shapes ? &at : nullptr}));
    } else {
      handler.rejected(RejectedRow{Error(readable.error()).in_file(file).at_row(number)});
    }
    if (handler.progress && number % kRowsPerProgress == 0)
      GRID_CHECK(handler.progress(static_cast<double>(number) / all));
  }
  if (number != static_cast<std::int64_t>(all) && !(number == 0 && OGR_L_GetFeatureCount(layer, 1) == 0))
    return fail(ErrorCode::file_unreadable, "reading stops after feature " + std::to_string(number));
  return {};
}

/// Opens the layer and hands it to `work`; errors carry the file's name.
template <class Work>
auto with_layer(const std::filesystem::path& path, const std::string& name, const Work& work)
    -> decltype(work(std::declval<OGRLayerH>())) {
  GRID_CHECK(check_regular_file(path));
  const GdalSession gdal;
  const std::string file = path.filename().string();
  const Dataset dataset = open_dataset(path);
  if (!dataset) return fail(make_error(ErrorCode::file_unreadable, gdal.heard().message).in_file(file));
  auto layer = open_layer(dataset.get(), name);
  if (!layer) return fail(std::move(layer.error()).in_file(file));
  auto result = work(*layer);
  if (!result && result.error().file.empty()) result.error().file = file;
  return result;
}

Expected<std::optional<Frame>> frame_of(OGRLayerH layer) {
  OGRSpatialReferenceH crs = OGR_L_GetSpatialRef(layer);
  const char* name = crs == nullptr ? nullptr : OSRGetName(crs);
  // srs_id 0 and -1 of the standard: "undefined geographic", "undefined Cartesian".
  if (name == nullptr || std::string_view(name).starts_with("Undefined")) return std::optional<Frame>();
  const char* authority = OSRGetAuthorityName(crs, nullptr);
  const char* code = OSRGetAuthorityCode(crs, nullptr);
  if (authority != nullptr && code != nullptr) {
    const std::string_view text(code);
    int epsg = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), epsg);
    const bool whole = wrong == std::errc{} && end == text.data() + text.size();
    if (std::string_view(authority) == "EPSG" && whole) return std::optional(Frame{epsg});
    if (std::string_view(authority) == "OGC" && text == "CRS84") return std::optional(kWgs84);
  }
  return fail(ErrorCode::crs_unknown, name);
}

}  // namespace

Expected<void> read_geopackage_rows(const std::filesystem::path& path, const std::string& layer,
                                    const LayerHandler& handler) {
  const std::string file = path.filename().string();
  return with_layer(path, layer, [&](OGRLayerH opened) { return read_rows(opened, file, handler); });
}

Expected<std::optional<Frame>> geopackage_frame(const std::filesystem::path& path, const std::string& layer) {
  return with_layer(path, layer, frame_of);
}

}  // namespace libgrid::io::detail
