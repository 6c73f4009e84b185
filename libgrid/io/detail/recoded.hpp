#pragma once
/// Bytes of another encoding as UTF-8, piece by piece.
///
///   GRID_TRY(source, recoded(std::move(bytes), TextEncoding::gb18030));
///
/// The mark of UTF-16 (FF FE or FE FF) tells its byte order; without one the low byte comes first. GBK and GB2312 are
/// parts of GB18030. A sequence that means nothing comes out as the byte FF, which is not UTF-8: the row that holds it
/// is refused, and the next one is read on.
/// @errors internal: the system has no such converter

#include <libgrid/base/error.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/detail/byte_source.hpp>

namespace libgrid::io::detail {

[[nodiscard]] Expected<ByteSourcePtr> recoded(ByteSourcePtr source, TextEncoding encoding);

}  // namespace libgrid::io::detail
