#pragma once
/// What the files of a heat map say about its data: the licence line, and that invented data are invented.
///
///   const HeatNotes notes = heat_notes(city);
///   notes.line                       // "合成数据 / synthetic: ..." or the licence line of the city file; may be empty
///   notes.members                    // ,"attribution":"...","synthetic":true   after other members of a JSON object
///   write_geotiff(..., notes.tags)   // TIFFTAG_IMAGEDESCRIPTION, SYNTHETIC=1
///
/// A city that is not synthetic and has no licence line has no notes at all.
/// @pre the attribution is UTF-8, as the city file's reader sees to

#include <string>
#include <vector>

#include <libgrid/io/geotiff_writer.hpp>
#include <libgrid/model/city.hpp>

namespace libgrid::workflow::detail {

struct HeatNotes {
  std::string line;
  std::string members;
  std::vector<io::RasterTag> tags;
};

[[nodiscard]] HeatNotes heat_notes(const City& city);

}  // namespace libgrid::workflow::detail
