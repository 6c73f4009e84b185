#include <libgrid/zoning/workload.hpp>

namespace libgrid::zoning {

void share_workload(std::span<Block> blocks, double street_share) {
  double streets = 0.0, reports = 0.0, ground = 0.0;
  for (const Block& block : blocks) {
    streets += block.street_length.value;
    reports += static_cast<double>(block.reports);
    ground += block.area.value;
  }
  const double share = streets <= 0.0 ? 0.0 : reports <= 0.0 ? 1.0 : street_share;
  for (Block& block : blocks) {
    if (streets <= 0.0 && reports <= 0.0) {
      block.workload = block.area.value / ground;
      continue;
    }
    block.workload = 0.0;
    if (share > 0.0) block.workload += share * block.street_length.value / streets;
    if (share < 1.0) block.workload += (1.0 - share) * static_cast<double>(block.reports) / reports;
  }
}

}  // namespace libgrid::zoning
