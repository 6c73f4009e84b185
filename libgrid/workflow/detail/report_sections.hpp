#pragma once
/// The sections of the report in the order of a reader's questions; each is markup made from ReportData alone.

#include <string>

#include <libgrid/workflow/detail/report_data.hpp>
#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail::report {

[[nodiscard]] Words report_title(const City& city);

[[nodiscard]] std::string cover_section(const ReportData& data);     ///< what, where, when, which plan
[[nodiscard]] std::string key_section(const ReportData& data);       ///< the figures to remember
[[nodiscard]] std::string map_section(const ReportData& data);       ///< who answers where
[[nodiscard]] std::string zone_section(const ReportData& data);      ///< is the work shared fairly
[[nodiscard]] std::string duty_section(const ReportData& data);      ///< who answers for the streets
[[nodiscard]] std::string case_section(const ReportData& data);      ///< what was reported, and where it went
[[nodiscard]] std::string hotspot_section(const ReportData& data);   ///< where reports cluster
[[nodiscard]] std::string rebound_section(const ReportData& data);   ///< what comes back
[[nodiscard]] std::string place_section(const ReportData& data);     ///< where it comes back most
[[nodiscard]] std::string around_section(const ReportData& data);    ///< and around which kinds of places
[[nodiscard]] std::string findings_section(const ReportData& data);  ///< what is wrong with the data
[[nodiscard]] std::string readd_section(const ReportData& data);     ///< how every figure is found again

}  // namespace libgrid::workflow::detail::report
