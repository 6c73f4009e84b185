#include <libgrid/workflow/detail/register_findings.hpp>

#include <string>
#include <string_view>

namespace libgrid::workflow::detail {
namespace {

using report::Words;
using roads::RegisterProblem;

/// Columns by both headings, and what is wrong in them: {x} is the street of the row, {v} the value.
struct Sentence {
  std::string_view column_en;
  std::string_view column_zh;
  std::string_view en;
  std::string_view zh;
};

Sentence sentence_of(RegisterProblem problem) {
  switch (problem) {
    case RegisterProblem::street_unknown:
      return {"street", "路名",
              "no street is called {v}; write its name in the street layer, an alias, or #id of a way",
              "路网中没有“{v}”；请写路网中的名称、别名或道路编号（#编号）"};
    case RegisterProblem::from_unknown:
      return {"from", "起点", "no street is called {v}; for a river or railway give its layer with --landmarks",
              "没有名为“{v}”的道路可作起点；如为河流或铁路，请用 --landmarks 给出其图层"};
    case RegisterProblem::to_unknown:
      return {"to", "止点", "no street is called {v}; for a river or railway give its layer with --landmarks",
              "没有名为“{v}”的道路可作止点；如为河流或铁路，请用 --landmarks 给出其图层"};
    case RegisterProblem::from_not_met:
      return {"from", "起点", "{x} does not meet {v}; write a street that it meets",
              "“{x}”与“{v}”不相交；请写与之相交的道路"};
    case RegisterProblem::to_not_met:
      return {"to", "止点", "{x} does not meet {v}; write a street that it meets",
              "“{x}”与“{v}”不相交；请写与之相交的道路"};
    case RegisterProblem::not_connected:
      return {"from, to", "起点、止点", "no way along {x} leads from one end to the other; write one row for each part",
              "“{x}”的起止点之间不连通；请分段填写"};
    case RegisterProblem::side_unknown:
      return {"side", "侧", "{v} is no side; write whole, left, right, north, south, east or west",
              "侧别“{v}”无法识别；请写两侧、左侧、右侧、北侧、南侧、东侧或西侧"};
    case RegisterProblem::unit_missing:
      return {"unit", "责任单位", "no unit is named; write a zone code or the name of a unit",
              "缺少责任单位；请写网格编码或单位名称"};
    case RegisterProblem::measure_invalid:
      return {"from, to", "起点、止点", "{v} is no stretch of {x}; write 0 <= from < to <= its length in metres",
              "“{v}”不是“{x}”上的区间；桩号应满足 0 ≤ 起点 < 止点 ≤ 路长（米）"};
    case RegisterProblem::from_missing:
      return {"from", "起点", "an end ({v}) is given and no beginning; write both, or neither for all of {x}",
              "只有止点（{v}），没有起点；请两者都写，或都不写（整条“{x}”）"};
    case RegisterProblem::to_missing:
      return {"to", "止点", "a beginning ({v}) is given and no end; write both, or neither for all of {x}",
              "只有起点（{v}），没有止点；请两者都写，或都不写（整条“{x}”）"};
    case RegisterProblem::unit_no_zone:
      break;
  }
  return {"unit", "责任单位",
          "{v} is written like a zone code and is no zone of the plan; write the code of a zone or the name of a unit; "
          "until then {v} is listed as a unit of its own",
          "“{v}”形似网格编码，但现行方案中没有这个网格；请改为网格编码或单位名称；改正前按单位“{v}”列出"};
}

std::string filled(std::string_view text, const roads::RegisterFinding& finding) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view mark = text.substr(at, 3);
    if (mark != "{v}" && mark != "{x}") {
      out += text[at];
      continue;
    }
    out += mark == "{v}" ? finding.text : finding.street;
    at += 2;
  }
  return out;
}

}  // namespace

Words register_sentence(const roads::RegisterFinding& finding) {
  const Sentence s = sentence_of(finding.problem);
  const std::string row = std::to_string(finding.row);
  return {"名录第 " + row + " 行，" + std::string(s.column_zh) + "（" + finding.street + "）：" + filled(s.zh, finding),
          "register row " + row + ", column " + std::string(s.column_en) + ", " + finding.street + ": " +
              filled(s.en, finding)};
}

}  // namespace libgrid::workflow::detail
