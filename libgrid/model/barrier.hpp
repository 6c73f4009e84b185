#pragma once
/// 障碍: what bounds blocks besides streets.

namespace libgrid {
inline namespace model {

enum class BarrierKind : unsigned char { river, railway, wall };

}  // namespace model
}  // namespace libgrid
