#pragma once
/// Coverages of real cities for a benchmark, from the files that `--data DIR` holds; what is missing is said.
///
///   for (const RealCoverage& real : real_coverages("DIR")) ...    // Chicago beats, Baltimore census blocks, Wuhan
///   blocks

#include <filesystem>
#include <string>
#include <vector>

#include "coverages.hpp"

namespace libgrid::bench {

struct RealCoverage {
  std::string name;
  Coverage coverage;  ///< in metres
};

[[nodiscard]] std::vector<RealCoverage> real_coverages(const std::filesystem::path& data);

}  // namespace libgrid::bench
