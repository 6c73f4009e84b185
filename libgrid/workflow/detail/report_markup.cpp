#include <libgrid/workflow/detail/report_markup.hpp>

#include <cmath>

#include <fmt/format.h>

namespace libgrid::workflow::detail::report {

Element::Element(std::string_view name) : name_(name) {}

Element& Element::with(std::string_view attribute, std::string_view value) {
  if (!value.empty()) attributes_ += " " + std::string(attribute) + "=\"" + escaped(value) + "\"";
  return *this;
}

Element& Element::with(std::string_view attribute, double value) { return with(attribute, coordinate(value)); }

Element& Element::text(std::string_view words) { return inside(escaped(words)); }

Element& Element::text(const Words& words) { return inside(both(words)); }

Element& Element::inside(std::string_view markup) {
  content_ += markup;
  return *this;
}

Element& Element::tip(const Words& words) {
  if (words.zh.empty() && words.en.empty()) return *this;
  return inside("<title>" + side_by_side(words) + "</title>");
}

std::string Element::done() const {
  // SVG elements close themselves; an HTML parser accepts that for SVG only, and empty HTML elements are not made here.
  if (content_.empty()) return "<" + name_ + attributes_ + "/>";
  return "<" + name_ + attributes_ + ">" + content_ + "</" + name_ + ">";
}

std::string coordinate(double number) {
  if (!std::isfinite(number)) return "0";
  std::string text = fmt::format("{:.2f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string paragraph(const Words& words, std::string_view css) {
  return Element("p").with("class", css).text(words).done() + "\n";
}

std::string heading(int level, const Words& words) {
  return Element("h" + std::to_string(level)).text(words).done() + "\n";
}

std::string collapsible(const Words& summary, std::string_view content) {
  return Element("details").inside(Element("summary").text(summary).done()).inside(content).done() + "\n";
}

std::string figure(std::string_view content, const Words& caption, std::string_view css) {
  return Element("figure")
             .with("class", css)
             .inside(content)
             .inside(Element("figcaption").text(caption).done())
             .done() +
         "\n";
}

}  // namespace libgrid::workflow::detail::report
