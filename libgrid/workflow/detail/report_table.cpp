#include <libgrid/workflow/detail/report_table.hpp>

#include <utility>

#include <libgrid/base/error.hpp>

namespace libgrid::workflow::detail::report {
namespace {

std::string_view css_of(Align align) { return align == Align::right ? "number" : ""; }

}  // namespace

Table::Table(Words caption, std::vector<TableColumn> columns, std::string css)
    : caption_(std::move(caption)), columns_(std::move(columns)), css_(std::move(css)) {}

std::string Table::line(const std::vector<std::string>& cells) const {
  GRID_ASSERT(cells.size() == columns_.size());
  std::string out = "<tr>";
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string_view name = i == 0 ? "th" : "td";
    // A blank keeps an empty cell from closing itself.
    out += Element(name)
               .with("scope", i == 0 ? "row" : "")
               .with("class", css_of(columns_[i].align))
               .inside(cells[i] + (cells[i].empty() ? " " : ""))
               .done();
  }
  return out + "</tr>\n";
}

void Table::row(const std::vector<std::string>& cells) { rows_ += line(cells); }

void Table::total(const std::vector<std::string>& cells) { foot_ = line(cells); }

std::string Table::done() const {
  std::string heads;
  for (const TableColumn& column : columns_)
    heads += Element("th").with("scope", "col").with("class", css_of(column.align)).text(column.head).done();
  return "<div class=\"scroll\">" +
         Element("table")
             .with("class", css_)
             .inside(Element("caption").text(caption_).done())
             .inside("<thead><tr>" + heads + "</tr></thead>\n")
             .inside("<tbody>\n" + rows_ + "</tbody>\n")
             .inside(foot_.empty() ? "" : "<tfoot>" + foot_ + "</tfoot>")
             .done() +
         "</div>\n";
}

}  // namespace libgrid::workflow::detail::report
