#include <algorithm>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/analysis_files.hpp>
#include <libgrid/workflow/detail/report_borders.hpp>
#include <libgrid/workflow/detail/report_svg.hpp>
#include <libgrid/workflow/detail/report_view.hpp>

namespace libgrid::workflow::detail {
namespace {

using report::Words;

constexpr double kMapWidth = 1200.0, kLegendWidth = 420.0, kMargin = 24.0, kHead = 74.0, kLegendStep = 26.0;
constexpr Metres kTolerance{5.0};

const std::string& said(const Words& words, PictureLanguage language) {
  return language == PictureLanguage::zh ? words.zh : words.en;
}

std::string text_at(double x, double y, double size, const std::string& words, const char* more = "") {
  return "<text x=\"" + report::coordinate(x) + "\" y=\"" + report::coordinate(y) + "\" font-size=\"" +
         report::coordinate(size) + "\"" + more + ">" + report::escaped(words) + "</text>\n";
}

std::string areas_of(const ZonePicture& picture, const report::MapView& view, PictureLanguage language) {
  std::vector<const MultiPolygon*> shapes;
  for (const MultiPolygon& shape : picture.shapes) shapes.push_back(&shape);
  const report::BorderSimplifier borders(shapes, kTolerance);
  std::string out = "<g transform=\"translate(" + report::coordinate(kMargin) + " " + report::coordinate(kHead) +
                    ")\" stroke=\"#6b7680\" stroke-width=\"0.7\" fill-rule=\"evenodd\">\n";
  for (std::size_t i = 0; i < picture.shapes.size(); ++i) {
    const std::string tip = i < picture.tips.size() ? said(picture.tips[i], language) : std::string();
    out += "<path fill=\"" + picture.legend[picture.legend_of[i]].colour + "\" d=\"" +
           view.outline(borders.simplified(picture.shapes[i])) + "\"";
    out += tip.empty() ? "/>\n" : "><title>" + report::escaped(tip) + "</title></path>\n";
  }
  return out + "</g>\n";
}

/// Rows that occur, with how many zones they have.
std::string legend_of(const ZonePicture& picture, PictureLanguage language) {
  std::vector<std::int64_t> count(picture.legend.size(), 0);
  for (const std::size_t row : picture.legend_of) ++count[row];
  std::string out;
  double y = kHead + 10.0;
  const double x = kMargin + kMapWidth + 30.0;
  for (std::size_t k = 0; k < count.size(); ++k) {
    if (count[k] == 0) continue;
    out += "<rect x=\"" + report::coordinate(x) + "\" y=\"" + report::coordinate(y - 13.0) +
           "\" width=\"18\" height=\"18\" stroke=\"#6b7680\" fill=\"" + picture.legend[k].colour + "\"/>\n";
    out += text_at(x + 28.0, y + 2.0, 16.0,
                   said(picture.legend[k].words, language) + " (" + report::thousands(count[k]) + ")");
    y += kLegendStep;
  }
  return out;
}

}  // namespace

std::string picture_of(const ZonePicture& picture, PictureLanguage language, bool synthetic) {
  Box land;
  for (const MultiPolygon& shape : picture.shapes) land.extend(bounds(shape));
  const report::MapView view(land, kMapWidth);
  const double width = kMapWidth + kLegendWidth + 2 * kMargin;
  const double height =
      kHead + std::max(view.height(), kLegendStep * static_cast<double>(picture.legend.size())) + kMargin + 40.0;
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + report::coordinate(width) + " " +
                    report::coordinate(height) + "\" role=\"img\" aria-label=\"" +
                    report::escaped(said(picture.title, language)) +
                    "\" font-family=\"Noto Sans CJK SC, Noto Sans SC, sans-serif\" fill=\"#22292f\">\n<style>"
                    ".scalebar, .north { fill: none; stroke: #22292f; stroke-width: 1.5 } .north { fill: #22292f }"
                    " .maptext { font-size: 15px } .middle { text-anchor: middle }</style>\n";
  out += "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
  out += text_at(kMargin, 32.0, 24.0, said(picture.title, language), " font-weight=\"700\"");
  out += text_at(kMargin, 56.0, 15.0, said(picture.note, language));
  if (synthetic)
    out += text_at(width - kMargin, 32.0, 18.0, std::string(report::kSyntheticMark),
                   " text-anchor=\"end\" font-weight=\"600\" style=\"fill:#b3261e\"");
  out += areas_of(picture, view, language) + legend_of(picture, language);
  out += report::scale_bar(view, {kMargin, height - kMargin}) + "\n";
  out += report::north_arrow({kMargin + kMapWidth - 10.0, height - kMargin}, 34.0) + "\n</svg>\n";
  return out;
}

Expected<void> write_analysis(const Workspace& workspace, const std::filesystem::path& folder, AnalysisFiles files) {
  GRID_CHECK(io::make_folder(folder));
  for (const OutputTable& table : files.tables) GRID_CHECK(io::write_file_atomically(folder / table.file, table.text));
  const bool synthetic = workspace.city().synthetic;
  GRID_CHECK(write_city_layers(folder / (files.name + ".gpkg"), workspace.city(), std::move(files.layers)));
  for (const PictureLanguage language : {PictureLanguage::zh, PictureLanguage::en})
    GRID_CHECK(
        io::write_file_atomically(folder / (files.name + (language == PictureLanguage::zh ? "_zh" : "_en") + ".svg"),
                                  picture_of(files.picture, language, synthetic)));
  return io::write_file_atomically(folder / (files.name + ".json"), to_json(files.name, files.document));
}

Expected<StepSummary> finish_analysis(const Workspace& workspace, const std::filesystem::path& folder,
                                      AnalysisFiles files, AnalysisEnd end) {
  GRID_CHECK(write_analysis(workspace, folder, std::move(files)));
  end.context.progress.report(end.summary.step, 1.0);
  end.summary.seconds = end.context.stopwatch() - end.started;
  return std::move(end.summary);
}

}  // namespace libgrid::workflow::detail
