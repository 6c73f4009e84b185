#pragma once
/// Is this installation, and this workspace, in working order?
///
///   for (const Diagnosis& d : diagnose("out/boston/workspace")) show(d);
///
/// Installation: the projection database answers for EPSG:26986 and needs no grid file, the GeoPackage driver is there.
/// Workspace (if a folder is given): it opens, which steps have been run, and the published plan still has its digest.

#include <filesystem>
#include <string>
#include <vector>

namespace libgrid::workflow {

struct Diagnosis {
  std::string what;
  bool healthy = true;
  std::string detail;
};

[[nodiscard]] std::vector<Diagnosis> diagnose(const std::filesystem::path& workspace);

}  // namespace libgrid::workflow
