#pragma once
/// Reports in one line each: report("pothole", 10, 35).at(3, 4) opened at second 10, closed at 35, at (3, 4).

#include <string>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/located_reports.hpp>

namespace libgrid::test {

inline constexpr std::int64_t kDay = 86'400;

struct ReportBuilder {
  std::string category;
  hotspot::LocatedReport row;

  ReportBuilder at(double x, double y) const {
    ReportBuilder moved = *this;
    moved.row.at = {x, y};
    return moved;
  }
  ReportBuilder nowhere() const {
    ReportBuilder moved = *this;
    moved.row.has_place = false;
    return moved;
  }
};

inline ReportBuilder report(std::string category, std::int64_t opened, std::optional<std::int64_t> closed = {}) {
  ReportBuilder built{std::move(category), {}};
  built.row.opened = LocalTime{opened};
  if (closed) built.row.closed = LocalTime{*closed};
  return built;
}

/// Owns what a LocatedReports looks at.
struct ReportList {
  std::vector<std::string> categories;
  std::vector<hotspot::LocatedReport> rows;
  [[nodiscard]] hotspot::LocatedReports view() const { return {categories, rows}; }
};

inline ReportList report_list(const std::vector<ReportBuilder>& built) {
  std::vector<std::string> texts;
  for (const ReportBuilder& b : built) texts.push_back(b.category);
  hotspot::CategoryColumn column = hotspot::category_column(texts);
  ReportList list{std::move(column.names), {}};
  for (std::size_t i = 0; i < built.size(); ++i) {
    list.rows.push_back(built[i].row);
    list.rows.back().category = column.of[i];
  }
  return list;
}

/// A crowded town of 400 m with three categories: many pairs exactly at 50 m, equal times, missing and early closings.
inline ReportList random_town(std::uint64_t seed, std::uint64_t reports) {
  const CounterRandom draw{seed, 17};
  std::uint64_t next = 0;
  const auto whole = [&](std::uint64_t below) { return static_cast<std::int64_t>(draw.below(next++, below)); };
  std::vector<ReportBuilder> built;
  for (std::uint64_t i = 0; i < reports; ++i) {
    const std::int64_t opened = whole(120) * kDay / 2;
    const std::int64_t kind = whole(6);
    std::optional<std::int64_t> closed;
    if (kind > 0) closed = opened + (kind == 1 ? -kDay : whole(20) * kDay / 2);
    const double step = whole(2) == 0 ? 10.0 : 7.0;  // tens make 3-4-5 triangles of 50 m
    const double x = static_cast<double>(whole(40) - 20) * step, y = static_cast<double>(whole(40) - 20) * step;
    ReportBuilder b = report(std::string(1, static_cast<char>('a' + whole(3))), opened, closed).at(x, y);
    built.push_back(whole(20) == 0 ? b.nowhere() : b);
  }
  return report_list(built);
}

/// order[i] is a random permutation of 0..n-1.
inline std::vector<std::size_t> shuffled_order(std::size_t n, std::uint64_t seed) {
  std::vector<std::size_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = i;
  const CounterRandom draw{seed, 23};
  for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[draw.below(i, i)]);
  return order;
}

inline ReportList in_order(const ReportList& list, const std::vector<std::size_t>& order) {
  ReportList result{list.categories, {}};
  for (const std::size_t i : order) result.rows.push_back(list.rows[i]);
  return result;
}

}  // namespace libgrid::test
