#pragma once
/// The detail of an Error in Chinese.
///
///   detail_in_chinese(ErrorCode::not_found, "the newest plan has no zone NE07");  // 最新方案没有网格 NE07
///
/// The code that finds a mistake writes one English detail with the values in it. This page has the same sentences in
/// Chinese, as templates: a value stands where the template has {}. Values are never translated: what a template does
/// not know is returned as it is.
///
/// @guarantee every sentence of the sources is known here; tests/architecture/error_details_test.py holds it.
/// @cost a few microseconds, one pass over the templates

#include <string>
#include <string_view>

#include <libgrid/base/error_codes.hpp>

namespace libgrid {
inline namespace base {

/// A detail of one word may be a value of the user ("none"): it is translated for parameters only, where it is ours.
[[nodiscard]] std::string detail_in_chinese(ErrorCode code, std::string_view detail);

}  // namespace base
}  // namespace libgrid
