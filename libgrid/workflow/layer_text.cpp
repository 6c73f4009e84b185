#include <libgrid/workflow/layer_text.hpp>

#include <utility>

namespace libgrid::workflow {
namespace {

Error refused(std::string detail) {
  return make_error(ErrorCode::parameter_invalid, std::move(detail)).at_field("layer");
}

Error no_layer(std::string_view text) {
  return refused(std::string(text) + ": NAME=FILE[,code=COLUMN][,rank=COLUMN][,layer=LAYER][,where=COLUMN:VALUE]");
}

/// What stands between two commas, without its quotation marks.
struct LayerPart {
  std::string key{};  ///< before the first equals sign
  std::string value{};
  std::size_t colon = std::string::npos;  ///< in the value, outside its quotes
};

/// @pre the text begins with a quotation mark
Expected<std::string> take_quoted(std::string_view& text) {
  const std::string_view all = text;
  std::string value;
  for (text.remove_prefix(1); !text.empty(); text.remove_prefix(1)) {
    if (text.front() == '"') {
      text.remove_prefix(1);
      if (!text.starts_with('"')) return value;
    }
    value.push_back(text.front());
  }
  return fail(refused(std::string(all) + ": a quotation mark is not closed"));
}

/// A value up to the next comma, which is taken off too.
Expected<LayerPart> take_value(std::string_view& text) {
  LayerPart part;
  for (bool opens = true; !text.empty() && text.front() != ',';) {
    if (opens && text.front() == '"') {
      GRID_TRY(quoted, take_quoted(text));
      part.value += quoted;
      opens = false;
      continue;
    }
    opens = text.front() == ':' && part.colon == std::string::npos;
    if (opens) part.colon = part.value.size();
    part.value.push_back(text.front());
    text.remove_prefix(1);
  }
  if (!text.empty()) text.remove_prefix(1);
  if (part.colon == std::string::npos) part.colon = part.value.find(':');
  return part;
}

/// "KEY=VALUE".
Expected<LayerPart> take_part(std::string_view& text) {
  const std::size_t end = text.find_first_of("=,");
  std::string key(text.substr(0, end));
  if (end == std::string_view::npos || text[end] == ',') return fail(no_layer(key));
  text.remove_prefix(end + 1);
  GRID_TRY(part, take_value(text));
  part.key = std::move(key);
  return std::move(part);
}

Expected<void> set(io::ZoneColumns& columns, LayerPart part) {
  if (part.key == "code")
    columns.code = std::move(part.value);
  else if (part.key == "rank")
    columns.rank = std::move(part.value);
  else if (part.key == "layer")
    columns.layer = std::move(part.value);
  else if (part.key == "where" && part.colon != 0 && part.colon != std::string::npos)
    columns.where.push_back({part.value.substr(0, part.colon), part.value.substr(part.colon + 1)});
  else
    return fail(no_layer(part.value.empty() ? part.key : part.key + "=" + part.value));
  return {};
}

}  // namespace

Expected<PolygonLayer> parse_polygon_layer(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos) return fail(no_layer(text));
  PolygonLayer layer;
  layer.name = text.substr(0, equals);
  text.remove_prefix(equals + 1);
  GRID_TRY(file, take_value(text));
  layer.file = std::move(file.value);
  while (!text.empty()) {
    GRID_TRY(part, take_part(text));
    GRID_CHECK(set(layer.columns, std::move(part)));
  }
  if (layer.file.empty()) return fail(refused("no file for " + layer.name));
  return layer;
}

Expected<std::vector<PolygonLayer>> parse_polygon_layers(std::span<const std::string> texts) {
  std::vector<PolygonLayer> layers;
  for (const std::string& text : texts) {
    GRID_TRY(layer, parse_polygon_layer(text));
    layers.push_back(std::move(layer));
  }
  return layers;
}

}  // namespace libgrid::workflow
