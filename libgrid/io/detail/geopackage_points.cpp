#include <libgrid/io/detail/geopackage_points.hpp>

#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/gdal_session.hpp>
#include <libgrid/io/detail/geopackage_layer.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

constexpr std::int64_t kRowsPerProgress = 4096;

Expected<OGRLayerH> open_layer(void* dataset, const std::string& name) {
  OGRLayerH layer = GDALDatasetGetLayerByName(dataset, name.c_str());
  if (layer == nullptr) return fail(make_error(ErrorCode::not_found, "layer " + name));
  GRID_CHECK(refuse_view(dataset, name));
  return layer;
}

std::vector<std::string> column_names(OGRLayerH layer) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  std::vector<std::string> names{"fid"};
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
    names.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
  return names;
}

std::string text_of(OGRFeatureH feature, int place) {
  if (OGR_F_IsFieldSetAndNotNull(feature, place) == 0) return {};
  const bool real = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, place)) == OFTReal;
  return real ? shortest_text(OGR_F_GetFieldAsDouble(feature, place)) : OGR_F_GetFieldAsString(feature, place);
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

Expected<void> read_rows(OGRLayerH layer, const std::string& file, const PointHandler& handler) {
  const std::vector<std::string> names = column_names(layer);
  GRID_CHECK(handler.header(names));
  const auto all = static_cast<double>(std::max<GIntBig>(OGR_L_GetFeatureCount(layer, 1), 1));
  FieldTexts fields;
  std::int64_t number = 0;
  OGR_L_ResetReading(layer);
  while (const OgrFeature feature{OGR_L_GetNextFeature(layer)}) {
    ++number;
    const Expected<void> readable = fields.read(feature.get(), names);
    const Expected<Xy> at = readable ? place_of(feature.get()) : fail(readable.error());
    if (at) {
      GRID_CHECK(handler.row({.number = number, .first = at->x, .second = at->y, .fields = fields.views}));
    } else {
      handler.rejected(RejectedRow{Error(at.error()).in_file(file).at_row(number)});
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

Expected<void> read_geopackage_points(const std::filesystem::path& path, const std::string& layer,
                                      const PointHandler& handler) {
  const std::string file = path.filename().string();
  return with_layer(path, layer, [&](OGRLayerH opened) { return read_rows(opened, file, handler); });
}

Expected<std::optional<Frame>> geopackage_frame(const std::filesystem::path& path, const std::string& layer) {
  return with_layer(path, layer, frame_of);
}

}  // namespace libgrid::io::detail
