#include <libgrid/zoning/regions.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <libgrid/zoning/detail/region_search.hpp>

namespace libgrid::zoning {

double within_squares(const BlockAttributes& attributes, std::span<const int> part) {
  if (part.empty()) return 0.0;
  const auto count = static_cast<std::size_t>(*std::max_element(part.begin(), part.end())) + 1;
  double squares = 0.0;
  for (std::size_t c = 0; c < attributes.columns; ++c) {
    std::vector<double> sum(count, 0.0);
    std::vector<double> size(count, 0.0);
    for (std::size_t i = 0; i < part.size(); ++i) {
      sum[static_cast<std::size_t>(part[i])] += attributes.values[i * attributes.columns + c];
      size[static_cast<std::size_t>(part[i])] += 1.0;
    }
    for (std::size_t i = 0; i < part.size(); ++i) {
      const auto region = static_cast<std::size_t>(part[i]);
      const double difference = attributes.values[i * attributes.columns + c] - sum[region] / size[region];
      squares += difference * difference;
    }
  }
  return squares;
}

Expected<void> usable(const BlockAttributes& attributes, std::size_t blocks) {
  if (attributes.columns < 1 || attributes.values.size() != blocks * attributes.columns)
    return fail(ErrorCode::parameter_invalid, "values are not blocks x columns");
  // Written so that NaN fails, too: it orders nothing, and the searches sort by these numbers.
  const auto bad = std::ranges::find_if(attributes.values, [](double value) { return !(std::abs(value) < 1e100); });
  if (bad == attributes.values.end()) return {};
  const auto row = (bad - attributes.values.begin()) / static_cast<std::ptrdiff_t>(attributes.columns) + 1;
  return fail(
      make_error(ErrorCode::parameter_invalid, "must be finite and below 1e100").at_field("values").at_row(row));
}

Expected<Regions> regions(const BlockGraph& graph, const BlockAttributes& attributes, const RegionOptions& options) {
  if (options.count < 1 || static_cast<std::size_t>(options.count) > graph.size())
    return fail(ErrorCode::parameter_invalid, "count outside 1 .. blocks");
  GRID_CHECK(usable(attributes, graph.size()));
  if (components(graph, LinkUse::with_links).count > static_cast<std::size_t>(options.count))
    return fail(ErrorCode::zone_infeasible, "more components than regions");
  std::vector<int> start = detail::ward_start(graph, attributes, static_cast<std::size_t>(options.count));
  Regions found;
  found.part = detail::searched(graph, attributes, {}, std::move(start), options);
  found.part = detail::kick_rounds(graph, attributes, {}, std::move(found.part), options);
  detail::renumber(found.part);
  found.within = within_squares(attributes, found.part);
  found.total = within_squares(attributes, std::vector<int>(graph.size(), 0));
  return found;
}

}  // namespace libgrid::zoning
