#include <memory>

#include <libgrid/tile/tile_id.hpp>
#include <service/handlers/handlers.hpp>
#include <service/handlers/tile_layers.hpp>

namespace libgrid::service {
namespace {

Expected<std::string> tile_bytes(const TileLayers& layers, const Request& request) {
  const Fields& path = request.parameters;
  GRID_TRY(id, tile::parse_tile_id(value_of(path, "z"), value_of(path, "x"), value_of(path, "y")));
  return layers.tile(value_of(path, "layer"), id, value_of(request.query, "category"));
}

}  // namespace

void add_tiles(Router& router, const workflow::CityView& city) {
  // Shared by the copies of one std::function; never written again.
  const auto layers = std::make_shared<const TileLayers>(city);
  router.get("/tiles/{layer}/{z}/{x}/{y}.mvt",
             [layers](const Request& request) {
               auto bytes = tile_bytes(*layers, request);
               if (!bytes) return error_response(bytes.error());
               return Response{
                   .body = std::move(*bytes), .content_type = "application/vnd.mapbox-vector-tile", .headers = {}};
             },
             {"category"});
}

}  // namespace libgrid::service
