#pragma once
/// 路长制: the register of streets as a CSV file.
///
///   Expected<RegisterTable> table = io::read_street_register("overrides.csv");
///   // street,from,to,side,unit,sector
///   // 健康路,清虚街,清潩河,北侧,XC-03-07,环卫
///
/// Columns `street` and `unit` are required; `from`, `to`, `side`, `sector` may be absent. The headings may also be
/// 路名, 起点, 止点, 侧, 责任单位, 条线. Nothing is looked up here: roads/register.hpp finds the rows in the network.
/// @errors of the whole file: column_missing and those of csv_reader.hpp; a row without street or unit is in `rejected`

#include <filesystem>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

struct RegisterTable {
  std::vector<RegisterRow> rows;
  std::vector<RejectedRow> rejected;
};

[[nodiscard]] Expected<RegisterTable> read_street_register(const std::filesystem::path& path);

}  // namespace libgrid::io
