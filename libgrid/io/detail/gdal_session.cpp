#include <libgrid/io/detail/gdal_session.hpp>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

namespace libgrid::io::detail {
namespace {

void register_once() {
  static const bool done = [] {
    RegisterOGRGeoPackage();
    OSRSetPROJEnableNetwork(0);
    return true;
  }();
  static_cast<void>(done);
}

void CPL_STDCALL hear(CPLErr severity, CPLErrorNum, const char* message) {
  auto* heard = static_cast<GdalSession::Heard*>(CPLGetErrorHandlerUserData());
  if (severity < CE_Warning) return;
  heard->message = message;
  heard->failed = heard->failed || severity >= CE_Failure;
}

}  // namespace

GdalSession::GdalSession(std::initializer_list<std::pair<const char*, const char*>> options) {
  register_once();
  CPLPushErrorHandlerEx(hear, &heard_);
  // A GeoPackage has no business on the network; where something tried, it meets a closed port.
  set_option("GDAL_HTTP_PROXY", "127.0.0.1:1");
  set_option("GDAL_HTTP_MAX_RETRY", "0");
  for (const auto& [name, value] : options) set_option(name, value);
}

GdalSession::~GdalSession() {
  for (const Saved& option : saved_) {
    CPLSetThreadLocalConfigOption(option.name.c_str(), option.was_set ? option.value.c_str() : nullptr);
  }
  CPLPopErrorHandler();
}

void GdalSession::set_option(const char* name, const char* value) {
  const char* before = CPLGetThreadLocalConfigOption(name, nullptr);
  saved_.push_back({name, before == nullptr ? "" : before, before != nullptr});
  CPLSetThreadLocalConfigOption(name, value);
}

}  // namespace libgrid::io::detail
