/// Times are read back as written, and nothing else is read.

#include <libgrid/base/time.hpp>

#include "tests/support/properties.hpp"

namespace libgrid::test {
namespace {

constexpr std::int64_t kYear0001 = -62'135'596'800;
constexpr std::int64_t kYear9999End = 253'402'300'799;

RC_GTEST_PROP(LocalTimeProperty, IsReadBackAsWritten, ()) {
  const LocalTime time{*rc::gen::inRange<std::int64_t>(kYear0001, kYear9999End + 1)};
  const auto again = parse_local_time(to_text(time));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == time);
}

RC_GTEST_PROP(LocalTimeProperty, ADamagedTextIsRefusedOrIsAnotherRealTime, ()) {
  std::string text = to_text(LocalTime{*rc::gen::inRange<std::int64_t>(kYear0001, kYear9999End + 1)});
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
  const auto read = parse_local_time(text);
  if (!read) return;
  text[10] = 'T';
  RC_ASSERT(to_text(*read) == text);
}

}  // namespace
}  // namespace libgrid::test
