#pragma once
/// Who answers at a place by the whole order of rules, read once and asked many times: what `responsible_at` opens the
/// workspace for at every call.
///
///   GRID_TRY(view, ResponsibleView::load("out/boston/workspace"));
///   GRID_TRY(row, view.at({.at = {-71.0648, 42.3574}, .street = "Beacon St", .category = "Pothole"}, version));
///   row.zone, row.rule, row.to_verify;                           // a row of attribution.csv (responsible.hpp)
///   if (!view.current()) view = ResponsibleView::load(folder).value();      // a decision was recorded meanwhile
///
/// @guarantee immutable after loading, any number of threads may ask at once; the row of responsible_at
/// @errors load: those of responsible_at; at: plan_missing (no such version when it was loaded)
/// @cost   load: streets, districts and the zones of every version; at: a few microseconds

#include <cstdint>
#include <filesystem>
#include <memory>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/responsible.hpp>

namespace libgrid::workflow {

class ResponsibleView {
 public:
  [[nodiscard]] static Expected<ResponsibleView> load(const std::filesystem::path& workspace);

  /// @param version of the plan. A place that is none on earth is `none`, "outside".
  [[nodiscard]] Expected<ResponsibleRow> at(const AskedPlace& place, std::int64_t version) const;

  /// No decision was recorded or withdrawn since it was loaded (decide.hpp).
  [[nodiscard]] bool current() const;

  ResponsibleView(ResponsibleView&&) noexcept;
  ResponsibleView& operator=(ResponsibleView&&) noexcept;
  ~ResponsibleView();

 private:
  struct State;
  explicit ResponsibleView(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace libgrid::workflow
