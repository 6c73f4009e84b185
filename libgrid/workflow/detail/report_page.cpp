#include <libgrid/workflow/detail/report_page.hpp>

namespace libgrid::workflow::detail::report {
namespace {

// Titles come from attributes, so that no data ever enters the script.
constexpr std::string_view kScript = R"js(
(function () {
  var root = document.documentElement, buttons = document.querySelectorAll('.switch button'), closed = [];
  function show(language) {
    root.dataset.language = language;
    root.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = document.body.getAttribute('data-title-' + language);
    buttons.forEach(function (b) { b.setAttribute('aria-pressed', String(b.value === language)); });
  }
  buttons.forEach(function (b) { b.addEventListener('click', function () { show(b.value); }); });
  function fromAddress() { return location.hash === '#zh' || location.hash === '#en' ? location.hash.slice(1) : ''; }
  addEventListener('hashchange', function () { if (fromAddress()) show(fromAddress()); });
  document.addEventListener('click', function (event) {
    var title = event.target.querySelector && event.target.querySelector('title');
    var line = title && title.parentNode === event.target && document.querySelector('.picked');
    if (line) line.textContent = title.textContent.split(' · ')[root.dataset.language === 'zh' ? 0 : 1] || title.textContent;
  });
  addEventListener('beforeprint', function () {
    closed = Array.from(document.querySelectorAll('details:not([open])'));
    closed.forEach(function (d) { d.open = true; });
  });
  addEventListener('afterprint', function () { closed.forEach(function (d) { d.open = false; }); });
  show(fromAddress() || ((navigator.language || '').toLowerCase().indexOf('zh') === 0 ? 'zh' : 'en'));
})();
)js";

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'";

constexpr std::string_view kSwitch =
    "<div class=\"switch\" role=\"group\" aria-label=\"语言 · Language\">"
    "<button type=\"button\" value=\"zh\" lang=\"zh\" aria-pressed=\"false\">中文</button>"
    "<button type=\"button\" value=\"en\" lang=\"en\" aria-pressed=\"true\">English</button></div>\n";

}  // namespace

std::string page(const Words& title, std::string_view content) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\" data-language=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta http-equiv=\"Content-Security-Policy\" content=\"" + std::string(kPolicy) + "\">\n";
  out +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n";
  out += "<title>" + side_by_side(title) + "</title>\n<style>" + std::string(page_style()) + "</style>\n</head>\n";
  out += "<body data-title-zh=\"" + escaped(title.zh) + "\" data-title-en=\"" + escaped(title.en) + "\">\n";
  out += std::string(kSwitch) + "<main>\n" + std::string(content) + "</main>\n<script>" + std::string(kScript) +
         "</script>\n</body>\n</html>\n";
  return out;
}

}  // namespace libgrid::workflow::detail::report
