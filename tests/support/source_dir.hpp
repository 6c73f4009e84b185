#pragma once
/// Where the repository's files lie for tests that read them: source_dir() + "/data/boston/streets.gpkg".
/// The path is compiled into one file only, so that the other objects are the same in every checkout.

#include <string>

namespace libgrid::test {

[[nodiscard]] std::string source_dir();

}  // namespace libgrid::test
