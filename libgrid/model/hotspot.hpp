#pragma once
/// Results of the analyst's steps: cells, hotspots, rebound, worst places.

#include <compare>
#include <cstdint>
#include <string>

#include <libgrid/geom/xy.hpp>

namespace libgrid {
inline namespace model {

/// A square of the analysis raster, counted from its origin.
struct Cell {
  std::int64_t ix = 0;
  std::int64_t iy = 0;
  friend constexpr auto operator<=>(Cell, Cell) = default;
};

struct Hotspot {
  std::string category;
  Cell cell;
  std::int64_t n = 0;  ///< reports of the category in the cell
  double z = 0.0;      ///< Gi*; NaN where undefined (no variance)
  double p = 1.0;      ///< two-sided
  double q = 1.0;      ///< Benjamini-Hochberg adjusted over the cells of the category
  bool significant = false;
  friend bool operator==(const Hotspot&, const Hotspot&) = default;
};

/// 反弹: how often places come back within the window after settlement.
struct Rebound {
  std::string category;
  std::int64_t n_reports = 0;
  std::int64_t n_settled = 0;
  std::int64_t n_rebound = 0;
  double naive = 0.0;  ///< n_rebound / n_settled, biased down by late settlements; NaN if none settled
  double km = 0.0;     ///< 1 - S(window), Kaplan-Meier
  double lower = 0.0;  ///< 95 % log-log interval with Greenwood's variance
  double upper = 0.0;
  friend bool operator==(const Rebound&, const Rebound&) = default;
};

struct WorstPlace {
  std::int64_t rank = 0;
  Cell cell;
  LonLat centre;
  std::int64_t n_reports = 0;
  std::int64_t n_settled = 0;
  std::int64_t n_rebound = 0;
  std::string top_category;
  friend bool operator==(const WorstPlace&, const WorstPlace&) = default;
};

}  // namespace model
}  // namespace libgrid
