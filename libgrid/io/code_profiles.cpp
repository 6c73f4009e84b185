#include <libgrid/io/code_profiles.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <libgrid/io/csv_reader.hpp>

namespace libgrid::io {
namespace {

constexpr std::array<std::string_view, 8> kColumns{"name",      "object",   "county", "street",
                                                   "community", "sequence", "first",  "source"};

Expected<int> digit(std::string_view text, std::string_view column) {
  if (text.size() == 1 && text[0] >= '0' && text[0] <= '9') return text[0] - '0';
  return fail(make_error(ErrorCode::number_malformed, std::string(text)).at_field(std::string(column)));
}

Expected<CodeProfile> profile_of(std::span<const std::string_view> fields, const std::array<std::size_t, 8>& place) {
  CodeProfile profile;
  profile.name = fields[place[0]];
  profile.source = fields[place[7]];
  if (profile.name.empty()) return fail(make_error(ErrorCode::id_missing).at_field("name"));
  const std::array<int*, 6> parts{&profile.object,    &profile.county,   &profile.street,
                                  &profile.community, &profile.sequence, &profile.first};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    GRID_TRY(number, digit(fields[place[i + 1]], kColumns[i + 1]));
    *parts[i] = number;
  }
  if (profile.sequence == 0) return fail(make_error(ErrorCode::number_malformed, "0").at_field("sequence"));
  return profile;
}

}  // namespace

Expected<std::vector<CodeProfile>> read_code_profiles(const std::filesystem::path& path) {
  std::vector<CodeProfile> profiles;
  std::array<std::size_t, 8> place{};
  std::optional<Error> bad;
  CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      const auto it = std::ranges::find(names, kColumns[c]);
      if (it == names.end())
        return fail(make_error(ErrorCode::column_missing, std::string(kColumns[c])).at_field(std::string(kColumns[c])));
      place[c] = static_cast<std::size_t>(it - names.begin());
    }
    return {};
  };
  handler.row = [&](const CsvRow& row) -> Expected<void> {
    auto profile = profile_of(row.fields, place);
    if (!profile) return fail(std::move(profile.error()).at_row(row.number));
    if (std::ranges::find(profiles, profile->name, &CodeProfile::name) != profiles.end())
      return fail(make_error(ErrorCode::id_duplicate, profile->name).at_row(row.number).at_field("name"));
    profiles.push_back(std::move(*profile));
    return {};
  };
  handler.rejected = [&](RejectedRow row) {
    if (!bad) bad = std::move(row.error);
  };
  GRID_CHECK(read_csv(path, handler));
  if (bad) return fail(std::move(*bad));
  return profiles;
}

std::vector<CodeProfile> standard_code_profiles() {
  return {{"14", 0, 6, 3, 3, 2, 1, "CJ/T 213-2005; GB/T 30428.1-2013"},
          {"15", 0, 6, 3, 3, 3, 1, "DB11/T 2157-2023"},
          {"16", 0, 6, 4, 3, 3, 1, "16-digit codes of a local system (6 + 4 street + 3 + 3)"},
          {"20", 6, 6, 3, 3, 2, 0, "CJ/T 349-2010: object code in front, number 00 is a community that is not split"}};
}

}  // namespace libgrid::io
