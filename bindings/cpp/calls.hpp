#pragma once
/// Long calls: progress reaches Python, Ctrl-C reaches the library, other threads of Python go on.
///
///   StepSummary s = call<StepSummary>(progress, [&](const Progress& p, const CancelToken& c) { return step(p, c); });
///
/// The work runs in a thread of its own without the GIL; the calling thread waits, hands every progress report to the
/// Python callable progress(step, share) (None: nobody), and looks for signals 20 times a second. An exception there,
/// KeyboardInterrupt above all, cancels the work, waits for its orderly end and goes on as itself: a cancelled call had
/// no effect, and one that was already done is done.
/// @pre the GIL is held

#include <functional>
#include <optional>
#include <utility>

#include <pybind11/pybind11.h>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>

#include "errors.hpp"

namespace libgrid::bindings {

using Work = std::function<void(const Progress&, const CancelToken&)>;

void call_and_listen(const pybind11::object& progress, const Work& work);

template <class T, class Call>
[[nodiscard]] T call(const pybind11::object& progress, const Call& step) {
  std::optional<Expected<T>> result;
  call_and_listen(progress, [&](const Progress& report, const CancelToken& cancel) { result = step(report, cancel); });
  return unwrap(std::move(*result));
}

/// A short call without the GIL.
template <class Call>
[[nodiscard]] auto without_gil(const Call& work) {
  const pybind11::gil_scoped_release released;
  return work();
}

}  // namespace libgrid::bindings
