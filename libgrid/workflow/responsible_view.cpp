#include <libgrid/workflow/responsible_view.hpp>

#include <limits>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/workflow/detail/answering.hpp>

namespace libgrid::workflow {
namespace {

using Written = std::optional<std::filesystem::file_time_type>;

/// Nothing: no decision was ever recorded.
Written written(const std::filesystem::path& file) {
  std::error_code not_there;
  const auto when = std::filesystem::last_write_time(file, not_there);
  return not_there ? std::nullopt : Written(when);
}

}  // namespace

struct ResponsibleView::State {
  State(detail::AnsweringRules read, crs::Projector frames, std::filesystem::path file, Written when)
      : rules(std::move(read)), projector(std::move(frames)), decisions(std::move(file)), decided(when) {}

  detail::AnsweringRules rules;
  crs::Projector projector;
  std::mutex projecting;  // a Projector is used by one thread at a time
  std::filesystem::path decisions;
  Written decided;
};

ResponsibleView::ResponsibleView(std::unique_ptr<State> state) : state_(std::move(state)) {}
ResponsibleView::ResponsibleView(ResponsibleView&&) noexcept = default;
ResponsibleView& ResponsibleView::operator=(ResponsibleView&&) noexcept = default;
ResponsibleView::~ResponsibleView() = default;

Expected<ResponsibleView> ResponsibleView::load(const std::filesystem::path& folder) {
  const std::filesystem::path decisions = folder / detail::kDecisionsFile;
  const Written decided = written(decisions);  // before it is read: what comes later is seen by current()
  GRID_TRY(workspace, Workspace::open(folder));
  GRID_TRY(rules, detail::answering_rules(workspace));
  for (const PlanVersion& version : std::vector(rules.versions)) GRID_CHECK(rules.under(workspace, version.version));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  return ResponsibleView(std::make_unique<State>(std::move(rules), std::move(projector), decisions, decided));
}

Expected<ResponsibleRow> ResponsibleView::at(const AskedPlace& place, std::int64_t version) const {
  constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
  const auto found = state_->rules.by_version.find(version);
  if (found == state_->rules.by_version.end())
    return fail(make_error(ErrorCode::plan_missing).about("version " + std::to_string(version)));
  const Xy in_plane = [&] {
    const std::lock_guard lock(state_->projecting);
    return state_->projector.to_plane(place.at).value_or(Xy{kNowhere, kNowhere});
  }();
  return state_->rules.row_at(found->second, place, in_plane);
}

bool ResponsibleView::current() const { return written(state_->decisions) == state_->decided; }

}  // namespace libgrid::workflow
