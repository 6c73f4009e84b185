#pragma once
/// The certificates on a problem that is made already (certificate.hpp).

#include <optional>
#include <span>

#include <libgrid/zoning/certificate.hpp>
#include <libgrid/zoning/detail/problem.hpp>

namespace libgrid::zoning::detail {

/// What is known by counting.
[[nodiscard]] std::optional<Certificate> first_certificate(const Problem& problem);

/// What is known by trying all divisions of a component, where that is little enough.
[[nodiscard]] std::optional<Certificate> searched_certificate(const Problem& problem);

/// All divisions of the component, or of all blocks, were tried, however long it takes.
[[nodiscard]] bool has_no_zoning(const Problem& problem, std::size_t level, const std::vector<std::uint32_t>& blocks);

[[nodiscard]] Error error_of_certificate(const Problem& problem, std::span<const LevelSpec> levels,
                                         const Certificate& certificate);

}  // namespace libgrid::zoning::detail
