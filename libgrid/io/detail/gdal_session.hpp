#pragma once
/// GDAL kept on a short lead: only the GeoPackage driver, no network, no words on the terminal.
///
///   GdalSession gdal({{"OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z"}});   // options of this thread, while it lives
///   ... GDAL calls ...
///   if (gdal.heard().failed) return fail(file_unreadable, gdal.heard().message);

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace libgrid::io::detail {

class GdalSession {
 public:
  struct Heard {
    std::string message;  ///< the last warning or error; empty if none
    bool failed = false;  ///< an error, not only warnings
  };

  GdalSession(std::initializer_list<std::pair<const char*, const char*>> options = {});
  GdalSession(const GdalSession&) = delete;
  GdalSession& operator=(const GdalSession&) = delete;
  ~GdalSession();

  [[nodiscard]] const Heard& heard() const { return heard_; }

 private:
  struct Saved {
    std::string name;
    std::string value;
    bool was_set;
  };
  void set_option(const char* name, const char* value);

  Heard heard_;
  std::vector<Saved> saved_;
};

}  // namespace libgrid::io::detail
