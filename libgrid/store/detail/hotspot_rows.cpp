#include <libgrid/store/detail/row_of.hpp>

// Braced initialisers are evaluated from left to right, which is the order of the columns.

namespace libgrid::store::detail {
namespace {

RowWriter& write_cell(RowWriter& row, Cell cell) { return row.integer(cell.ix).integer(cell.iy); }
Cell read_cell(RowReader& row) { return {.ix = row.integer(), .iy = row.integer()}; }

}  // namespace

void RowOf<Cell>::write(RowWriter& row, const Cell& cell) { write_cell(row, cell); }

Cell RowOf<Cell>::read(RowReader& row) { return read_cell(row); }

void RowOf<Hotspot>::write(RowWriter& row, const Hotspot& hotspot) {
  row.text(hotspot.category);
  write_cell(row, hotspot.cell).integer(hotspot.n).real(hotspot.z).real(hotspot.p).real(hotspot.q);
  row.integer(hotspot.significant ? 1 : 0);
}

Hotspot RowOf<Hotspot>::read(RowReader& row) {
  return {.category = row.text(),
          .cell = read_cell(row),
          .n = row.integer(),
          .z = row.real(),
          .p = row.real(),
          .q = row.real(),
          .significant = row.integer() != 0};
}

void RowOf<Rebound>::write(RowWriter& row, const Rebound& rebound) {
  row.text(rebound.category).integer(rebound.n_reports).integer(rebound.n_settled).integer(rebound.n_rebound);
  row.real(rebound.naive).real(rebound.km).real(rebound.lower).real(rebound.upper);
}

Rebound RowOf<Rebound>::read(RowReader& row) {
  return {.category = row.text(),
          .n_reports = row.integer(),
          .n_settled = row.integer(),
          .n_rebound = row.integer(),
          .naive = row.real(),
          .km = row.real(),
          .lower = row.real(),
          .upper = row.real()};
}

void RowOf<WorstPlace>::write(RowWriter& row, const WorstPlace& place) {
  write_cell(row.integer(place.rank), place.cell).real(place.centre.lon).real(place.centre.lat);
  row.integer(place.n_reports).integer(place.n_settled).integer(place.n_rebound).text(place.top_category);
}

WorstPlace RowOf<WorstPlace>::read(RowReader& row) {
  return {.rank = row.integer(),
          .cell = read_cell(row),
          .centre = {.lon = row.real(), .lat = row.real()},
          .n_reports = row.integer(),
          .n_settled = row.integer(),
          .n_rebound = row.integer(),
          .top_category = row.text()};
}

}  // namespace libgrid::store::detail
