#include <libgrid/model/words.hpp>

namespace libgrid {
inline namespace model {

std::string words(ReportFlags flags) {
  std::string text;
  const auto add = [&](ReportFlag flag, std::string_view name) {
    if (flags.has(flag)) (text += text.empty() ? "" : ";") += name;
  };
  add(ReportFlag::closed_before_opened, "closed_before_opened");
  add(ReportFlag::close_time_malformed, "close_time_malformed");
  add(ReportFlag::street_missing, "street_missing");
  add(ReportFlag::ward_odd, "ward_odd");
  add(ReportFlag::accuracy_malformed, "accuracy_malformed");
  add(ReportFlag::returned_malformed, "returned_malformed");
  return text;
}

}  // namespace model
}  // namespace libgrid
