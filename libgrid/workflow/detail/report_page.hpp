#pragma once
/// The frame of the page: head, style, language switch. Nothing in it points outside of the file.
///
///   std::string html = page({"波士顿网格化管理报告", "Boston: ..."}, content);
///
/// A content security policy forbids the browser every request. Without script the page is in English; with it, in the
/// reader's language, and #zh or #en in the address choose one.

#include <string>
#include <string_view>

#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail::report {

[[nodiscard]] std::string page(const Words& title, std::string_view content);

/// The style sheet of the page.
[[nodiscard]] std::string_view page_style();

}  // namespace libgrid::workflow::detail::report
