#include <libgrid/workflow/accepted_rows.hpp>

#include <algorithm>
#include <string_view>
#include <variant>

namespace libgrid::workflow {
namespace {

std::optional<std::int64_t> count(const StepSummary& summary, std::string_view name) {
  const auto found = std::ranges::find(summary.figures, name, &Figure::name);
  const auto* number = found == summary.figures.end() ? nullptr : std::get_if<std::int64_t>(&found->value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<AcceptedRows> less_refused(std::optional<std::int64_t> rows, std::optional<std::int64_t> refused) {
  if (!rows || !refused) return std::nullopt;
  return AcceptedRows{.accepted = *rows - *refused, .given = *rows};
}

}  // namespace

std::optional<AcceptedRows> accepted_rows(const StepSummary& summary) {
  if (summary.step == "locate") return less_refused(count(summary, "rows"), count(summary, "rejected"));
  if (summary.step == "import") {
    const auto added = less_refused(count(summary, "added_rows"), count(summary, "added_rejected"));
    return added ? added : less_refused(count(summary, "report_rows"), count(summary, "rejected_rows"));
  }
  const auto assigned = summary.step == "assign" ? count(summary, "assigned") : std::nullopt;
  if (!assigned) return std::nullopt;
  return AcceptedRows{.accepted = *assigned,
                      .given = *assigned + count(summary, "unassigned_default").value_or(0) +
                               count(summary, "unassigned_outside").value_or(0)};
}

}  // namespace libgrid::workflow
