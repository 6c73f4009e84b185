#pragma once
/// The two files of locate_points while they grow: rows go to temporary files, which take their places at the end.

#include <cstdint>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::workflow::detail {

/// A CSV that is written piece by piece and appears whole.
class GrowingCsv {
 public:
  [[nodiscard]] static Expected<GrowingCsv> create(const std::filesystem::path& target,
                                                   std::span<const std::string> header);
  [[nodiscard]] io::CsvWriter& row() { return csv_; }
  /// To disk, once enough has come together.
  [[nodiscard]] Expected<void> spill(bool all = false);
  [[nodiscard]] Expected<void> commit();

 private:
  GrowingCsv(io::AtomicFile file, std::span<const std::string> header)
      : file_(std::move(file)), out_(file_.temporary_path(), std::ios::binary), csv_(header) {}
  io::AtomicFile file_;
  std::ofstream out_;
  io::CsvWriter csv_;
};

/// Refused rows with what is wrong and what to do, in both languages.
class RejectsCsv {
 public:
  [[nodiscard]] static Expected<RejectsCsv> create(const std::filesystem::path& target);
  [[nodiscard]] Expected<void> add(const Error& error);
  [[nodiscard]] Expected<void> commit() { return csv_.commit(); }
  [[nodiscard]] std::int64_t rows() const { return rows_; }
  [[nodiscard]] const std::map<ErrorCode, std::int64_t>& by_code() const { return by_code_; }

 private:
  explicit RejectsCsv(GrowingCsv csv) : csv_(std::move(csv)) {}
  GrowingCsv csv_;
  std::int64_t rows_ = 0;
  std::map<ErrorCode, std::int64_t> by_code_;
};

}  // namespace libgrid::workflow::detail
