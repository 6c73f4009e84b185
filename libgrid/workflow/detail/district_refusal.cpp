#include <libgrid/workflow/detail/district_refusal.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/zoning/certificate.hpp>

namespace libgrid::workflow::detail {

std::optional<Error> district_refusal(const zoning::BlockGraph& graph, const zoning::PartitionOptions& options,
                                      const Ground& ground, std::span<const District> districts) {
  const auto unfit = zoning::unfit_components(graph, options);
  if (!unfit || unfit->empty()) return std::nullopt;
  std::map<BlockId, DistrictId> district_of;
  for (const Block& block : ground.blocks) district_of[block.id] = block.district;
  std::set<DistrictId> failing;
  std::string list;
  for (const zoning::UnfitComponent& one : *unfit) {
    const DistrictId id = district_of.at(one.certificate.centre);
    const auto district = std::ranges::find(districts, id, &District::id);
    failing.insert(id);
    list += (list.empty() ? "" : ", ") + (district == districts.end() ? std::to_string(id.value) : district->name) +
            " " + io::shortest_text(std::round(one.zones * 1e4) / 1e4);
  }
  const zoning::LevelSpec& level = options.levels[static_cast<std::size_t>(unfit->front().certificate.level)];
  const std::string name = std::to_string(level.level);
  return make_error(ErrorCode::zone_infeasible, "no whole number of zones fits " + std::to_string(failing.size()) +
                                                    " of " + std::to_string(districts.size()) + " districts on level " +
                                                    name + " within the band +-" + io::shortest_text(level.band) +
                                                    "; mean zones that each of them carries: " + list)
      .about("level " + name);
}

}  // namespace libgrid::workflow::detail
