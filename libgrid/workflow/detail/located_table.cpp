#include <libgrid/workflow/detail/located_table.hpp>

#include <libgrid/base/error_details.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr std::size_t kSpill = std::size_t{1} << 20;

}  // namespace

Expected<GrowingCsv> GrowingCsv::create(const std::filesystem::path& target, std::span<const std::string> header) {
  GRID_TRY(file, io::AtomicFile::create(target));
  GrowingCsv made(std::move(file), header);
  if (!made.out_) return fail(make_error(ErrorCode::file_unwritable).in_file(target.filename().string()));
  return made;
}

Expected<void> GrowingCsv::spill(bool all) {
  if (!all && csv_.text().size() < kSpill) return {};
  const std::string text = csv_.take_text();
  out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out_)
    return fail(make_error(ErrorCode::file_unwritable, "writing failed").in_file(file_.temporary_path().filename()));
  return {};
}

Expected<void> GrowingCsv::commit() {
  GRID_CHECK(spill(true));
  out_.close();
  if (!out_)
    return fail(make_error(ErrorCode::file_unwritable, "closing failed").in_file(file_.temporary_path().filename()));
  return file_.commit();
}

Expected<RejectsCsv> RejectsCsv::create(const std::filesystem::path& target) {
  const std::vector<std::string> header{"file",     "row",       "field",   "code",      "id",     "value",
                                        "value_zh", "reason_zh", "cure_zh", "reason_en", "cure_en"};
  GRID_TRY(csv, GrowingCsv::create(target, header));
  return RejectsCsv(std::move(csv));
}

Expected<void> RejectsCsv::add(const Error& error) {
  ++rows_;
  ++by_code_[error.code];
  const ErrorInfo& what = info(error.code);
  csv_.row().add(error.file).add(error.row).add(error.field).add(what.name).add(error.id).add(error.detail);
  csv_.row().add(detail_in_chinese(error.code, error.detail));
  csv_.row().add(what.text_zh).add(what.cure_zh).add(what.text_en).add(what.cure_en).end_row();
  return csv_.spill();
}

}  // namespace libgrid::workflow::detail
