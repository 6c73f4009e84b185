#pragma once
/// Who answers by all rules, for the handlers: a view of the workspace that is read again once decisions changed.
///
///   GRID_TRY(desk, ResponsibleDesk::open("out/boston/workspace"));
///   GRID_TRY(row, desk->row({.at = place, .category = "Pothole"}, version));
///
/// What POST /v1/decisions or `libgrid decide` recorded answers from the next question on.
/// @errors open: those of ResponsibleView::load; row: the same after a change, plan_missing

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/responsible_view.hpp>

namespace libgrid::service {

class ResponsibleDesk {
 public:
  [[nodiscard]] static Expected<std::shared_ptr<ResponsibleDesk>> open(const std::filesystem::path& workspace);

  [[nodiscard]] Expected<workflow::ResponsibleRow> row(const workflow::AskedPlace& place, std::int64_t version);

  /// Use open.
  ResponsibleDesk(std::filesystem::path workspace, workflow::ResponsibleView view);

 private:
  // Shared: an answer under way keeps the view it began with.
  using SharedView = std::shared_ptr<const workflow::ResponsibleView>;
  [[nodiscard]] Expected<SharedView> present();

  std::filesystem::path workspace_;
  std::mutex changing_;
  SharedView view_;
};

/// Shared by the handlers of one router, which keep it alive.
using SharedDesk = std::shared_ptr<ResponsibleDesk>;

}  // namespace libgrid::service
