#include <cmath>

#include <libgrid/hotspot/intervals.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/feature_writer.hpp>
#include <libgrid/workflow/detail/bias_tables.hpp>

namespace libgrid::workflow::detail {
namespace {

/// A named value of a zone; the columns of bias_zones.csv and the properties of bias.geojson are the same list.
using ZoneValues = std::vector<std::pair<std::string, FigureValue>>;

void add_kinds(ZoneValues& values, const BiasZone& zone) {
  for (std::size_t k = 0; k < kSourceKinds.size(); ++k) values.emplace_back(kSourceKinds[k], zone.by_kind[k]);
  for (std::size_t k = 0; k < kSourceKinds.size(); ++k)
    values.emplace_back("first_" + std::string(kSourceKinds[k]), zone.first_by_kind[k]);
}

void add_rate(ZoneValues& values, const hotspot::ReportingRate& rate) {
  values.emplace_back("incidents", rate.incidents);
  values.emplace_back("later", rate.later);
  values.emplace_back("nearby", rate.nearby);
  values.emplace_back("watched_d", rate.days);
  values.emplace_back("per_day", rate.per_day);
  values.emplace_back("lower", rate.lower);
  values.emplace_back("upper", rate.upper);
  values.emplace_back("excess_per_day", rate.excess_per_day);
  values.emplace_back("excess_lower", rate.excess_lower);
  values.emplace_back("excess_upper", rate.excess_upper);
}

ZoneValues values_of(const BiasAnalysis& analysis, std::size_t i) {
  const BiasZone& zone = analysis.zones[i];
  ZoneValues values{{"zone_code", zone.zone.code},
                    {"upper_code", zone.zone.upper},
                    {"street_km", zone.zone.kilometres},
                    {"reports", zone.reports}};
  if (analysis.has_sources) add_kinds(values, zone);
  values.emplace_back("visits", zone.visits);
  add_rate(values, zone.rate);
  values.emplace_back("relative_rate", zone.relative_rate);
  values.emplace_back("visit_factor", zone.visit_factor);
  values.emplace_back("reporting_factor", zone.reporting_factor);
  values.emplace_back("adjusted", zone.adjusted);
  for (const BiasLayer& layer : analysis.layers) {
    values.emplace_back("rate_" + layer.name, layer.rate[i]);
    values.emplace_back("z_" + layer.name, layer.z[i]);
    values.emplace_back("q_" + layer.name, layer.q[i]);
    values.emplace_back("hot_" + layer.name, std::int64_t{layer.hot[i]});
  }
  values.emplace_back("few", std::int64_t{analysis.layers.front().few[i]});
  return values;
}

void add_value(io::CsvWriter& csv, const FigureValue& value) {
  std::visit([&](const auto& v) { csv.add(v); }, value);
}

OutputTable table_of(std::string file, const std::vector<ZoneValues>& rows) {
  std::vector<std::string> header;
  for (const auto& [name, value] : rows.front()) header.push_back(name);
  io::CsvWriter csv(header);
  for (const ZoneValues& row : rows) {
    for (const auto& [name, value] : row) add_value(csv, value);
    csv.end_row();
  }
  return {std::move(file), csv.text()};
}

std::vector<ZoneValues> source_rows(const BiasAnalysis& analysis) {
  std::vector<ZoneValues> rows;
  for (const SourceCount& source : analysis.sources) {
    const hotspot::Interval95 bounds = hotspot::wilson_interval(source.reports, source.of);
    rows.push_back({{"grouping", source.grouping},
                    {"name", source.name},
                    {"class", std::string(kSourceKinds[static_cast<std::size_t>(source.kind)])},
                    {"reports", source.reports},
                    {"of", source.of},
                    {"share", source.reports / source.of},
                    {"lower", bounds.lower},
                    {"upper", bounds.upper}});
  }
  return rows;
}

std::vector<ZoneValues> rate_rows(const BiasAnalysis& analysis) {
  std::vector<ZoneValues> rows;
  for (const NamedRate& named : analysis.rates) {
    ZoneValues row{{"grouping", named.grouping}, {"name", named.name}};
    add_rate(row, named.rate);
    const double excess = named.rate.excess_per_day;
    row.emplace_back("delay_d", excess > 0.0 ? 1.0 / excess : std::nan(""));
    row.emplace_back("seen", named.unseen.seen);
    row.emplace_back("once", named.unseen.once);
    row.emplace_back("twice", named.unseen.twice);
    row.emplace_back("chao_unseen", named.unseen.twice > 0 ? named.unseen.chao : std::nan(""));
    row.emplace_back("chao_lower", named.unseen.chao_lower);
    row.emplace_back("chao_upper", named.unseen.chao_upper);
    row.emplace_back("truncated_unseen", std::isfinite(named.unseen.truncated) ? named.unseen.truncated : std::nan(""));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ZoneValues> visit_rows(const BiasAnalysis& analysis) {
  std::vector<ZoneValues> rows;
  for (const VisitedZone& zone : analysis.visited) {
    rows.push_back({{"level", std::int64_t{zone.level}},
                    {"zone_code", zone.code},
                    {"visits", zone.visits},
                    {"days_visited", zone.days_visited},
                    {"reports", zone.reports},
                    {"found", zone.found},
                    {"per_visit", zone.visits > 0.0 ? zone.found / zone.visits : std::nan("")},
                    {"lower", zone.lower},
                    {"upper", zone.upper},
                    {"per_visit_eb", zone.per_visit},
                    {"few", std::int64_t{zone.few}}});
    if (!analysis.has_hours) continue;
    rows.back().emplace_back("hours", zone.hours);
    rows.back().emplace_back("per_hour_eb", zone.per_hour);
  }
  return rows;
}

}  // namespace

std::vector<OutputTable> bias_tables(const BiasAnalysis& analysis) {
  std::vector<ZoneValues> zones;
  for (std::size_t i = 0; i < analysis.zones.size(); ++i) zones.push_back(values_of(analysis, i));
  std::vector<OutputTable> tables;
  const auto add = [&](const char* file, const std::vector<ZoneValues>& rows) {
    if (!rows.empty()) tables.push_back(table_of(file, rows));
  };
  add("bias_zones.csv", zones);
  add("bias_sources.csv", source_rows(analysis));
  add("bias_rates.csv", rate_rows(analysis));
  add("bias_visits.csv", visit_rows(analysis));
  return tables;
}

std::vector<io::Layer> bias_layers(const BiasAnalysis& analysis) {
  std::vector<io::Layer> layers;
  for (const BiasLayer& layer : analysis.layers) {
    io::Layer out{.name = layer.name,
                  .geometry = io::GeometryKind::multipolygon,
                  .columns = {{"zone_code", io::ColumnType::text},
                              {"street_km", io::ColumnType::real},
                              {"reports", io::ColumnType::real},
                              {"rate", io::ColumnType::real},
                              {"z", io::ColumnType::real},
                              {"q", io::ColumnType::real},
                              {"hot", io::ColumnType::integer},
                              {"few", io::ColumnType::integer}}};
    for (std::size_t i = 0; i < analysis.zones.size(); ++i) {
      const BiasZone& zone = analysis.zones[i];
      const double reports = layer.name == "all"        ? zone.reports
                             : layer.name == "adjusted" ? zone.adjusted
                                                        : zone.by_kind[static_cast<std::size_t>(SourceKind::open)];
      out.rows.push_back({{zone.zone.code, zone.zone.kilometres, reports, layer.rate[i], layer.z[i], layer.q[i],
                           std::int64_t{layer.hot[i]}, std::int64_t{layer.few[i]}},
                          to_wkb(zone.zone.shape)});
    }
    layers.push_back(std::move(out));
  }
  return layers;
}

std::string bias_geojson(const BiasAnalysis& analysis, const crs::Projector& projector) {
  io::FeatureWriter writer;
  for (std::size_t i = 0; i < analysis.zones.size(); ++i) {
    io::Properties properties;
    for (const auto& [name, value] : values_of(analysis, i))
      properties.emplace_back(name, std::visit([](const auto& v) { return io::PropertyValue(v); }, value));
    writer.add(io::to_lonlat(analysis.zones[i].zone.shape, projector), properties);
  }
  return std::move(writer).finish();
}

}  // namespace libgrid::workflow::detail
