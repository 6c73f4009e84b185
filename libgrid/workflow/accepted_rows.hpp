#pragma once
/// How many of the rows that a step was given it could use: for the exit code of a program that nobody watches.
///
///   if (const auto rows = accepted_rows(summary); rows && rows->none()) return 3;
///
/// locate: rows located; import: reports taken of the file just read; assign: reports that came to a zone. Other steps
/// refuse no rows: empty.

#include <cstdint>
#include <optional>

#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow {

struct AcceptedRows {
  std::int64_t accepted = 0;
  std::int64_t given = 0;

  /// There were rows, and not one was of use: a wrong frame, a wrong file, a wrong column.
  [[nodiscard]] bool none() const { return given > 0 && accepted == 0; }
};

[[nodiscard]] std::optional<AcceptedRows> accepted_rows(const StepSummary& summary);

}  // namespace libgrid::workflow
