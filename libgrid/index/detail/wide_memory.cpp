#include <libgrid/index/detail/wide_memory.hpp>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace libgrid::index::detail {
namespace {

constexpr std::size_t kPage = std::size_t{1} << 21U;

struct alignas(kPage) Page {
  std::byte bytes[kPage];
};

}  // namespace

std::shared_ptr<std::byte[]> wide_memory(std::size_t bytes) {
  const std::size_t count = (bytes + kPage - 1) / kPage;
  // Not written: what is written before the wish stays in small pages.
  const std::shared_ptr<Page[]> pages(std::make_unique_for_overwrite<Page[]>(count));
#ifdef __linux__
  (void)madvise(pages.get(), count * kPage, MADV_HUGEPAGE);  // a wish; without, the same answers come a little later
#endif
  return {pages, reinterpret_cast<std::byte*>(pages.get())};
}

}  // namespace libgrid::index::detail
