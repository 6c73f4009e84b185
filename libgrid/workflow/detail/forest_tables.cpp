#include <algorithm>
#include <optional>
#include <string_view>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/forest_tables.hpp>

namespace libgrid::workflow::detail {
namespace {

using io::CsvWriter;

std::string_view word_of(hotspot::LinkKind kind) {
  switch (kind) {
    case hotspot::LinkKind::first:
      return "first";
    case hotspot::LinkKind::rebound:
      return "rebound";
    case hotspot::LinkKind::suspect:
      return "suspect";
    case hotspot::LinkKind::duplicate:
      return "duplicate";
    case hotspot::LinkKind::unplaced:
      return "unplaced";
  }
  return "";
}

OutputTable link_table(const ReboundAnalysis& analysis) {
  const hotspot::ForestShape shape = hotspot::shape_of(analysis.cases, analysis.forest);
  CsvWriter csv({"case_id", "category", "kind", "parent_case_id", "gap_s", "distance_m", "distance_by", "root_case_id",
                 "generation", "rebounds", "first_rebound_s", "returned"});
  for (std::size_t i = 0; i < analysis.cases.size(); ++i) {
    const hotspot::ForestLink& link = analysis.forest.links[i];
    csv.add(std::string_view(analysis.ids[i]))
        .add(std::string_view(analysis.categories[analysis.cases[i].category]))
        .add(word_of(link.kind))
        .add(link.parent ? std::string_view(analysis.ids[*link.parent]) : std::string_view());
    csv.add(link.parent ? std::optional(link.gap.value) : std::nullopt)
        .add(link.parent ? std::optional(link.distance.value) : std::nullopt)
        .add(std::string_view(!link.parent                       ? ""
                              : linked_along_street(analysis, i) ? "street"
                                                                 : "plane"))
        .add(std::string_view(analysis.ids[shape.root[i]]))
        .add(shape.generation[i])
        .add(shape.rebounds[i]);
    csv.add(shape.first[i] ? std::optional(shape.first[i]->value) : std::nullopt);
    csv.add(analysis.cases[i].returned).end_row();
  }
  return {"forest.csv", csv.text()};
}

OutputTable curve_table(const ReboundAnalysis& analysis) {
  CsvWriter csv({"grouping", "name", "cases", "settled", "watched", "rebounds", "suspects", "naive", "rate", "lower",
                 "upper", "few", "duplicates", "rework"});
  for (const NamedCurve& named : analysis.curves) {
    const hotspot::GroupCurve& c = named.curve;
    csv.add(std::string_view(named.grouping)).add(std::string_view(named.group)).add(c.cases).add(c.settled);
    csv.add(c.watched).add(c.rebounds).add(c.suspects).add(c.naive).add(c.rate).add(c.lower).add(c.upper).add(c.few);
    csv.add(c.duplicates).add(c.rework).end_row();
  }
  return {"forest_curves.csv", csv.text()};
}

OutputTable sensitivity_table(const ReboundAnalysis& analysis) {
  CsvWriter csv({"radius_m", "window_d", "grace_s", "settled", "rebounds", "suspects", "duplicates", "naive", "rate",
                 "lower", "upper"});
  for (const hotspot::SensitivityRow& row : analysis.sensitivity) {
    csv.add(row.radius.value).add(row.window.value / 86'400).add(std::min(analysis.rules.grace, row.window).value);
    csv.add(row.counts.settled).add(row.counts.rebounds).add(row.counts.suspects).add(row.counts.duplicates);
    csv.add(row.naive).add(row.rate).add(row.lower).add(row.upper).end_row();
  }
  return {"forest_sensitivity.csv", csv.text()};
}

}  // namespace

std::vector<OutputTable> forest_tables(const ReboundAnalysis& analysis) {
  return {link_table(analysis), curve_table(analysis), sensitivity_table(analysis)};
}

std::vector<hotspot::ChronicSite> chronic_of(const ReboundAnalysis& analysis) {
  return hotspot::chronic_sites(
      analysis.cases, analysis.forest,
      {.until = analysis.last_opening, .radius = analysis.rules.radius, .overdue = analysis.overdue});
}

OutputTable chronic_table(const ReboundAnalysis& analysis, std::span<const hotspot::ChronicSite> sites) {
  CsvWriter csv({"site", "category", "x", "y", "cases", "rebounds", "comes_back", "stays_open", "first_case_id"});
  for (std::size_t k = 0; k < sites.size(); ++k) {
    const hotspot::ChronicSite& site = sites[k];
    csv.add(k + 1).add(std::string_view(analysis.categories[site.category])).add(site.centre.x).add(site.centre.y);
    csv.add(std::ssize(site.cases)).add(site.rebounds).add(site.comes_back).add(site.stays_open);
    csv.add(std::string_view(analysis.ids[site.cases.front()])).end_row();
  }
  return {"chronic.csv", csv.text()};
}

std::vector<io::Layer> forest_layers(const ReboundAnalysis& analysis, std::span<const hotspot::ChronicSite> sites) {
  using io::ColumnType;
  io::Layer rebounds{.name = "rebounds",
                     .geometry = io::GeometryKind::point,
                     .columns = {{"case_id", ColumnType::text},
                                 {"category", ColumnType::text},
                                 {"parent_case_id", ColumnType::text},
                                 {"gap_days", ColumnType::real}}};
  for (std::size_t i = 0; i < analysis.cases.size(); ++i) {
    const hotspot::ForestLink& link = analysis.forest.links[i];
    if (link.kind != hotspot::LinkKind::rebound) continue;
    rebounds.rows.push_back({{analysis.ids[i], analysis.categories[analysis.cases[i].category],
                              analysis.ids[*link.parent], static_cast<double>(link.gap.value) / 86'400.0},
                             to_wkb(analysis.cases[i].at)});
  }
  io::Layer chronic{.name = "chronic",
                    .geometry = io::GeometryKind::point,
                    .columns = {{"site", ColumnType::integer},
                                {"category", ColumnType::text},
                                {"cases", ColumnType::integer},
                                {"rebounds", ColumnType::integer},
                                {"comes_back", ColumnType::integer},
                                {"stays_open", ColumnType::integer}}};
  for (std::size_t k = 0; k < sites.size(); ++k) {
    const hotspot::ChronicSite& site = sites[k];
    chronic.rows.push_back(
        {{static_cast<std::int64_t>(k + 1), analysis.categories[site.category], std::int64_t{std::ssize(site.cases)},
          site.rebounds, std::int64_t{site.comes_back ? 1 : 0}, std::int64_t{site.stays_open ? 1 : 0}},
         to_wkb(site.centre)});
  }
  return {std::move(rebounds), std::move(chronic)};
}

}  // namespace libgrid::workflow::detail
