#pragma once
/// Elements of HTML and SVG: the one place where markup is put together, so that nothing unescaped slips in.
///
///   Element("td").with("class", "number").text("93,963").done()      // <td class="number">93,963</td>
///   Element("rect").with("x", 1.5).with("width", 20.0).done()        // <rect x="1.5" width="20"/>
///
/// `with` and `text` escape; `inside` takes markup that another Element made.

#include <string>
#include <string_view>

#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail::report {

class Element {
 public:
  explicit Element(std::string_view name);

  /// An attribute; an empty value is left out.
  Element& with(std::string_view attribute, std::string_view value);
  Element& with(std::string_view attribute, double value);
  Element& text(std::string_view words);
  Element& text(const Words& words);  ///< both languages, one shown
  Element& inside(std::string_view markup);
  /// What shows when the pointer rests on an SVG element; nothing for empty words.
  Element& tip(const Words& words);

  [[nodiscard]] std::string done() const;

 private:
  std::string name_;
  std::string attributes_;
  std::string content_;
};

/// A coordinate with at most two decimals and no trailing zeros: "12", "12.5", "-0.25".
[[nodiscard]] std::string coordinate(double number);

/// <p class=css>, <h2>, <h3> with words in both languages.
[[nodiscard]] std::string paragraph(const Words& words, std::string_view css = {});
[[nodiscard]] std::string heading(int level, const Words& words);

/// A collapsed part of the page: <details>; printing opens it.
[[nodiscard]] std::string collapsible(const Words& summary, std::string_view content);

/// A drawing or table with its caption below: <figure><figcaption>.
[[nodiscard]] std::string figure(std::string_view content, const Words& caption, std::string_view css = {});

}  // namespace libgrid::workflow::detail::report
