#include <libgrid/model/words.hpp>
#include <service/handlers/handlers.hpp>

namespace libgrid::service {
namespace {

using workflow::CityView;
using workflow::PieceView;

Json piece_feature(const PieceView& view) {
  const RoadPiece& piece = view.piece;
  return feature_of(piece.id.value, line_json(view.line),
                    {{"piece_id", piece.id.value},
                     {"way_no", piece.street.value},
                     {"street", view.street},
                     {"road_class", view.road_class},
                     {"from_m", rounded(piece.from.value, 3)},
                     {"to_m", rounded(piece.to.value, 3)},
                     {"length_m", rounded((piece.to - piece.from).value, 3)},
                     {"zone_id", piece.zone ? Json(piece.zone->value) : Json()},
                     {"sector", piece.sector},
                     {"side", word(piece.side)},
                     {"rule", word(piece.rule)}});
}

Expected<Json> duties_of_zone(const CityView& city, const Fields& query) {
  GRID_TRY(id, integer_parameter(query, "zone"));
  if (!city.zone(ZoneId{id})) return fail(make_error(ErrorCode::not_found, "zone").about(std::to_string(id)));
  Json features = Json::array();
  for (const std::size_t at : city.pieces_of(ZoneId{id})) features.push_back(piece_feature(city.pieces()[at]));
  return collection(std::move(features));
}

}  // namespace

void add_duties(Router& router, const CityView& city) {
  router.get("/v1/duties",
             [&city](const Request& request) {
               const auto duties = duties_of_zone(city, request.query);
               return duties ? json_response(*duties) : error_response(duties.error());
             },
             {"zone"});
}

}  // namespace libgrid::service
