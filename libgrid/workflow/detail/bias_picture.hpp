#pragma once
/// The layers of the bias analysis side by side, as one SVG file in one language.
///
///   std::string svg = bias_picture(analysis, {.chinese = true, .synthetic = city.synthetic});
///
/// Each zone is tinted by its rate over the rate of the whole layer, so that layers compare although they count
/// different things; hot zones (Gi*, q at most the level) have a thick border; zones without streets are grey.

#include <string>

#include <libgrid/workflow/bias.hpp>

namespace libgrid::workflow::detail {

struct PictureWords {
  bool chinese = false;
  bool synthetic = false;  ///< the picture says so
};

[[nodiscard]] std::string bias_picture(const BiasAnalysis& analysis, const PictureWords& words);

}  // namespace libgrid::workflow::detail
