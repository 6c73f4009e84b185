#include <libgrid/base/error_codes.hpp>

#include <array>
#include <cstddef>

namespace libgrid {
inline namespace base {
namespace {

using enum ErrorCode;

// In the order of the enumeration; error_codes_test checks that row i has code i.
constexpr std::array kTable = {
    ErrorInfo{file_not_found, "E_FILE_NOT_FOUND", 404, "file not found", "找不到文件",
              "check the path and the spelling", "请检查路径和文件名"},
    ErrorInfo{file_unreadable, "E_FILE_UNREADABLE", 422, "file cannot be read", "文件无法读取",
              "check permissions and that the file opens in its own program", "请检查权限，并确认该文件能用原程序打开"},
    ErrorInfo{file_unwritable, "E_FILE_UNWRITABLE", 500, "file cannot be written", "文件无法写入",
              "check permissions and free disk space", "请检查权限和磁盘剩余空间"},
    ErrorInfo{file_truncated, "E_FILE_TRUNCATED", 422, "file ends too early", "文件不完整",
              "export or copy the file again", "请重新导出或复制该文件"},
    ErrorInfo{encoding_not_utf8, "E_ENCODING_NOT_UTF8", 422, "text is not UTF-8", "文本不是 UTF-8 编码",
              "save the file as UTF-8", "请将文件另存为 UTF-8 编码"},
    ErrorInfo{format_unknown, "E_FORMAT_UNKNOWN", 415, "file format is not known", "无法识别的文件格式",
              "use .csv, .csv.gz, .geojson or .gpkg", "请使用 .csv、.csv.gz、.geojson 或 .gpkg"},
    ErrorInfo{column_missing, "E_COLUMN_MISSING", 422, "a required column is missing", "缺少必需的列",
              "add the column or map it in the city file", "请补充该列，或在城市配置中指定对应列"},
    ErrorInfo{column_duplicate, "E_COLUMN_DUPLICATE", 422, "a column name occurs twice", "列名重复",
              "rename or remove one of the columns", "请重命名或删除其中一列"},
    ErrorInfo{row_width, "E_ROW_WIDTH", 422, "the row has another number of fields than the header",
              "该行字段数与表头不一致", "check quotes and separators of this row", "请检查该行的引号和分隔符"},
    ErrorInfo{quote_unclosed, "E_QUOTE_UNCLOSED", 422, "a quoted field is broken or never closed",
              "引号字段有误或没有结束", "close the quote; write a quote inside as two quotes", "请补全引号；字段内的引号写成两个引号"},
    ErrorInfo{field_too_long, "E_FIELD_TOO_LONG", 422, "a field is longer than the limit", "字段超过长度上限",
              "shorten the field; the limit is 65,536 bytes", "请缩短该字段，上限为 65,536 字节"},
    ErrorInfo{id_missing, "E_ID_MISSING", 422, "the row has no id", "该行没有编号", "give every row an id",
              "请为每一行填写编号"},
    ErrorInfo{id_duplicate, "E_ID_DUPLICATE", 422, "the id was already used", "编号重复",
              "give every row an id of its own; the first row with the id was kept", "请使用唯一编号；已保留首次出现的一行"},
    ErrorInfo{number_malformed, "E_NUMBER_MALFORMED", 422, "not a number", "不是数字",
              "write a decimal number with a point, e.g. -71.0587", "请写成带小数点的十进制数，如 -71.0587"},
    ErrorInfo{number_not_finite, "E_NUMBER_NOT_FINITE", 422, "the number is not finite", "数值不是有限数",
              "leave NaN and infinity out", "请去除 NaN 和无穷大"},
    ErrorInfo{time_malformed, "E_TIME_MALFORMED", 422, "not a readable time", "无法识别的时间",
              "write YYYY-MM-DDTHH:MM:SS", "请写成 YYYY-MM-DDTHH:MM:SS"},
    ErrorInfo{type_missing, "E_TYPE_MISSING", 422, "the row has no type", "该行没有类别", "fill in the type",
              "请填写类别"},
    ErrorInfo{crs_missing, "E_CRS_MISSING", 422, "the file declares no coordinate reference system",
              "文件没有声明坐标系", "declare the CRS of the source; it is never guessed", "请声明数据的坐标系；系统不会猜测"},
    ErrorInfo{crs_unknown, "E_CRS_UNKNOWN", 422, "the coordinate reference system is not known", "无法识别的坐标系",
              "use an EPSG code", "请使用 EPSG 代码"},
    ErrorInfo{axes_swapped, "E_AXES_SWAPPED", 422, "longitude and latitude look swapped", "经纬度疑似颠倒",
              "write longitude in lon and latitude in lat", "请将经度写入 lon、纬度写入 lat"},
    ErrorInfo{coordinate_out_of_range, "E_COORDINATE_OUT_OF_RANGE", 422, "the coordinate is out of range",
              "坐标超出范围", "check the coordinate and the declared CRS", "请检查坐标和声明的坐标系"},
    ErrorInfo{json_malformed, "E_JSON_MALFORMED", 400, "not valid JSON", "不是有效的 JSON", "check the file with a JSON validator",
              "请用 JSON 校验工具检查"},
    ErrorInfo{json_too_deep, "E_JSON_TOO_DEEP", 400, "JSON is nested too deeply", "JSON 嵌套过深", "flatten the document",
              "请减少嵌套层数"},
    ErrorInfo{geometry_type, "E_GEOMETRY_TYPE", 422, "another geometry type is needed here", "几何类型不符合要求",
              "use polygons for districts and lines for streets", "辖区请用面，道路请用线"},
    ErrorInfo{geometry_empty, "E_GEOMETRY_EMPTY", 422, "the geometry is empty", "几何为空", "remove the feature or draw it",
              "请删除该要素或补画几何"},
    ErrorInfo{ring_too_short, "E_RING_TOO_SHORT", 422, "a ring needs at least four positions", "环至少需要四个点",
              "draw the ring again", "请重新绘制该环"},
    ErrorInfo{ring_not_closed, "E_RING_NOT_CLOSED", 422, "first and last position of a ring differ", "环的首尾点不一致",
              "repeat the first position at the end", "请在末尾重复首点"},
    ErrorInfo{geometry_invalid, "E_GEOMETRY_INVALID", 422, "the geometry is invalid and could not be repaired",
              "几何无效且无法修复", "draw the feature again", "请重新绘制该要素"},
    ErrorInfo{wkb_malformed, "E_WKB_MALFORMED", 422, "geometry bytes (WKB) are malformed", "几何字节 (WKB) 有误",
              "export the layer again", "请重新导出该图层"},
    ErrorInfo{blocks_none, "E_BLOCKS_NONE", 422, "no block could be built", "未能生成街区",
              "check that districts and streets overlap", "请检查辖区与道路是否重叠"},
    ErrorInfo{zone_infeasible, "E_ZONE_INFEASIBLE", 422, "no plan meets the constraints", "没有满足约束的网格方案",
              "see the block, component or constraint named here; widen the band or change the zone count",
              "请查看所列街区、连通片或约束；放宽范围或调整网格数"},
    ErrorInfo{zone_not_contiguous, "E_ZONE_NOT_CONTIGUOUS", 422, "a zone falls into separate parts", "网格不连通",
              "move blocks or declare a link", "请调整街区或声明连接"},
    ErrorInfo{workload_out_of_band, "E_WORKLOAD_OUT_OF_BAND", 422, "a zone's workload is outside the band",
              "网格工作量超出范围", "move blocks or widen the band", "请调整街区或放宽范围"},
    ErrorInfo{block_unassigned, "E_BLOCK_UNASSIGNED", 422, "a block belongs to no zone", "有街区未划入网格",
              "assign the block", "请为该街区指定网格"},
    ErrorInfo{nesting_broken, "E_NESTING_BROKEN", 422, "a zone is not inside one parent", "网格未嵌套在同一上级网格内",
              "keep all its blocks under one parent", "请保证其全部街区同属一个上级网格"},
    ErrorInfo{plan_missing, "E_PLAN_MISSING", 404, "no published plan is in force", "没有已发布的网格方案",
              "run `libgrid partition` and `libgrid publish`", "请运行 `libgrid partition` 和 `libgrid publish`"},
    ErrorInfo{workspace_missing, "E_WORKSPACE_MISSING", 404, "no workspace in this folder", "该目录不是工作区",
              "run `libgrid init`", "请运行 `libgrid init`"},
    ErrorInfo{workspace_incompatible, "E_WORKSPACE_INCOMPATIBLE", 409, "the workspace has another schema version",
              "工作区版本不兼容", "create a new workspace with this version", "请用当前版本新建工作区"},
    ErrorInfo{step_missing, "E_STEP_MISSING", 409, "an earlier step has not been run", "前置步骤尚未运行",
              "run the step that is named here first", "请先运行所列步骤"},
    ErrorInfo{store_failed, "E_STORE_FAILED", 500, "the workspace store failed", "工作区存储出错",
              "check free disk space and permissions; nothing was half written", "请检查磁盘空间和权限；没有写入一半的数据"},
    ErrorInfo{parameter_invalid, "E_PARAMETER_INVALID", 400, "a parameter is invalid", "参数无效", "see the value named here",
              "请检查所列参数值"},
    ErrorInfo{not_found, "E_NOT_FOUND", 404, "not found", "未找到", "check the address", "请检查地址"},
    ErrorInfo{method_not_allowed, "E_METHOD_NOT_ALLOWED", 405, "this method is not allowed here", "不允许使用该方法",
              "use GET", "请使用 GET"},
    ErrorInfo{body_too_large, "E_BODY_TOO_LARGE", 413, "the request is too large", "请求过大", "send less at once",
              "请减少单次请求的数据量"},
    ErrorInfo{totals_differ, "E_TOTALS_DIFFER", 422, "a total is not the sum of its parts", "合计与分项之和不符",
              "compute the totals again from the blocks", "请按街区重新汇总"},
    ErrorInfo{cancelled, "E_CANCELLED", 499, "cancelled; nothing was changed", "已取消，未作任何更改", "run it again",
              "请重新运行"},
    ErrorInfo{internal, "E_INTERNAL", 500, "internal error", "内部错误", "report this with the detail named here",
              "请附上所列详情反馈"},
};

}  // namespace

const ErrorInfo& info(ErrorCode code) { return kTable.at(static_cast<std::size_t>(code)); }

std::span<const ErrorInfo> all_errors() { return kTable; }

}  // namespace base
}  // namespace libgrid
