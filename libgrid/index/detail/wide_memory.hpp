#pragma once
/// One block of memory for all bands, in pages of 2 MB where the system has them.
///
///   std::shared_ptr<std::byte[]> memory = wide_memory(bytes);          // aligned to 2 MB, not written
///
/// The idea: an index of hundreds of MB is read at random, a line here and a line there. With pages of 4 KB nearly
/// every such read first reads the page's place from memory too; with pages of 2 MB that table stays in the processor.
/// @cost      docs/benchmarks.md: a point of 10^6 shapes in a call of its own, with and without

#include <cstddef>
#include <memory>

namespace libgrid::index::detail {

[[nodiscard]] std::shared_ptr<std::byte[]> wide_memory(std::size_t bytes);

}  // namespace libgrid::index::detail
