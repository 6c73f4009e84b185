#include "chinese_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace libgrid::cli {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr std::array kWords{
    // steps and the parts of them that report progress
    Word{"import", "导入"}, Word{"blocks", "划分街区"}, Word{"partition", "划分网格"}, Word{"publish", "发布方案"},
    Word{"rebalance", "再平衡"}, Word{"quality", "方案质量"}, Word{"regions", "同质分区"},
    Word{"tessellate", "规则网格"}, Word{"cut", "路段切分"}, Word{"assign", "上报归属"},
    Word{"attribution", "责任归属"}, Word{"decide", "人工裁定"}, Word{"hotspots", "热点分析"},
    Word{"rebound", "反弹分析"}, Word{"export", "导出"}, Word{"locate", "定位"}, Word{"lengths", "道路长度"},
    Word{"roads", "道路检查"}, Word{"index", "建立索引"}, Word{"store", "写入"}, Word{"read ground", "读取地面"},
    Word{"read layers", "读取图层"}, Word{"read lines", "读取线要素"}, Word{"read reports", "读取上报"},
    // how a place was answered for, and why it was not
    Word{"inside", "网格内"}, Word{"border", "边界"}, Word{"none", "无"}, Word{"default_coordinate", "默认坐标"},
    Word{"outside", "网格之外"}};

}  // namespace

std::string_view chinese_word(std::string_view word) {
  const auto found = std::ranges::find(kWords, word, &Word::first);
  return found == kWords.end() ? word : found->second;
}

}  // namespace libgrid::cli
