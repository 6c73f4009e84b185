#include <libgrid/io/detail/json.hpp>

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

/// Builds the document from nlohmann's events; false stops the parser, error() then says why.
class Builder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  explicit Builder(std::size_t deepest) : deepest_(deepest) {}

  // NOLINTBEGIN(readability-identifier-naming): the names are nlohmann's
  bool null() { return put(Json{}); }
  bool boolean(bool flag) { return put(Json{flag}); }
  bool number_integer(number_integer_t number) { return put(Json{std::int64_t{number}}); }
  bool number_unsigned(number_unsigned_t number) {
    if (number <= static_cast<number_unsigned_t>(INT64_MAX)) return put(Json{static_cast<std::int64_t>(number)});
    return put(Json{std::uint64_t{number}});
  }
  bool number_float(number_float_t number, const string_t&) { return put(Json{number}); }
  bool string(string_t& text) { return put(Json{std::move(text)}); }
  bool binary(binary_t&) { return stop(make_error(ErrorCode::json_malformed, "binary")); }
  bool start_object(std::size_t) { return open(Json{Json::Members{}}); }
  bool start_array(std::size_t) { return open(Json{Json::Items{}}); }
  bool key(string_t& name) {
    std::get<Json::Members>(open_.back().value).push_back(JsonMember{std::move(name), Json{}});
    return true;
  }
  bool end_array() { return close(); }
  bool end_object() {
    if (const std::string* repeated = repeated_key()) {
      return stop(make_error(ErrorCode::json_malformed,
                             "the key \"" + std::string(beginning_of(*repeated)) + "\" is repeated"));
    }
    return close();
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& reason) {
    constexpr int kNumberOverflow = 406;
    const ErrorCode code = reason.id == kNumberOverflow ? ErrorCode::number_not_finite : ErrorCode::json_malformed;
    return stop(make_error(code, "at byte " + std::to_string(position)));
  }
  // NOLINTEND(readability-identifier-naming)

  [[nodiscard]] Json take_root() { return std::move(root_); }
  [[nodiscard]] Error take_error() { return std::move(error_); }

 private:
  bool stop(Error error) {
    error_ = std::move(error);
    return false;
  }

  bool open(Json container) {
    if (open_.size() == deepest_) {
      return stop(make_error(ErrorCode::json_too_deep, "deeper than " + std::to_string(deepest_)));
    }
    open_.push_back(std::move(container));
    return true;
  }

  bool close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    return put(std::move(done));
  }

  bool put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (auto* items = std::get_if<Json::Items>(&open_.back().value)) {
      items->push_back(std::move(value));
    } else {
      std::get<Json::Members>(open_.back().value).back().value = std::move(value);
    }
    return true;
  }

  [[nodiscard]] const std::string* repeated_key() const {
    const auto& members = std::get<Json::Members>(open_.back().value);
    std::vector<const std::string*> keys;
    keys.reserve(members.size());
    for (const auto& member : members) keys.push_back(&member.key);
    const auto by_text = [](const std::string* key) -> const std::string& { return *key; };
    std::ranges::sort(keys, {}, by_text);
    const auto found = std::ranges::adjacent_find(keys, {}, by_text);
    return found == keys.end() ? nullptr : *found;
  }

  std::size_t deepest_;
  std::vector<Json> open_;  ///< containers from the root to the innermost
  Json root_;
  Error error_ = make_error(ErrorCode::json_malformed);
};

}  // namespace

const Json* Json::find(std::string_view key) const {
  const Members* all = members();
  if (all == nullptr) return nullptr;
  const auto found = std::ranges::find(*all, key, &JsonMember::key);
  return found == all->end() ? nullptr : &found->value;
}

double Json::number() const {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  if (const auto* large = std::get_if<std::uint64_t>(&value)) return static_cast<double>(*large);
  return std::get<double>(value);
}

Expected<Json> parse_json(std::string_view text, std::size_t deepest) {
  const std::size_t valid = valid_utf8_prefix(text);
  if (valid != text.size()) return fail(ErrorCode::encoding_not_utf8, "at byte " + std::to_string(valid + 1));
  // nlohmann takes a zero byte for the end of the text and would not see what follows.
  if (text.find('\0') != std::string_view::npos) return fail(ErrorCode::encoding_not_utf8, "a zero byte");
  Builder builder(deepest);
  const bool good = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (!good) return fail(builder.take_error());
  return builder.take_root();
}

}  // namespace libgrid::io::detail
