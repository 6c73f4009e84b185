// Demonstrates: how often settled cases come back at the same place, naive and by Kaplan-Meier.

#include <cstdio>
#include <string>
#include <vector>

#include <libgrid/hotspot/located_reports.hpp>
#include <libgrid/hotspot/rebound.hpp>

using namespace libgrid::literals;
namespace hotspot = libgrid::hotspot;

namespace {

libgrid::LocalTime day(std::int64_t number) { return libgrid::LocalTime{} + libgrid::days(number); }

/// A report at x metres along a street, opened and settled on these days.
hotspot::LocatedReport vending(double x, std::int64_t opened, std::int64_t settled) {
  return {.category = 0, .opened = day(opened), .closed = day(settled), .at = {x, 0.0}};
}

}  // namespace

int main() {
  const std::vector<std::string> categories{"Street vending"};
  const std::vector<hotspot::LocatedReport> rows{
      vending(0, 0, 2),      // comes back after 5 days, 30 m away
      vending(30, 7, 8),     // comes back after 20 days
      vending(10, 28, 30),   // watched for 30 days, nothing came
      vending(500, 1, 3),    // the next one is 51 m away
      vending(551, 10, 12),  // nothing came
      vending(900, 69, 80),  // settled after the last opening: its end is not known
      vending(700, 50, 60),  // watched for 10 days only
      vending(800, 70, 71),  // the last opening
  };
  const hotspot::LocatedReports reports{categories, rows};
  const libgrid::ReboundRules rules{.radius = 50_m, .window = libgrid::days(30)};

  const auto outcomes = hotspot::follow_cases(rows, rules);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!outcomes[i].rebound_after) continue;
    std::printf("case %d came back after %d days\n", static_cast<int>(i) + 1,
                static_cast<int>(outcomes[i].rebound_after->value / libgrid::days(1).value));
  }

  const std::vector<std::size_t> listed = hotspot::listed_categories(reports, 1);
  for (const libgrid::Rebound& row :
       hotspot::rebounds(reports, outcomes, listed, {.last_opening = day(70), .rules = rules})) {
    std::printf("%s: %d of %d settled cases, naive %.4f, Kaplan-Meier %.4f [%.4f, %.4f]\n", row.category.c_str(),
                static_cast<int>(row.n_rebound), static_cast<int>(row.n_settled), row.naive, row.km, row.lower,
                row.upper);
  }
}
