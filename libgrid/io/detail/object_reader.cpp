#include <libgrid/io/detail/object_reader.hpp>

#include <algorithm>
#include <utility>

#include <libgrid/base/known_names.hpp>
#include <libgrid/io/csv_writer.hpp>

namespace libgrid::io::detail {

ObjectReader::ObjectReader(const Json& json, std::string path) : members_(json.members()), path_(std::move(path)) {
  if (members_ == nullptr) error_ = make_error(ErrorCode::parameter_invalid, "not an object").at_field(path_);
}

std::string ObjectReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void ObjectReader::refuse(std::string_view key, std::string detail) {
  if (!error_) error_ = make_error(ErrorCode::parameter_invalid, std::move(detail)).at_field(path_of(key));
}

void ObjectReader::adopt(Expected<void> nested) {
  if (!nested && !error_) error_ = std::move(nested.error());
}

const Json* ObjectReader::take(std::string_view key, bool needed) {
  if (error_) return nullptr;
  known_.push_back(key);
  const auto found = std::ranges::find(*members_, key, &JsonMember::key);
  if (found != members_->end()) return &found->value;
  if (needed) refuse(key, "missing");
  return nullptr;
}

void ObjectReader::read(std::string_view key, const Json& member, std::string& field) {
  if (member.text() == nullptr) return refuse(key, "not a text");
  field = *member.text();
}

void ObjectReader::read(std::string_view key, const Json& member, std::vector<std::string>& field) {
  if (member.items() == nullptr) return refuse(key, "not a list");
  field.clear();
  for (const Json& item : *member.items()) {
    if (item.text() == nullptr) return refuse(key, "not a list of texts");
    field.push_back(*item.text());
  }
}

void ObjectReader::read(std::string_view key, const Json& member, bool& field) {
  const auto* choice = std::get_if<bool>(&member.value);
  if (choice == nullptr) return refuse(key, "not true or false");
  field = *choice;
}

void ObjectReader::read(std::string_view key, const Json& member, double& field, const Range& range) {
  if (!member.is_number()) return refuse(key, "not a number");
  const double number = member.number();
  const bool above = range.open_min ? number > range.min : number >= range.min;
  if (!above || number > range.max) return refuse(key, shortest_text(number) + " is not " + std::string(range.words));
  field = number;
}

void ObjectReader::read(std::string_view key, const Json& member, std::int64_t& field, const Range& range) {
  const auto* integer = std::get_if<std::int64_t>(&member.value);
  if (integer == nullptr) return refuse(key, "not a whole number");
  double number = 0.0;
  read(key, member, number, range);
  if (!error_) field = *integer;
}

void ObjectReader::read(std::string_view key, const Json& member, std::uint64_t& field) {
  if (const auto* large = std::get_if<std::uint64_t>(&member.value)) {
    field = *large;
    return;
  }
  const auto* integer = std::get_if<std::int64_t>(&member.value);
  if (integer == nullptr || *integer < 0) return refuse(key, "not a whole number from 0");
  field = static_cast<std::uint64_t>(*integer);
}

void ObjectReader::read(std::string_view key, const Json& member, int& field, const Range& range) {
  std::int64_t number = 0;
  read(key, member, number, range);
  if (!error_) field = static_cast<int>(number);
}

Expected<void> ObjectReader::finish() {
  if (error_) return fail(std::move(*error_));
  for (const auto& [key, value] : *members_) {
    if (std::ranges::find(known_, key) == known_.end()) {
      return fail(make_error(ErrorCode::parameter_invalid, unknown_key(key, known_)).at_field(path_of(key)));
    }
  }
  return {};
}

}  // namespace libgrid::io::detail
