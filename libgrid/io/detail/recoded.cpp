#include <libgrid/io/detail/recoded.hpp>

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>

#include <iconv.h>

namespace libgrid::io::detail {
namespace {

constexpr std::size_t kPiece = 65'536;

/// Gives the front part that was looked at, then the rest.
class Joined final : public ByteSource {
 public:
  Joined(std::string front, ByteSourcePtr rest) : front_(std::move(front)), rest_(std::move(rest)) {}
  Expected<std::size_t> read(std::span<char> piece) override {
    if (front_.empty()) return rest_->read(piece);
    const std::size_t count = std::min(piece.size(), front_.size());
    std::copy_n(front_.data(), count, piece.data());
    front_.erase(0, count);
    return count;
  }
  double share() const override { return rest_->share(); }

 private:
  std::string front_;
  ByteSourcePtr rest_;
};

class Recoding final : public ByteSource {
 public:
  Recoding(ByteSourcePtr source, iconv_t converter, std::size_t unit)
      : source_(std::move(source)), converter_(converter), unit_(unit) {}
  Recoding(const Recoding&) = delete;
  Recoding& operator=(const Recoding&) = delete;
  ~Recoding() override { iconv_close(converter_); }

  Expected<std::size_t> read(std::span<char> piece) override {
    while (ready_.empty() && !(at_end_ && raw_.empty())) {
      GRID_CHECK(convert_more());
    }
    const std::size_t count = std::min(piece.size(), ready_.size());
    std::copy_n(ready_.data(), count, piece.data());
    ready_.erase(0, count);
    return count;
  }
  double share() const override { return source_->share(); }

 private:
  Expected<void> convert_more() {
    const std::size_t before = raw_.size();
    raw_.resize(before + kPiece);
    auto count = source_->read(std::span(raw_).subspan(before));
    raw_.resize(before + (count ? *count : 0));
    if (!count) return fail(std::move(count.error()));
    at_end_ = *count == 0;
    convert();
    return {};
  }

  /// All of raw_ but a sequence that is cut off at its end and may go on.
  void convert() {
    char* from = raw_.data();
    std::size_t left = raw_.size();
    while (left > 0) {
      std::string out(left * 4 + 16, '\0');
      char* to = out.data();
      std::size_t room = out.size();
      const std::size_t result = iconv(converter_, &from, &left, &to, &room);
      const int reason = errno;
      ready_.append(out.data(), out.size() - room);
      if (result != static_cast<std::size_t>(-1) || (reason == EINVAL && !at_end_)) break;
      if (reason == E2BIG) continue;
      ready_ += '\xFF';
      const std::size_t skipped = std::min(left, unit_);
      from += skipped, left -= skipped;
    }
    raw_.erase(0, raw_.size() - left);
  }

  ByteSourcePtr source_;
  iconv_t converter_;
  std::size_t unit_;  ///< bytes to skip where a sequence means nothing
  std::string raw_;
  std::string ready_;
  bool at_end_ = false;
};

/// Takes the first bytes off a source.
Expected<std::string> first_bytes(ByteSource& source, std::size_t wanted) {
  std::string front(wanted, '\0');
  std::size_t have = 0;
  while (have < wanted) {
    GRID_TRY(count, source.read(std::span(front).subspan(have)));
    if (count == 0) break;
    have += count;
  }
  front.resize(have);
  return front;
}

}  // namespace

Expected<ByteSourcePtr> recoded(ByteSourcePtr source, TextEncoding encoding) {
  if (encoding == TextEncoding::utf8) return source;
  const char* name = "GB18030";
  std::size_t unit = 1;
  if (encoding == TextEncoding::utf16) {
    GRID_TRY(front, first_bytes(*source, 2));
    const bool big = front == "\xFE\xFF", marked = big || front == "\xFF\xFE";
    name = big ? "UTF-16BE" : "UTF-16LE";
    unit = 2;
    source = std::make_unique<Joined>(marked ? std::string() : std::move(front), std::move(source));
  }
  const iconv_t converter = iconv_open("UTF-8", name);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says (iconv_t)-1
  if (converter == reinterpret_cast<iconv_t>(-1)) return fail(ErrorCode::internal, std::string("no converter ") + name);
  return std::make_unique<Recoding>(std::move(source), converter, unit);
}

}  // namespace libgrid::io::detail
