#include <libgrid/coverage/unit_codes.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include <libgrid/coverage/tessellate.hpp>

namespace libgrid::coverage {
namespace {

bool is_code_character(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

std::string with_number(std::string_view community, std::int64_t number, int digits) {
  std::string text = std::to_string(number);
  text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
  return std::string(community) + text;
}

}  // namespace

Expected<void> check_code(std::string_view code, const CodeProfile& profile) {
  const bool good = code.size() == static_cast<std::size_t>(profile.digits()) &&
                    std::all_of(code.begin(), code.end(), is_code_character);
  if (good) return {};
  return fail(ErrorCode::number_malformed,
              std::string(code) + " is no code of " + std::to_string(profile.digits()) + " digits");
}

Expected<std::vector<std::string>> number_units(std::span<const Xy> places, std::string_view community,
                                                const CodeProfile& profile, Metres row,
                                                std::span<const std::string> taken) {
  const int front = profile.digits() - profile.sequence;
  if (community.size() != static_cast<std::size_t>(front) ||
      !std::all_of(community.begin(), community.end(), is_code_character))
    return fail(make_error(ErrorCode::parameter_invalid,
                           std::string(community) + " has not the " + std::to_string(front) + " digits that codes of " +
                               std::to_string(profile.digits()) + " have in front of the number")
                    .at_field("community"));
  std::int64_t last = 1;
  for (int i = 0; i < profile.sequence; ++i) last *= 10;
  --last;
  const std::set<std::string> used(taken.begin(), taken.end());
  std::vector<std::string> codes(places.size());
  std::int64_t number = profile.first;
  for (const std::size_t place : reading_order(places, row)) {
    while (number <= last && used.contains(with_number(community, number, profile.sequence))) ++number;
    if (number > last)
      return fail(make_error(ErrorCode::parameter_invalid, std::to_string(places.size()) + " units in community " +
                                                               std::string(community) + ", the last number is " +
                                                               std::to_string(last) +
                                                               "; take larger cells (--area) or smaller communities")
                      .at_field("sequence"));
    codes[place] = with_number(community, number++, profile.sequence);
  }
  return codes;
}

Expected<void> UnitCodeRegister::give(const std::string& code, const CodeProfile& profile, LocalTime when) {
  GRID_CHECK(check_code(code, profile));
  const auto [it, fresh] = codes_.try_emplace(code, UnitCode{code, CodeState::valid, {}, when});
  if (fresh) return {};
  return fail(make_error(ErrorCode::id_duplicate, code + (it->second.state == CodeState::valid ? "" : " (void)")));
}

Expected<void> UnitCodeRegister::make_void(const std::string& code, const std::string& reason, LocalTime when) {
  const auto it = codes_.find(code);
  if (it == codes_.end()) return fail(ErrorCode::not_found, code);
  if (it->second.state == CodeState::voided) return fail(ErrorCode::parameter_invalid, code + " is void already");
  if (reason.empty()) return fail(make_error(ErrorCode::parameter_invalid, "a void needs a reason").at_field("reason"));
  it->second = {code, CodeState::voided, reason, when};
  return {};
}

const UnitCode* UnitCodeRegister::find(const std::string& code) const {
  const auto it = codes_.find(code);
  return it == codes_.end() ? nullptr : &it->second;
}

std::vector<UnitCode> UnitCodeRegister::rows() const {
  std::vector<UnitCode> rows;
  for (const auto& [code, row] : codes_) rows.push_back(row);
  return rows;
}

}  // namespace libgrid::coverage
