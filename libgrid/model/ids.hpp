#pragma once
/// The ids of the nouns. Numbers start at 1 and are the same in every output file (docs/outputs.md).

#include <libgrid/base/id.hpp>

namespace libgrid {
inline namespace model {

using DistrictId = Id<struct DistrictTag>;
using StreetId = Id<struct StreetTag>;  ///< way_no of the source
using FaceId = Id<struct FaceTag>;
using RawFaceId = Id<struct RawFaceTag>;
using BlockId = Id<struct BlockTag>;
using LinkId = Id<struct LinkTag>;
using ZoneId = Id<struct ZoneTag>;
using PostId = Id<struct PostTag>;
using PlanId = Id<struct PlanTag>;
using RoadPieceId = Id<struct RoadPieceTag>;

}  // namespace model
}  // namespace libgrid
