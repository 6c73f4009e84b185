#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow {

const std::vector<std::string>& step_names() {
  static const std::vector<std::string> names{"import", "blocks",   "partition", "publish", "cut",
                                              "assign", "hotspots", "rebound",   "export"};
  return names;
}

}  // namespace libgrid::workflow
