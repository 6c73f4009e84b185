#pragma once
/// Opening a GeoPackage of a stranger: what the readers of features and of points share; and the handles of the
/// library, owned, for all readers.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>

namespace libgrid::io::detail {

/// The library's handles are void pointers; here they are owned.
struct DatasetCloser {
  void operator()(void* dataset) const;
};
struct FeatureCloser {
  void operator()(void* feature) const;
};
using Dataset = std::unique_ptr<void, DatasetCloser>;
using OgrFeature = std::unique_ptr<void, FeatureCloser>;

/// Read only, no other driver, nothing written beside the file; empty if it does not open. @pre a GdalSession lives
[[nodiscard]] Dataset open_dataset(const std::filesystem::path& path);

/// A view's query is a program of a stranger, and may never end. @errors format_unknown
[[nodiscard]] Expected<void> refuse_view(void* dataset, const std::string& layer);

/// What there is, for the error about a name that is not.
[[nodiscard]] std::vector<std::string> layer_names(void* dataset);
[[nodiscard]] std::vector<std::string> field_names(void* layer);

}  // namespace libgrid::io::detail
