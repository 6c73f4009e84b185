// Only validation makes a ValidPlan, only publication a PublishedPlan.
#include <libgrid/model/plan.hpp>

using namespace libgrid;

// What a caller may do with a plan that somebody else has validated.
std::size_t zones_of(const ValidPlan& plan) { return plan.map().zones.size(); }

int main() {
  DraftPlan draft;
  draft.map.seed = 7;
#if WRONG == 1
  const ValidPlan plan{draft.map};
#elif WRONG == 2
  const ValidPlan plan = draft;
#elif WRONG == 3
  const PublishedPlan plan{draft.map, PlanVersion{}};
#elif WRONG == 4
  const ValidPlan plan;
#endif
  return draft.map.seed == 7 ? 0 : 1;
}
