#include <libgrid/workflow/edit_log.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow {
namespace {

const std::vector<zoning::EditOperation> kAll{zoning::MoveBlocks{{BlockId{17}, BlockId{18}}, ZoneId{12}},
                                              zoning::MoveZones{{ZoneId{12}}, ZoneId{3}},
                                              zoning::SplitZoneByLine{ZoneId{12}, {{0.1, 0x1p-10}, {1e6, -3.3}}},
                                              zoning::SplitZoneBalanced{ZoneId{12}, 3, 7},
                                              zoning::MergeZones{ZoneId{12}, {ZoneId{13}}},
                                              zoning::SplitBlock{BlockId{17}, {{0.0, 1.0 / 3.0}, {2.0, 5.0}}},
                                              zoning::AssignPost{ZoneId{12}, PostId{14}},
                                              zoning::RenameZone{ZoneId{12}, "老城 \"A\""}};

TEST(EditLog, EveryOperationComesBackBitForBit) {
  for (const zoning::EditOperation& operation : kAll) EXPECT_EQ(*operation_from_json(to_json(operation)), operation);
  const EditLog log{.draft_sha256 = "abc", .operations = kAll, .done = 3};
  const EditLog again = *log_from_json(to_json(log));
  EXPECT_EQ(again.operations, kAll);
  EXPECT_EQ(again.done, 3U);
  EXPECT_EQ(again.draft_sha256, "abc");
}

TEST(EditLog, WhatCannotBeReadIsRefusedWithItsField) {
  const auto refused = [](const char* text, ErrorCode code, const char* field) {
    const auto read = operation_from_json(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, code) << text;
    EXPECT_EQ(read.error().field, field) << text;
  };
  refused("{", ErrorCode::json_malformed, "");
  refused("[]", ErrorCode::parameter_invalid, "op");
  refused(R"({"op": "fly"})", ErrorCode::parameter_invalid, "op");
  refused(R"({"op": "move_blocks", "to": 1})", ErrorCode::parameter_invalid, "blocks");
  refused(R"({"op": "move_blocks", "blocks": [1.5], "to": 1})", ErrorCode::parameter_invalid, "blocks");
  refused(R"({"op": "move_blocks", "blocks": [1], "too": 1})", ErrorCode::parameter_invalid, "too");
  refused(R"({"op": "split_zone", "zone": 1, "line": [[1, 2]]})", ErrorCode::parameter_invalid, "line");
  refused(R"({"op": "split_zone", "zone": 1, "line": [[1, 2], [1e300, 2]]})", ErrorCode::parameter_invalid, "line");
  refused(R"({"op": "split_zone", "zone": 1, "parts": 1})", ErrorCode::parameter_invalid, "parts");
  refused(R"({"op": "rename_zone", "zone": 1, "name": 5})", ErrorCode::parameter_invalid, "name");
}

TEST(EditLog, AConsequenceNamesTheRuleAsTheValidatorDoes) {
  zoning::Consequence what;
  what.zones.push_back({.zone = ZoneId{1},
                        .code = "T-01",
                        .name = "n",
                        .post_before = {},
                        .post = {},
                        .level = 1,
                        .before = {},
                        .after = {}});
  what.broken.push_back(make_error(ErrorCode::zone_not_contiguous, "2 parts").about("zone T-01"));
  const std::string json = to_json(what);
  EXPECT_NE(json.find("\"code\":\"E_ZONE_NOT_CONTIGUOUS\""), std::string::npos);
  EXPECT_NE(json.find("\"before\":null"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow
