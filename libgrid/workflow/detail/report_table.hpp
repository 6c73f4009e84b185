#pragma once
/// Tables: a caption, heads, rows; numbers to the right.
///
///   Table table({"大网格", "Upper zones"}, {{{"编码", "Code"}, Align::left}, {{"上报", "Reports"}, Align::right}});
///   table.row({escaped(zone.code), thousands(zone.reports)});
///   std::string html = table.done();
///
/// Cells are markup: data passes `escaped` first. The first cell of a row is its head.

#include <string>
#include <vector>

#include <libgrid/workflow/detail/report_markup.hpp>

namespace libgrid::workflow::detail::report {

enum class Align : unsigned char { left, right };

struct TableColumn {
  Words head;
  Align align = Align::left;
};

class Table {
 public:
  Table(Words caption, std::vector<TableColumn> columns, std::string css = {});

  /// @pre one cell per column
  void row(const std::vector<std::string>& cells);
  /// The last line, set apart. @pre one cell per column
  void total(const std::vector<std::string>& cells);
  [[nodiscard]] std::string done() const;

 private:
  [[nodiscard]] std::string line(const std::vector<std::string>& cells) const;

  Words caption_;
  std::vector<TableColumn> columns_;
  std::string css_;
  std::string rows_;
  std::string foot_;
};

}  // namespace libgrid::workflow::detail::report
