#include <array>
#include <cmath>

#include <libgrid/workflow/detail/bias_picture.hpp>
#include <libgrid/workflow/detail/report_markup.hpp>
#include <libgrid/workflow/detail/report_svg.hpp>
#include <libgrid/workflow/detail/report_view.hpp>

namespace libgrid::workflow::detail {
namespace {

using namespace report;

constexpr double kPanel = 1000.0, kGap = 60.0, kHead = 90.0, kFoot = 150.0;

constexpr std::string_view kStyle =
    "text{font:36px system-ui,'Noto Sans','Noto Sans CJK SC','Microsoft YaHei',sans-serif;fill:#22292f}"
    ".small{font-size:28px}path{fill-rule:evenodd;stroke:#fff;stroke-width:2}.none{fill:#d8dde1}"
    ".c0{fill:#eef3f7}.c1{fill:#c3d7e6}.c2{fill:#8db4d0}.c3{fill:#e9b872}.c4{fill:#c4501b}"
    ".hot{fill:none;stroke:#22292f;stroke-width:7}";

/// Upper ends of the rate over the layer's rate.
constexpr std::array<double, 4> kClasses{0.5, 0.8, 1.25, 2.0};
constexpr std::array<std::string_view, 5> kClassWords{"< 0.5", "0.5 - 0.8", "0.8 - 1.25", "1.25 - 2", "> 2"};

Words title_of(const std::string& layer) {
  if (layer == "all") return {"全部上报", "All reports"};
  return layer == "adjusted" ? Words{"校正后", "Adjusted"} : Words{"仅公众上报", "Public only"};
}

/// Reports per km of the layer as a whole.
double level_of(const BiasAnalysis& analysis, const BiasLayer& layer) {
  double sum = 0.0, km = 0.0;
  for (std::size_t i = 0; i < analysis.zones.size(); ++i) {
    if (!std::isfinite(layer.rate[i])) continue;
    km += analysis.zones[i].zone.kilometres;
    sum += layer.rate[i] * analysis.zones[i].zone.kilometres;
  }
  return sum / km;
}

std::string class_of(double share) {
  if (!std::isfinite(share)) return "none";
  std::size_t k = 0;
  while (k < kClasses.size() && share > kClasses[k]) ++k;
  return "c" + std::to_string(k);
}

class Picture {
 public:
  Picture(const BiasAnalysis& analysis, const PictureWords& words)
      : analysis_(analysis), words_(words), view_(land(analysis), kPanel) {}

  [[nodiscard]] std::string text() const {
    const auto panels = static_cast<double>(analysis_.layers.size());
    const double width = panels * (kPanel + kGap) + kGap, height = kHead + view_.height() + kFoot;
    std::string content = Element("style").inside(kStyle).done();
    for (std::size_t k = 0; k < analysis_.layers.size(); ++k)
      content += Element("g")
                     .with("transform", "translate(" + coordinate(kGap + static_cast<double>(k) * (kPanel + kGap)) +
                                            " " + coordinate(kHead) + ")")
                     .inside(panel(analysis_.layers[k]))
                     .done();
    content += legend(kHead + view_.height() + 60.0);
    return Element("svg")
               .with("xmlns", "http://www.w3.org/2000/svg")
               .with("viewBox", "0 0 " + coordinate(width) + " " + coordinate(height))
               .with("width", coordinate(width / 2.0))
               .with("role", "img")
               .with("aria-label", say({"上报偏差：三层对比", "Reporting bias: the layers compared"}))
               .inside(content)
               .done() +
           "\n";
  }

 private:
  static Box land(const BiasAnalysis& analysis) {
    Box box;
    for (const BiasZone& zone : analysis.zones)
      for (const Polygon& polygon : zone.zone.shape)
        for (const Xy p : polygon.outer) box.extend(p);
    return box;
  }

  [[nodiscard]] const std::string& say(const Words& both) const { return words_.chinese ? both.zh : both.en; }

  [[nodiscard]] std::string panel(const BiasLayer& layer) const {
    const double level = level_of(analysis_, layer);
    std::string fills, frames;
    for (std::size_t i = 0; i < analysis_.zones.size(); ++i) {
      const std::string outline = view_.outline(analysis_.zones[i].zone.shape);
      fills += path(outline, class_of(layer.rate[i] / level)) + "\n";
      if (layer.hot[i]) frames += path(outline, "hot") + "\n";
    }
    return label({0.0, -30.0}, say(title_of(layer.name)), "") + fills + frames;
  }

  [[nodiscard]] std::string legend(double y) const {
    std::string out = label(
        {kGap, y}, say({"每公里道路上报数与该层平均之比", "Reports per street km, over the layer's mean"}), "small");
    double x = kGap;
    const auto add = [&](std::string_view css, const std::string& words) {
      out += rect({x, y + 20.0, 36.0, 30.0}, css) + label({x + 46.0, y + 46.0}, words, "small");
      x += 210.0;
    };
    for (std::size_t k = 0; k < kClassWords.size(); ++k) add("c" + std::to_string(k), std::string(kClassWords[k]));
    add("hot", say({"热点", "hot"}));
    if (words_.synthetic) out += label({x, y + 46.0}, kSyntheticMark, "small");
    return out;
  }

  const BiasAnalysis& analysis_;
  PictureWords words_;
  MapView view_;
};

}  // namespace

std::string bias_picture(const BiasAnalysis& analysis, const PictureWords& words) {
  return Picture(analysis, words).text();
}

}  // namespace libgrid::workflow::detail
