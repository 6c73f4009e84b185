/// Any bytes as GeoJSON. Promises: what was read can be written, and reads back with as many features, none rejected,
/// and the same properties; closed rings stay closed.

#include <cstdint>
#include <string_view>

#include <libgrid/io/detail/utf8.hpp>
#include <libgrid/io/feature_writer.hpp>
#include <libgrid/io/geojson.hpp>

#include "check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace libgrid;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto file = io::geojson_from_text(text, "fuzz.geojson");
  if (!file) {
    FUZZ_CHECK(file.error().file == "fuzz.geojson");
    return 0;
  }
  for (const RejectedRow& rejected : file->rejected) FUZZ_CHECK(io::detail::is_utf8(message_zh(rejected.error)));
  io::FeatureWriter writer;
  for (const io::Feature& feature : file->features) writer.add(feature.geometry, feature.properties);
  const auto again = io::geojson_from_text(std::move(writer).finish());
  FUZZ_CHECK(again.has_value());
  FUZZ_CHECK(again->rejected.empty());
  FUZZ_CHECK(again->features.size() == file->features.size());
  for (std::size_t i = 0; i < file->features.size(); ++i) {
    FUZZ_CHECK(again->features[i].geometry.index() == file->features[i].geometry.index());
    FUZZ_CHECK(again->features[i].properties.size() == file->features[i].properties.size());
  }
  return 0;
}
