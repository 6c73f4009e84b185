#include <libgrid/workflow/detail/written_files.hpp>

namespace libgrid::workflow::detail {

Expected<void> keeps_its_inputs(std::span<const std::filesystem::path> inputs,
                                std::span<const std::filesystem::path> written) {
  for (const std::filesystem::path& input : inputs)
    for (const std::filesystem::path& output : written) {
      std::error_code not_there;
      if (input.empty() || output.empty() || !std::filesystem::equivalent(input, output, not_there)) continue;
      return fail(
          make_error(ErrorCode::parameter_invalid, "the file is an input of this run").in_file(output.string()));
    }
  return {};
}

}  // namespace libgrid::workflow::detail
