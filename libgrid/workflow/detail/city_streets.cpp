#include <libgrid/workflow/detail/city_streets.hpp>

#include <optional>
#include <set>
#include <string>
#include <utility>

#include <libgrid/io/layers.hpp>
#include <libgrid/io/number_text.hpp>
#include <libgrid/io/road_layer.hpp>

namespace libgrid::workflow::detail {
namespace {

Expected<CityStreets> read_with_ids(const CityFiles& files, const crs::Projector& projector) {
  io::StreetColumns columns;
  const auto set = [](std::string& column, const std::string& given) {
    if (!given.empty()) column = given;
  };
  set(columns.id, files.id_column);
  set(columns.name, files.name_column);
  set(columns.road_class, files.class_column);
  columns.width = files.width_column;
  columns.access = files.access_column;
  columns.layer = files.layer_column;
  columns.bridge = files.bridge_column;
  columns.tunnel = files.tunnel_column;
  const std::string layer = files.street_layer.empty() ? files.streets.stem().string() : files.street_layer;
  auto read = io::read_streets(files.streets, layer, columns, projector);
  for (const auto& [column, given] :
       {std::pair(&columns.name, &files.name_column), std::pair(&columns.road_class, &files.class_column)}) {
    if (read || !given->empty() || read.error().code != ErrorCode::column_missing || read.error().field != *column)
      continue;
    column->clear();  // streets without names or classes are a finding, not the end
    read = io::read_streets(files.streets, layer, columns, projector);
  }
  if (!read) return fail(std::move(read.error()));
  return CityStreets{std::move(read->streets), std::move(read->rejected), {}};
}

/// The ids of the source, if every line has a whole number of its own.
std::vector<StreetId> ids_of(std::span<const RoadLine> lines) {
  std::vector<StreetId> ids;
  std::set<std::int64_t> seen;
  for (const RoadLine& line : lines) {
    const auto id = io::parse_whole(line.source_id);
    if (!id || !seen.insert(*id).second) return {};
    ids.push_back(StreetId{*id});
  }
  return ids;
}

void add_texts(const io::RoadLayer& layer, bool numbered, std::vector<FindingText>& findings) {
  if (numbered)
    findings.push_back({"streets are numbered by their place in the file: not every line has a whole number of its own",
                        "道路按文件中的次序编号：并非每条线都有各自的整数编号"});
  if (layer.texts_damaged == 0) return;
  const std::string count = std::to_string(layer.texts_damaged);
  findings.push_back({count + " texts hold bytes of another encoding: say which with --street-encoding, e.g. GBK",
                      count + " 处文字编码有误：请用 --street-encoding 指明编码，例如 GBK"});
}

Expected<CityStreets> read_with_usual_columns(const CityFiles& files, const crs::Projector& projector) {
  io::RoadLayerOptions options{.layer = files.street_layer, .columns = {}, .encoding = files.street_encoding};
  options.columns.id = files.id_column;
  if (!files.name_column.empty()) options.columns.names = {files.name_column};
  options.columns.road_class = files.class_column;
  options.columns.width = files.width_column;
  options.columns.access = files.access_column;
  options.columns.layer = files.layer_column;
  options.columns.bridge = files.bridge_column;
  options.columns.tunnel = files.tunnel_column;
  GRID_TRY(layer, io::read_road_layer(files.streets, options, projector));
  const std::vector<StreetId> ids = ids_of(layer.lines);
  CityStreets city;
  add_texts(layer, ids.empty(), city.findings);
  for (std::size_t i = 0; i < layer.lines.size(); ++i) {
    RoadLine& line = layer.lines[i];
    Street street;
    street.id = ids.empty() ? line.id : ids[i];
    street.line = std::move(line.line);
    if (!line.names.empty()) street.name = std::move(line.names.front());
    street.road_class = std::move(line.road_class);
    street.layer = line.layer.value_or(line.bridge ? 1 : line.tunnel ? -1 : 0);
    street.access = std::move(line.access);
    street.width = line.width;
    if (length(street.line) > Metres{0.0}) {
      city.streets.push_back(std::move(street));
      continue;
    }
    city.rejected.push_back({make_error(ErrorCode::geometry_empty, "a line without length")
                                 .in_file(files.streets.filename().string())
                                 .at_field("geometry")
                                 .about(std::to_string(street.id.value))});
  }
  for (RejectedRow& row : layer.rejected) city.rejected.push_back(std::move(row));
  return city;
}

}  // namespace

Expected<CityStreets> read_city_streets(const CityFiles& files, const crs::Projector& projector) {
  const std::string extension = files.streets.extension().string();
  const bool lines = extension == ".shp" || extension == ".pbf" || extension == ".osm";
  return lines ? read_with_usual_columns(files, projector) : read_with_ids(files, projector);
}

}  // namespace libgrid::workflow::detail
