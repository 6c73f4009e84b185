#include <libgrid/workflow/workload_period.hpp>

#include <libgrid/workflow/detail/case_period.hpp>

namespace libgrid::workflow {
namespace {

/// The day alone where it begins then.
std::string moment_text(LocalTime time) {
  const std::string text = to_text(time);
  return text.ends_with("T00:00:00") ? text.substr(0, text.find('T')) : text;
}

}  // namespace

ToldPeriod period_in_words(const std::optional<LocalTime>& since, const std::optional<LocalTime>& until) {
  if (!since && !until) return std::nullopt;
  std::string en, zh;
  if (since) en = " from " + moment_text(*since) + " on", zh = " " + moment_text(*since) + " 起";
  if (until) {
    en += (since ? " and before " : " before ") + moment_text(*until);
    zh += (since ? "、" : " ") + moment_text(*until) + " 之前";
  }
  return ToldPeriod({"the workload counts only the cases opened" + en + " (rebalance)",
                     "工作量只计" + zh + "上报的案件（rebalance 所给时段）"});
}

Expected<ToldPeriod> workload_period(const store::Store& store, std::int64_t version) {
  GRID_TRY(period, version == 0 ? detail::case_period(store) : detail::case_period_of(store, version));
  ToldPeriod told = period_in_words(period.since, period.until);
  if (told && version == 0)
    told->first += "; partition counts all again", told->second += "；重新 partition 则计全部案件";
  return told;
}

}  // namespace libgrid::workflow
