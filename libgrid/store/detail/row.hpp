#pragma once
/// One row, column by column from the left: RowWriter binds, RowReader reads back the same bits.
///
///   RowWriter(insert).id(street.id).text(street.name).line(street.line).run();
///   RowReader row(select);
///   Street street{.id = row.id<StreetId>(), .name = row.text(), ...};
///   if (row.error()) return fail(*row.error());
///
/// The first error is kept and the rest of the row is passed over, so that a row reads as a list.
/// How values are kept: ids and counts INTEGER, enumerations as words, NaN as a BLOB of its 8 bytes (SQLite would make
/// it NULL), shapes as WKB, an empty shape as NULL (WKB readers refuse empty rings).

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/wkb.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/store/detail/database.hpp>

namespace libgrid::store::detail {

class RowWriter {
 public:
  explicit RowWriter(Statement& statement) : statement_(statement) {}

  RowWriter& integer(std::int64_t value);
  RowWriter& real(double value);
  RowWriter& text(std::string_view value);
  RowWriter& null();
  RowWriter& time(LocalTime value) { return integer(value.seconds); }
  RowWriter& shape(const Polygon& polygon);
  RowWriter& shape(const MultiPolygon& polygons);
  RowWriter& line(std::span<const Xy> line);

  template <class IdType>
  RowWriter& id(IdType id) {
    return integer(id.value);
  }
  template <class IdType>
  RowWriter& id(const std::optional<IdType>& id) {
    return id ? integer(id->value) : null();
  }
  template <class Unit>
  RowWriter& quantity(Quantity<Unit> value) {
    return real(value.value);
  }
  template <class Enum>
  RowWriter& word(Enum value) {
    return text(WordsOf<Enum>::words[static_cast<std::size_t>(value)]);
  }

  /// Executes the statement with what was bound.
  Expected<void> run();

 private:
  void check(int code);
  RowWriter& blob(std::span<const std::byte> bytes);
  RowWriter& refuse(Error error);

  Statement& statement_;
  int column_ = 0;
  std::optional<Error> error_;
};

class RowReader {
 public:
  explicit RowReader(const Statement& statement) : statement_(statement) {}

  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] double real();
  [[nodiscard]] std::string text();
  [[nodiscard]] LocalTime time() { return LocalTime{integer()}; }
  [[nodiscard]] Polygon polygon();
  [[nodiscard]] MultiPolygon polygons();
  [[nodiscard]] LineString line();
  /// The next column is NULL; if so it is passed over.
  [[nodiscard]] bool skip_null();

  template <class IdType>
  [[nodiscard]] IdType id() {
    return IdType{integer()};
  }
  template <class IdType>
  [[nodiscard]] std::optional<IdType> optional_id() {
    if (skip_null()) return std::nullopt;
    return id<IdType>();
  }
  template <class QuantityType>
  [[nodiscard]] QuantityType quantity() {
    return QuantityType{real()};
  }
  template <class QuantityType>
  [[nodiscard]] std::optional<QuantityType> optional_quantity() {
    if (skip_null()) return std::nullopt;
    return quantity<QuantityType>();
  }
  template <class Enum>
  [[nodiscard]] Enum word() {
    const std::string written = text();
    for (std::size_t i = 0; i < WordsOf<Enum>::words.size(); ++i) {
      if (WordsOf<Enum>::words[i] == written) return static_cast<Enum>(i);
    }
    refuse(make_error(ErrorCode::store_failed, "unknown word \"" + written + "\""));
    return Enum{};
  }

  void refuse(Error error);
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  bool is(int type);
  [[nodiscard]] std::span<const std::byte> blob();

  const Statement& statement_;
  int column_ = 0;
  std::optional<Error> error_;
};

}  // namespace libgrid::store::detail
