#pragma once
/// Reads from a workspace without the GIL.
///
///   std::vector<Street> streets = read(folder, [](const Workspace& w) { return w.store().streets(); });
///
/// The store is opened for every call: so a workspace in Python is only the name of a folder, which can be shared among
/// threads, copied to other processes and kept across a fork.

#include <filesystem>
#include <utility>

#include <pybind11/pybind11.h>

#include <libgrid/workflow/workspace.hpp>

#include "calls.hpp"
#include "errors.hpp"

namespace libgrid::bindings {

using workflow::Workspace;
using Folder = std::filesystem::path;

template <class Read>
[[nodiscard]] auto read(const Folder& folder, const Read& from) {
  using Result = decltype(from(std::declval<const Workspace&>()));
  return unwrap(without_gil([&]() -> Result {
    GRID_TRY(workspace, Workspace::open(folder));
    return from(std::as_const(workspace));
  }));
}

}  // namespace libgrid::bindings
