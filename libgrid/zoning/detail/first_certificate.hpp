#pragma once
/// The certificates on a problem that is made already (certificate.hpp).

#include <optional>
#include <span>

#include <libgrid/zoning/certificate.hpp>
#include <libgrid/zoning/detail/problem.hpp>

namespace libgrid::zoning::detail {

[[nodiscard]] std::optional<Certificate> first_certificate(const Problem& problem);

[[nodiscard]] Error error_of_certificate(const Problem& problem, std::span<const LevelSpec> levels,
                                         const Certificate& certificate);

}  // namespace libgrid::zoning::detail
