#pragma once
/// Zooms of a web map, both ends included.

namespace libgrid::workflow {

struct ZoomRange {
  int least = 0;
  int most = 0;
};

}  // namespace libgrid::workflow
