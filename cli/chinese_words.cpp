#include "chinese_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace libgrid::cli {
namespace {

using ChineseWord = std::pair<std::string_view, std::string_view>;

/// Steps, the parts of them that report progress, and why a place was answered for as it was; by name.
constexpr std::array<ChineseWord, 50> kChinese{{{"assign", "案件归属"},
                                                {"attribution", "责任归属"},
                                                {"bias", "上报偏差"},
                                                {"blocks", "街区划分"},
                                                {"border", "边界"},
                                                {"campaign", "专项整治效果"},
                                                {"check-zones", "网格检查"},
                                                {"clusters", "聚类"},
                                                {"cut", "路段责任"},
                                                {"cut large faces", "切分大街区"},
                                                {"decide", "人工裁定"},
                                                {"default_coordinate", "默认坐标"},
                                                {"duty-sheets", "责任清单"},
                                                {"emerging", "新兴热点"},
                                                {"export", "导出"},
                                                {"forest", "反弹关联"},
                                                {"frontage", "门前三包"},
                                                {"global", "全局自相关"},
                                                {"heatmap", "热力图"},
                                                {"hotspots", "热点"},
                                                {"hotspots_exact", "热点精确检验"},
                                                {"imbalance", "不平衡"},
                                                {"import", "导入"},
                                                {"index", "索引"},
                                                {"inside", "网格内"},
                                                {"lengths", "长度"},
                                                {"local", "局部热点"},
                                                {"locate", "定位"},
                                                {"lookback", "回头看"},
                                                {"merge faces", "合并小街区"},
                                                {"node streets", "道路打断"},
                                                {"none", "无"},
                                                {"outside", "网格之外"},
                                                {"partition", "网格划分"},
                                                {"publish", "发布"},
                                                {"quality", "质量报告"},
                                                {"read ground", "读取底图"},
                                                {"read layers", "读取图层"},
                                                {"read lines", "读取线"},
                                                {"read reports", "读取上报"},
                                                {"rebalance", "重新均衡"},
                                                {"rebound", "反弹"},
                                                {"regions", "区域"},
                                                {"report", "报告"},
                                                {"roads", "道路"},
                                                {"scan", "时空扫描"},
                                                {"store", "保存"},
                                                {"tessellate", "网格剖分"},
                                                {"walk streets", "沿街计量"},
                                                {"where", "位置解析"}}};

}  // namespace

std::string shown_word(std::string_view word, Language language) {
  if (language == Language::english) return std::string(word);
  const auto known = [](std::string_view name) { return std::ranges::find(kChinese, name, &ChineseWord::first); };
  if (const auto whole = known(word); whole != kChinese.end()) return std::string(whole->second);
  const std::size_t space = std::min(word.find(' '), word.size());
  const auto first = known(word.substr(0, space));
  return first == kChinese.end() ? std::string(word) : std::string(first->second).append(word.substr(space));
}

std::string shown_name(std::string_view name, Language language) {
  constexpr std::string_view kBetween = " / ";
  const std::size_t at = name.find(kBetween);
  if (at == std::string_view::npos) return std::string(name);
  return std::string(language == Language::chinese ? name.substr(0, at) : name.substr(at + kBetween.size()));
}

}  // namespace libgrid::cli
