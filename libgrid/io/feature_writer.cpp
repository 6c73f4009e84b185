#include <libgrid/io/feature_writer.hpp>

#include <algorithm>
#include <type_traits>

#include <libgrid/io/detail/json_text.hpp>

namespace libgrid::io {
namespace {

/// Twice the signed area in degrees, relative to the first position; positive counter-clockwise.
double turning(const LonLatLine& ring) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const LonLat o = ring.front();
    sum += (ring[i].lon - o.lon) * (ring[i + 1].lat - o.lat) - (ring[i + 1].lon - o.lon) * (ring[i].lat - o.lat);
  }
  return sum;
}

/// Appends geometry; all brackets of GeoJSON come from `list`.
class GeometryText {
 public:
  GeometryText(std::string& out, int decimals) : out_(out), decimals_(decimals) {}

  void operator()(std::monostate) { out_ += "null"; }
  void operator()(LonLat p) {
    begin("Point");
    position(p);
    out_ += '}';
  }
  void operator()(const LonLatMultiLine& lines) {
    begin(lines.size() == 1 ? "LineString" : "MultiLineString");
    one_or_list(lines, [this](const LonLatLine& line) { positions(line); });
    out_ += '}';
  }
  void operator()(const LonLatMultiPolygon& polygons) {
    begin(polygons.size() == 1 ? "Polygon" : "MultiPolygon");
    one_or_list(polygons, [this](const LonLatPolygon& one) { polygon(one); });
    out_ += '}';
  }

 private:
  void begin(std::string_view type) {
    out_ += "{\"type\":\"";
    out_ += type;
    out_ += "\",\"coordinates\":";
  }

  template <class Parts, class Write>
  void list(const Parts& parts, Write write) {
    out_ += '[';
    bool first = true;
    for (const auto& part : parts) {
      if (!first) out_ += ',';
      first = false;
      write(part);
    }
    out_ += ']';
  }

  template <class Parts, class Write>
  void one_or_list(const Parts& parts, Write write) {
    if (parts.size() == 1) {
      write(parts.front());
    } else {
      list(parts, write);
    }
  }

  void position(LonLat p) {
    out_ += '[';
    detail::append_fixed(out_, p.lon, decimals_);
    out_ += ',';
    detail::append_fixed(out_, p.lat, decimals_);
    out_ += ']';
  }

  void positions(const LonLatLine& line) {
    list(line, [this](LonLat p) { position(p); });
  }

  void ring(LonLatLine line, bool counter_clockwise) {
    if ((turning(line) > 0.0) != counter_clockwise) std::ranges::reverse(line);
    positions(line);
  }

  void polygon(const LonLatPolygon& polygon) {
    out_ += '[';
    ring(polygon.outer, true);
    for (const LonLatLine& hole : polygon.holes) {
      out_ += ',';
      ring(hole, false);
    }
    out_ += ']';
  }

  std::string& out_;
  int decimals_;
};

void append_property(std::string& out, const PropertyValue& property) {
  std::visit(
      [&out](const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, std::monostate>) {
          out += "null";
        } else if constexpr (std::is_same_v<Value, bool>) {
          out += value ? "true" : "false";
        } else if constexpr (std::is_same_v<Value, std::int64_t>) {
          out += std::to_string(value);
        } else if constexpr (std::is_same_v<Value, double>) {
          detail::append_json_number(out, value);
        } else {
          detail::append_json_string(out, value);
        }
      },
      property.value);
}

}  // namespace

FeatureWriter::FeatureWriter(int decimals)
    : text_("{\"type\":\"FeatureCollection\",\"features\":["), decimals_(decimals) {}

void FeatureWriter::add(const LonLatGeometry& geometry, const Properties& properties) {
  if (!first_) text_ += ',';
  first_ = false;
  text_ += "{\"type\":\"Feature\",\"geometry\":";
  std::visit(GeometryText(text_, decimals_), geometry);
  text_ += ",\"properties\":{";
  bool first = true;
  for (const auto& [name, property] : properties) {
    if (!first) text_ += ',';
    first = false;
    detail::append_json_string(text_, name);
    text_ += ':';
    append_property(text_, property);
  }
  text_ += "}}";
}

std::string FeatureWriter::finish() && {
  text_ += "]}";
  return std::move(text_);
}

LonLatLine to_lonlat(std::span<const Xy> line, const crs::Projector& projector) {
  LonLatLine degrees;
  degrees.reserve(line.size());
  for (const Xy p : line) degrees.push_back(projector.to_lonlat(p));
  return degrees;
}

LonLatMultiPolygon to_lonlat(const MultiPolygon& polygons, const crs::Projector& projector) {
  LonLatMultiPolygon degrees;
  for (const Polygon& polygon : polygons) {
    LonLatPolygon one{.outer = to_lonlat(polygon.outer, projector), .holes = {}};
    for (const Ring& hole : polygon.holes) one.holes.push_back(to_lonlat(hole, projector));
    degrees.push_back(std::move(one));
  }
  return degrees;
}

}  // namespace libgrid::io
