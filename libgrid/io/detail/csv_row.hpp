#pragma once
/// Cuts one row off the front of a text: quotes, line ends, and what is wrong with them. Looks at bytes only;
/// width, encoding and length of fields are the reader's.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>

namespace libgrid::io::detail {

struct RowScan {
  enum class Kind : unsigned char {
    row,        ///< fields() are the row
    broken,     ///< the first line is a bad row
    need_more,  ///< the text ends inside the row and is not all there is
  };
  Kind kind = Kind::need_more;
  std::size_t bytes = 0;  ///< of the row (or bad line) with its line end
  ErrorCode code = ErrorCode::internal;
  std::string detail;
  std::size_t field = 0;  ///< index of the broken field
};

class RowScanner {
 public:
  explicit RowScanner(char separator = ',');

  /// `last`: nothing comes after this text. @pre !text.empty()
  [[nodiscard]] RowScan scan(std::string_view text, bool last);

  /// Of the last row; views into the text, or into the scanner where quotes were doubled.
  [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }

 private:
  enum class Step : unsigned char { next_field, row_end, broken, need_more };

  Step plain_field();
  Step quoted_field();
  Step after_field(std::size_t at);
  Step refuse(ErrorCode code, std::string_view detail);
  RowScan broken_line() const;
  void undouble();

  char separator_;
  std::array<bool, 256> stops_{};  ///< bytes that end a plain field or have no place in it
  std::string_view text_;
  bool last_ = false;
  std::size_t at_ = 0;
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> doubled_;  ///< indices of fields that hold doubled quotes
  std::string undoubled_;
  ErrorCode code_ = ErrorCode::internal;
  std::string_view detail_;
};

}  // namespace libgrid::io::detail
