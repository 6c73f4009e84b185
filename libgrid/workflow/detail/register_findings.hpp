#pragma once
/// What is wrong with a row of the register of streets, as sentences: row, column, street, value, and what to do.
///
///   register_sentence(finding).en
///   // "register row 2, column unit, 健康路: XC-03-07-01 is written like a zone code and is no zone of the plan; ..."

#include <libgrid/roads/register.hpp>
#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] report::Words register_sentence(const roads::RegisterFinding& finding);

}  // namespace libgrid::workflow::detail
