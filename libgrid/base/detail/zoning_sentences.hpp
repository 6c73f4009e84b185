#pragma once
/// More of error_sentences.hpp: findings and refusals of plans, and what an id stands for.

#include <array>

#include <libgrid/base/detail/error_sentences.hpp>

namespace libgrid {
inline namespace base {
namespace detail {

inline constexpr auto kZoningSentences = std::to_array<ErrorSentence>({
    // what an id stands for
    {"zone {}, blocks {} and {}", "网格 {}，街区 {} 和 {}"},
    {"locked zone {}", "锁定网格 {}"},
    {"component of {}", "{} 所在连通片"},
    {"must-link {}", "须同格 {}"},
    {"zone {}", "网格 {}"},
    {"post {}", "岗位 {}"},
    {"{} and {} more", "{} 等，另有 {} 个"},

    // findings of a plan
    {"{} of the mean, band +-{}", "平均值的 {}，允许范围 ±{}"},
    {"{} parts", "{} 片"},
    {"no zone above", "没有上级网格"},
    {"{} is not of the level above", "{} 不属于上一层级"},
    {"{} is no zone of the lowest level", "{} 不是最低层级的网格"},
    {"it is excluded, and in {}", "既被排除，又属于{}"},
    {"the plan names a block that does not exist", "方案中有不存在的街区"},
    {"{}: {} stated, {} added up", "{}：所记为 {}，合计为 {}"},
    {"in two zones", "同时属于两个网格"},
    {"in no zone", "不属于任何网格"},
    {"zone id", "网格编号"},
    {"block {} left it, block {} joined it", "街区 {} 移出，街区 {} 移入"},
    {"block {} left it", "街区 {} 移出"},
    {"block {} joined it", "街区 {} 移入"},
    {"block {}", "街区 {}"},

    // names that nobody has
    {"unknown key, nearest: {}; known here: {}", "没有这个键，最接近的是 {}；可用：{}"},
    {"unknown key; none is known here", "没有这个键；此处不接受任何键"},

    {"{}: a quotation mark is not closed", "{}：引号没有闭合"},

    {"{}: 0 to 10000 m", "{}：0 至 10000 米"},

    // a line that was drawn
    {"x,y,x,y,...: pairs of numbers, two or more", "x,y,x,y,...：应为两对或两对以上的数"},
    {"metres of EPSG:{} are expected, and the line lies nowhere near the blocks; name another frame with --crs",
     "此处应为 EPSG:{} 的米，而该线远离所有街区；其他坐标系请用 --crs 说明"},
    {"the file has {} lines; one is needed", "文件有 {} 条线；应只有一条"},
    {"a GeoJSON file says its own frame", "GeoJSON 文件自带坐标系"},
    {"there is no line to lay on streets", "没有可吸附到道路上的线"},

    // why there is no plan
    {"{}; the workload counts all cases, not those of the period that rebalance was told",
     "{}；工作量计入全部案件，不只计 rebalance 所给时段"},
    {"component carries {} of the mean zone of level {}, band +-{}: no number of zones fits; declare a link{}",
     "该连通片承担层级 {1} 平均网格的 {0}，允许范围 ±{2}：任何网格数都不合适；请声明连接{3}"},
    {" (all workloads are multiples of {} of the mean, and no multiple is within the band)",
     "（工作量均为平均值 {} 的倍数，没有一个倍数落在范围内）"},
    {" (all workloads are multiples of a unit, a zone carries {} to {} of them)",
     "（工作量均为同一单位的倍数，每个网格承担 {} 至 {} 个单位）"},
    {"no whole number of zones fits {} of {} districts on level {} within the band +-{}; mean zones that each of them "
     "carries: {}",
     "层级 {2} 的网格数对 {1} 个辖区中的 {0} 个都不合适（允许范围 ±{3}）；各自折合的平均网格数：{4}"},
    {"component carries {} of the mean zone of level {}, band +-{}: no number of zones fits; walls close in its blocks "
     "{}: open a gate in the barriers, let zones pass them (impassable), or leave the blocks out (partition "
     "--exclude){}",
     "该连通片承担层级 {1} 平均网格的 {0}，允许范围 ±{2}：任何网格数都不合适；墙等障碍把街区 {3} 围在其中："
     "请在障碍数据中开口、允许穿越（impassable），或将其不划入网格（partition --exclude）{4}"},
    {"component carries {} of the mean zone of level {}, band +-{}: no number of zones fits; excluded ground cuts off "
     "its blocks {}: leave them out too (partition --exclude), or less{}",
     "该连通片承担层级 {1} 平均网格的 {0}，允许范围 ±{2}：任何网格数都不合适；不划入网格的地块把街区 {3} "
     "与其余隔开：请将其也不划入网格（partition --exclude），或减少不划入的地块{4}"},
    {"the bound allows {} zones in all, and each of the {} zones above needs one",
     "按下限全部工作量只够 {} 个网格，而 {} 个上级网格各需一个"},
    {"its blocks {} are not connected with each other: give it places in blocks between them too",
     "其街区 {} 互不连通：请在中间的街区内也给出地点"},
    {"{}; it lies in the district {}", "{}；位于辖区 {}"},
    {"{}; it is at {}, {} (longitude, latitude)", "{}；位于经度 {}、纬度 {}"},
    {"impossible: no flow of load between neighbouring zones that may exchange it brings all into the band; outside: "
     "{}",
     "不可能：相邻且可交换的网格之间，无论怎样调整工作量都不能全部进入允许范围；超出的网格：{}"},
    {"no plan was found within the work limit, though one may exist; outside the band: {}",
     "在计算量限度内没有找到方案，但方案可能存在；超出允许范围的网格：{}"},
    {"impossible: {}", "不可能：{}"},
});

}  // namespace detail
}  // namespace base
}  // namespace libgrid
