#pragma once
/// The tiny city with more keys in its city file, taken as far as a test needs.
///
///   const TinyFolder folder;
///   const Workspace city = city_with(folder.path(), R"("look_back": {"hours": 3})", "import");

#include <filesystem>
#include <stdexcept>
#include <string>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {

/// @throws std::out_of_range where `what` is not in the text
inline std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) throw std::out_of_range(what);
  return text.replace(at, what.size(), with);
}

/// Every avenue (west to east) is of the class AVE instead of residential.
enum class Avenues { residential, own_class };

inline Workspace city_with(const std::filesystem::path& folder, const std::string& keys, const std::string& last,
                           Avenues avenues = Avenues::residential) {
  const CityFiles files = write_tiny_city(folder);
  const std::string rules = tiny_city_json();
  write_file(folder / "city.json", "{" + keys + ", " + rules.substr(rules.find('{') + 1));
  if (avenues == Avenues::own_class) {
    std::string text = read_file(files.streets);
    const std::string old = "residential";
    for (std::size_t at = text.find("Avenue"); at != std::string::npos; at = text.find("Avenue", at + 1))
      text.replace(text.find(old, at), old.size(), "AVE");
    write_file(files.streets, text);
  }
  Workspace workspace = new_workspace(folder);
  run_steps(workspace, files, last);
  return workspace;
}

}  // namespace libgrid::workflow::test
