#include <service/handlers/handlers.hpp>

namespace libgrid::service {
namespace {

using workflow::CityView;
using workflow::PieceView;

const char* text_of(DutyRule rule) {
  switch (rule) {
    case DutyRule::inside:
      return "inside";
    case DutyRule::border_lower_code:
      return "border_lower_code";
    case DutyRule::outside:
      break;
  }
  return "outside";
}

const char* text_of(RoadSide side) {
  switch (side) {
    case RoadSide::left:
      return "left";
    case RoadSide::right:
      return "right";
    case RoadSide::whole:
      break;
  }
  return "whole";
}

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
                     {"side", text_of(piece.side)},
                     {"rule", text_of(piece.rule)}});
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
  router.get("/v1/duties", [&city](const Request& request) {
    const auto duties = duties_of_zone(city, request.query);
    return duties ? json_response(*duties) : error_response(duties.error());
  });
}

}  // namespace libgrid::service
