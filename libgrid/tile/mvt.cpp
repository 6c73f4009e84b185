#include <libgrid/tile/mvt.hpp>

#include <map>
#include <type_traits>
#include <vector>

#include <protozero/pbf_writer.hpp>

#include <libgrid/tile/detail/tile_geometry.hpp>

namespace libgrid::tile {
namespace {

using detail::Cursor;
using detail::CursorPath;
using detail::GeomType;
using detail::TileGeometry;

// Field numbers of vector_tile.proto 2.1, and the command ids of section 4.3.1.
constexpr protozero::pbf_tag_type kTileLayer = 3;
constexpr protozero::pbf_tag_type kLayerName = 1, kLayerFeature = 2, kLayerKey = 3, kLayerValue = 4, kLayerExtent = 5,
                                  kLayerVersion = 15;
constexpr protozero::pbf_tag_type kFeatureId = 1, kFeatureTags = 2, kFeatureType = 3, kFeatureGeometry = 4;
constexpr protozero::pbf_tag_type kValueString = 1, kValueDouble = 3, kValueSint = 6, kValueBool = 7;
constexpr std::uint32_t kMoveTo = 1, kLineTo = 2, kClosePath = 7;

std::uint32_t command(std::uint32_t id, std::size_t count) { return id | (static_cast<std::uint32_t>(count) << 3U); }

/// Commands of section 4.3: deltas from one cursor that runs through the whole feature.
class CommandWriter {
 public:
  explicit CommandWriter(std::vector<std::uint32_t>& out) : out_(out) {}

  void path(const CursorPath& path, GeomType type) {
    out_.push_back(command(kMoveTo, 1));
    move(path.front());
    if (path.size() > 1) {
      out_.push_back(command(kLineTo, path.size() - 1));
      for (std::size_t i = 1; i < path.size(); ++i) move(path[i]);
    }
    if (type == GeomType::polygon) out_.push_back(command(kClosePath, 1));
  }

 private:
  void move(Cursor to) {
    out_.push_back(protozero::encode_zigzag32(to.x - at_.x));
    out_.push_back(protozero::encode_zigzag32(to.y - at_.y));
    at_ = to;
  }

  std::vector<std::uint32_t>& out_;
  Cursor at_;
};

std::string value_bytes(const TagValue& value) {
  std::string bytes;
  protozero::pbf_writer writer(bytes);
  std::visit(
      [&](const auto& v) {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::string>) writer.add_string(kValueString, v);
        if constexpr (std::is_same_v<T, double>) writer.add_double(kValueDouble, v);
        if constexpr (std::is_same_v<T, std::int64_t>) writer.add_sint64(kValueSint, v);
        if constexpr (std::is_same_v<T, bool>) writer.add_bool(kValueBool, v);
      },
      value);
  return bytes;
}

/// Each distinct text once, numbered in order of first use.
class Dictionary {
 public:
  std::uint32_t number(std::string text) {
    const auto [place, added] = numbers_.try_emplace(std::move(text), static_cast<std::uint32_t>(in_order_.size()));
    if (added) in_order_.push_back(&place->first);
    return place->second;
  }
  [[nodiscard]] const std::vector<const std::string*>& in_order() const { return in_order_; }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> in_order_;
};

class LayerWriter {
 public:
  LayerWriter(std::string_view name, std::int32_t extent) : writer_(bytes_) {
    writer_.add_uint32(kLayerVersion, 2);
    writer_.add_string(kLayerName, name.data(), name.size());
    writer_.add_uint32(kLayerExtent, static_cast<std::uint32_t>(extent));
  }

  void feature(const Feature& feature, const TileGeometry& geometry) {
    std::vector<std::uint32_t> commands;
    CommandWriter command_writer(commands);
    for (const CursorPath& path : geometry.paths) command_writer.path(path, geometry.type);
    std::vector<std::uint32_t> tags;
    for (const Tag& tag : feature.tags) {
      tags.push_back(keys_.number(tag.key));
      tags.push_back(values_.number(value_bytes(tag.value)));
    }
    protozero::pbf_writer out(writer_, kLayerFeature);
    if (feature.id != 0) out.add_uint64(kFeatureId, feature.id);
    out.add_packed_uint32(kFeatureTags, tags.begin(), tags.end());
    out.add_enum(kFeatureType, static_cast<std::int32_t>(geometry.type));
    out.add_packed_uint32(kFeatureGeometry, commands.begin(), commands.end());
    empty_ = false;
  }

  /// The finished layer; empty if no feature was written.
  std::string finish() {
    if (empty_) return {};
    for (const std::string* key : keys_.in_order()) writer_.add_string(kLayerKey, *key);
    for (const std::string* value : values_.in_order()) writer_.add_message(kLayerValue, *value);
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  protozero::pbf_writer writer_;
  Dictionary keys_, values_;
  bool empty_ = true;
};

}  // namespace

std::string encode_tile(TileId tile, std::span<const LayerView> layers, const MvtOptions& options) {
  GRID_ASSERT(options.extent >= 1 && options.extent <= 65'536);
  GRID_ASSERT(options.buffer >= 0 && options.buffer <= options.extent);
  std::string bytes;
  protozero::pbf_writer writer(bytes);
  for (const LayerView& layer : layers) {
    LayerWriter out(layer.name, options.extent);
    for (const Feature& feature : layer.features) {
      if (feature.min_zoom > tile.z) continue;
      const TileGeometry geometry = detail::tile_geometry(feature, tile, options);
      if (!geometry.paths.empty()) out.feature(feature, geometry);
    }
    if (const std::string layer_bytes = out.finish(); !layer_bytes.empty()) writer.add_message(kTileLayer, layer_bytes);
  }
  return bytes;
}

}  // namespace libgrid::tile
