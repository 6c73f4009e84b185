#include <algorithm>
#include <array>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/workflow/analyse_campaign.hpp>
#include <libgrid/workflow/plan_archive.hpp>

namespace libgrid::workflow {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

constexpr std::array<std::string_view, 4> kColumns{"zone", "from", "to", "categories"};

struct CampaignColumns {
  std::array<std::ptrdiff_t, kColumns.size()> at{-1, -1, -1, -1};
  [[nodiscard]] std::string_view field(const io::CsvRow& row, std::size_t k) const {
    return at[k] < 0 ? std::string_view{} : row.fields[static_cast<std::size_t>(at[k])];
  }
};

Expected<LocalTime> time_in(const io::CsvRow& row, const CampaignColumns& columns, std::size_t k) {
  auto time = parse_date_or_time(columns.field(row, k));
  if (time) return *time;
  return fail(std::move(time.error()).at_row(row.number).at_field(std::string(kColumns[k])));
}

Expected<void> take(const io::CsvRow& row, const CampaignColumns& columns, CampaignRequest& request) {
  GRID_TRY(from, time_in(row, columns, 1));
  GRID_TRY(to, time_in(row, columns, 2));
  if (!request.zones.empty() && (from != request.from || to != request.to))
    return fail(make_error(ErrorCode::parameter_invalid, "from, to: one campaign has one time").at_row(row.number));
  request.from = from, request.to = to;
  request.zones.emplace_back(columns.field(row, 0));
  for (std::string& category : split(columns.field(row, 3)))
    if (std::ranges::find(request.categories, category) == request.categories.end())
      request.categories.push_back(std::move(category));
  return {};
}

}  // namespace

Expected<CampaignRequest> read_campaign(const std::filesystem::path& path) {
  CampaignRequest request;
  CampaignColumns columns;
  std::vector<RejectedRow> refused;
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    for (std::size_t k = 0; k < kColumns.size(); ++k) {
      const auto found = std::ranges::find(names, kColumns[k]);
      if (found == names.end() && k < 3) return fail(ErrorCode::column_missing, std::string(kColumns[k]));
      if (found != names.end()) columns.at[k] = found - names.begin();
    }
    return {};
  };
  handler.row = [&](const io::CsvRow& row) { return take(row, columns, request); };
  handler.rejected = [&](RejectedRow bad) { refused.push_back(std::move(bad)); };
  auto read = io::read_csv(path, handler);
  const std::string name = path.filename().string();
  if (!read) return fail(std::move(read.error()).in_file(name));
  if (!refused.empty()) return fail(std::move(refused.front().error).in_file(name));
  return request;
}

}  // namespace libgrid::workflow
