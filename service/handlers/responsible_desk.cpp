#include <service/handlers/responsible_desk.hpp>

namespace libgrid::service {

using workflow::ResponsibleView;

ResponsibleDesk::ResponsibleDesk(std::filesystem::path workspace, ResponsibleView view)
    : workspace_(std::move(workspace)), view_(std::make_shared<const ResponsibleView>(std::move(view))) {}

Expected<SharedDesk> ResponsibleDesk::open(const std::filesystem::path& workspace) {
  GRID_TRY(view, ResponsibleView::load(workspace));
  return std::make_shared<ResponsibleDesk>(workspace, std::move(view));
}

Expected<ResponsibleDesk::SharedView> ResponsibleDesk::present() {
  const std::scoped_lock lock(changing_);
  if (view_->current()) return view_;
  GRID_TRY(view, ResponsibleView::load(workspace_));
  view_ = std::make_shared<const ResponsibleView>(std::move(view));
  return view_;
}

Expected<workflow::ResponsibleRow> ResponsibleDesk::row(const workflow::AskedPlace& place, std::int64_t version) {
  GRID_TRY(view, present());
  return view->at(place, version);
}

}  // namespace libgrid::service
