#pragma once
/// A second reader of vector tiles, written from the specification alone, so that the writer does not check itself.
/// Strict: anything the specification forbids is an error text.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace libgrid::test {

using TileRing = std::vector<std::pair<std::int64_t, std::int64_t>>;

struct DecodedFeature {
  std::uint64_t id = 0;
  int type = 0;
  std::map<std::string, std::string> tags;  ///< values as text
  std::vector<TileRing> paths;              ///< points, lines, or rings without the repeated first point
};

struct DecodedLayer {
  std::string name;
  std::uint64_t version = 0;
  std::uint64_t extent = 0;
  std::vector<std::string> keys, values;
  std::vector<DecodedFeature> features;
};

struct DecodedTile {
  std::vector<DecodedLayer> layers;
  std::string problem;  ///< empty: well formed
  [[nodiscard]] const DecodedLayer* layer(std::string_view name) const {
    for (const DecodedLayer& l : layers)
      if (l.name == name) return &l;
    return nullptr;
  }
};

/// One protobuf field: varint, eight bytes, or bytes.
struct PbfField {
  std::uint64_t number = 0;
  std::uint64_t varint = 0;
  std::string_view bytes;
};

class PbfReader {
 public:
  explicit PbfReader(std::string_view bytes) : rest_(bytes) {}

  bool next(PbfField& field) {
    if (rest_.empty() || bad_) return false;
    const std::uint64_t key = varint();
    field = {key >> 3U, 0, {}};
    switch (key & 7U) {
      case 0:
        field.varint = varint();
        break;
      case 1:
        field.bytes = take(8);
        break;
      case 2:
        field.bytes = take(varint());
        break;
      default:
        bad_ = true;
    }
    return !bad_;
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) return bad_ = true, 0;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) return value;
    }
    return bad_ = true, 0;
  }
  [[nodiscard]] bool bad() const { return bad_; }
  [[nodiscard]] bool empty() const { return rest_.empty(); }

 private:
  std::string_view take(std::uint64_t count) {
    if (count > rest_.size()) return bad_ = true, std::string_view{};
    const auto out = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return out;
  }
  std::string_view rest_;
  bool bad_ = false;
};

inline std::vector<std::uint64_t> packed(std::string_view bytes) {
  PbfReader reader(bytes);
  std::vector<std::uint64_t> out;
  while (!reader.empty() && !reader.bad()) out.push_back(reader.varint());
  return out;
}

inline std::int64_t unzigzag(std::uint64_t v) {
  return static_cast<std::int64_t>(v >> 1U) ^ -static_cast<std::int64_t>(v & 1U);
}

inline std::string value_text(std::string_view bytes) {
  PbfReader reader(bytes);
  PbfField field;
  std::string text = "?";
  while (reader.next(field)) {
    if (field.number == 1) text = std::string(field.bytes);
    if (field.number == 3) {
      double v = 0;
      std::char_traits<char>::copy(reinterpret_cast<char*>(&v), field.bytes.data(), sizeof v);
      text = std::to_string(v);
    }
    if (field.number == 6) text = std::to_string(unzigzag(field.varint));
    if (field.number == 7) text = field.varint != 0 ? "true" : "false";
  }
  return text;
}

/// Commands to paths; returns a problem or nothing.
inline std::string decode_geometry(const std::vector<std::uint64_t>& numbers, DecodedFeature& feature) {
  std::int64_t x = 0, y = 0;
  for (std::size_t i = 0; i < numbers.size();) {
    const std::uint64_t id = numbers[i] & 7U, count = numbers[i] >> 3U;
    ++i;
    if (id == 7) {
      if (count != 1 || feature.type != 3 || feature.paths.empty()) return "misplaced ClosePath";
      if (feature.paths.back().size() < 3) return "ring with fewer than three points";
      continue;
    }
    if (id != 1 && id != 2) return "unknown command";
    if (count == 0) return "command count 0";
    if (i + 2 * count > numbers.size()) return "too few parameters";
    for (std::uint64_t k = 0; k < count; ++k, i += 2) {
      const std::int64_t dx = unzigzag(numbers[i]), dy = unzigzag(numbers[i + 1]);
      if (id == 2 && dx == 0 && dy == 0) return "LineTo without movement";
      x += dx, y += dy;
      if (id == 1) feature.paths.emplace_back();
      if (feature.paths.empty()) return "LineTo before MoveTo";
      feature.paths.back().emplace_back(x, y);
    }
  }
  return {};
}

inline std::string decode_layer(std::string_view bytes, DecodedLayer& layer) {
  std::vector<std::string_view> features;
  PbfReader reader(bytes);
  PbfField field;
  while (reader.next(field)) {
    if (field.number == 1) layer.name = std::string(field.bytes);
    if (field.number == 2) features.push_back(field.bytes);
    if (field.number == 3) layer.keys.emplace_back(field.bytes);
    if (field.number == 4) layer.values.push_back(value_text(field.bytes));
    if (field.number == 5) layer.extent = field.varint;
    if (field.number == 15) layer.version = field.varint;
  }
  if (reader.bad()) return "broken layer";
  for (const std::string_view body : features) {
    DecodedFeature& feature = layer.features.emplace_back();
    std::vector<std::uint64_t> tags, geometry;
    PbfReader inner(body);
    while (inner.next(field)) {
      if (field.number == 1) feature.id = field.varint;
      if (field.number == 2) tags = packed(field.bytes);
      if (field.number == 3) feature.type = static_cast<int>(field.varint);
      if (field.number == 4) geometry = packed(field.bytes);
    }
    if (inner.bad()) return "broken feature";
    if (tags.size() % 2 != 0) return "odd number of tags";
    for (std::size_t i = 0; i < tags.size(); i += 2) {
      if (tags[i] >= layer.keys.size() || tags[i + 1] >= layer.values.size()) return "tag out of range";
      feature.tags[layer.keys[tags[i]]] = layer.values[tags[i + 1]];
    }
    if (geometry.empty()) return "feature without geometry";
    if (std::string problem = decode_geometry(geometry, feature); !problem.empty()) return problem;
  }
  if (layer.features.empty()) return "layer without features";
  return {};
}

inline DecodedTile decode_tile(std::string_view bytes) {
  DecodedTile tile;
  PbfReader reader(bytes);
  PbfField field;
  while (reader.next(field)) {
    if (field.number != 3) return tile.problem = "unexpected field", tile;
    tile.problem = decode_layer(field.bytes, tile.layers.emplace_back());
    if (!tile.problem.empty()) return tile;
  }
  if (reader.bad()) tile.problem = "broken tile";
  return tile;
}

}  // namespace libgrid::test
