#include <libgrid/workflow/detail/layer_findings.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <libgrid/coverage/validate.hpp>

namespace libgrid::workflow::detail {
namespace {

using coverage::FindingKind;
using coverage::ZoneFinding;

constexpr std::size_t kNamed = 10;

/// The first of the texts, "; " between them.
std::string joined(std::span<const std::string> texts) {
  std::string text;
  for (const std::string& one : texts.first(std::min(kNamed, texts.size()))) text += (text.empty() ? "" : "; ") + one;
  return texts.size() > kNamed ? text + "; …" : text;
}

std::string zones_and_area(const ZoneFinding& overlap, std::span<const ImportedZone> zones) {
  std::string codes;
  for (const std::size_t i : overlap.zones) codes += (codes.empty() ? "" : ", ") + zones[i].code;
  return fmt::format("{}: {:.1f} m2", codes, overlap.area.value);
}

FindingText overlap_text(const std::string& name, std::vector<ZoneFinding> overlaps,
                         std::span<const ImportedZone> zones) {
  std::ranges::stable_sort(overlaps, std::ranges::greater{}, &ZoneFinding::area);
  SquareMetres whole;
  std::vector<std::string> texts;
  for (const ZoneFinding& overlap : overlaps) {
    whole += overlap.area;
    texts.push_back(zones_and_area(overlap, zones));
  }
  return {fmt::format("{}: {} overlap{}, {:.1f} m2 ({})", name, overlaps.size(), overlaps.size() == 1 ? "" : "s",
                      whole.value, joined(texts)),
          fmt::format("{}：{} 处重叠，共 {:.1f} 平方米（{}）", name, overlaps.size(), whole.value, joined(texts))};
}

FindingText ring_text(const std::string& name, const std::vector<std::size_t>& odd,
                      std::span<const ImportedZone> zones) {
  std::vector<std::string> en, zh;
  for (const std::size_t i : odd) {
    en.push_back(fmt::format("feature {}, {}", zones[i].number, zones[i].code));
    zh.push_back(fmt::format("要素 {}，{}", zones[i].number, zones[i].code));
  }
  return {fmt::format("{}: {} feature{} with an invalid ring, read by even-odd parity ({})", name, odd.size(),
                      odd.size() == 1 ? "" : "s", joined(en)),
          fmt::format("{}：{} 个要素的环无效，按奇偶规则解释（{}）", name, odd.size(), joined(zh))};
}

FindingText not_checked(const std::string& name, const Error& error) {
  return {name + ": overlaps and rings were not checked: " + message_en(error),
          name + "：未检查重叠与环：" + message_zh(error)};
}

}  // namespace

std::vector<FindingText> layer_findings(const std::string& name, std::span<const ImportedZone> zones) {
  const auto check = coverage::validate(zones, {.sliver_width = Metres{0.0}});
  if (!check) return {not_checked(name, check.error())};
  std::vector<ZoneFinding> overlaps;
  std::vector<std::size_t> odd;
  for (const ZoneFinding& finding : check->findings) {
    if (finding.kind == FindingKind::overlap) overlaps.push_back(finding);
    if (finding.kind == FindingKind::self_intersection)
      odd.insert(odd.end(), finding.zones.begin(), finding.zones.end());
  }
  std::vector<FindingText> texts;
  if (!overlaps.empty()) texts.push_back(overlap_text(name, std::move(overlaps), zones));
  if (!odd.empty()) texts.push_back(ring_text(name, odd, zones));
  return texts;
}

std::vector<FindingText> layer_findings(const std::string& name, std::span<const io::LonLatZone> zones) {
  if (zones.empty()) return {};
  const auto plane = crs::Projector::make(io::utm_frame(zones));
  if (!plane) return {not_checked(name, plane.error())};
  const auto projected = io::to_plane(zones, *plane);
  if (!projected) return {not_checked(name, projected.error())};
  return layer_findings(name, *projected);
}

}  // namespace libgrid::workflow::detail
