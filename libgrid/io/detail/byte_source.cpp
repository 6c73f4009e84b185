#include <libgrid/io/detail/byte_source.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include <zlib.h>

#include <libgrid/io/detail/file_bytes.hpp>

namespace libgrid::io::detail {
namespace {

constexpr std::size_t kPiece = 65'536;

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

  Expected<std::size_t> read(std::span<char> piece) override {
    const std::size_t count = std::min(piece.size(), bytes_.size() - at_);
    std::copy_n(bytes_.data() + at_, count, piece.data());
    at_ += count;
    return count;
  }
  double share() const override {
    return bytes_.empty() ? 1.0 : static_cast<double>(at_) / static_cast<double>(bytes_.size());
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

class FileSource final : public ByteSource {
 public:
  FileSource(std::ifstream file, double size) : file_(std::move(file)), size_(size) {}

  Expected<std::size_t> read(std::span<char> piece) override {
    file_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (file_.bad()) return fail(ErrorCode::file_unreadable, "reading failed");
    const auto count = static_cast<std::size_t>(file_.gcount());
    read_ += static_cast<double>(count);
    return count;
  }
  double share() const override { return size_ > 0.0 ? std::min(1.0, read_ / size_) : 1.0; }

 private:
  std::ifstream file_;
  double size_;
  double read_ = 0.0;
};

/// Gives bytes that were looked at already, then the rest.
class Rejoined final : public ByteSource {
 public:
  Rejoined(std::string front, ByteSourcePtr rest) : front_(std::move(front)), rest_(std::move(rest)) {}

  Expected<std::size_t> read(std::span<char> piece) override {
    if (at_ == front_.size()) return rest_->read(piece);
    const std::size_t count = std::min(piece.size(), front_.size() - at_);
    std::copy_n(front_.data() + at_, count, piece.data());
    at_ += count;
    return count;
  }
  double share() const override { return rest_->share(); }

 private:
  std::string front_;
  std::size_t at_ = 0;
  ByteSourcePtr rest_;
};

class GzipSource final : public ByteSource {
 public:
  GzipSource(ByteSourcePtr zipped, const UnzipLimits& limits) : zipped_(std::move(zipped)), limits_(limits) {
    constexpr int kGzipOnly = 15 + 16;  // window bits + gzip header and checksum (zlib.h, inflateInit2)
    started_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override {
    if (started_) inflateEnd(&stream_);
  }

  Expected<std::size_t> read(std::span<char> piece) override {
    if (!started_) return fail(ErrorCode::internal, "zlib does not start");
    stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(piece.size(), 1U << 30));
    const std::size_t room = stream_.avail_out;
    while (stream_.avail_out == room && !finished_) {
      GRID_CHECK(step());
    }
    const std::size_t count = room - stream_.avail_out;
    given_ += count;
    GRID_CHECK(check_size());
    return count;
  }
  double share() const override { return zipped_->share(); }

 private:
  /// One call of inflate, with fresh input where needed.
  Expected<void> step() {
    if (stream_.avail_in == 0) {
      GRID_CHECK(refill());
    }
    if (between_members_) return next_member();
    if (stream_.avail_in == 0) return fail(ErrorCode::file_truncated, "the gzip stream ends early");
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) between_members_ = true;
    if (result == Z_OK || result == Z_STREAM_END) return {};
    return fail(ErrorCode::file_unreadable,
                std::string("the gzip stream is damaged: ") + (stream_.msg != nullptr ? stream_.msg : zError(result)));
  }

  Expected<void> next_member() {
    if (stream_.avail_in == 0) {
      finished_ = true;
      return {};
    }
    if (*stream_.next_in != 0x1F) return fail(ErrorCode::file_unreadable, "bytes after the gzip stream");
    between_members_ = false;
    if (inflateReset(&stream_) != Z_OK) return fail(ErrorCode::internal, "zlib does not restart");
    return {};
  }

  Expected<void> refill() {
    GRID_TRY(count, zipped_->read(input_));
    taken_ += count;
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(count);
    return {};
  }

  Expected<void> check_size() const {
    constexpr std::uint64_t kTooSmallToJudge = 1 << 20;
    if (given_ > limits_.bytes) {
      return fail(ErrorCode::body_too_large, "more than " + std::to_string(limits_.bytes) + " bytes out of gzip");
    }
    const double ratio = static_cast<double>(given_) / static_cast<double>(std::max<std::uint64_t>(taken_, 1));
    if (given_ <= kTooSmallToJudge || ratio <= limits_.ratio) return {};
    return fail(ErrorCode::body_too_large,
                "gzip grows to more than " + std::to_string(static_cast<long>(limits_.ratio)) + " times its size");
  }

  ByteSourcePtr zipped_;
  UnzipLimits limits_;
  z_stream stream_{};
  std::array<char, kPiece> input_{};
  std::uint64_t taken_ = 0;
  std::uint64_t given_ = 0;
  bool started_ = false;
  bool between_members_ = false;
  bool finished_ = false;
};

}  // namespace

ByteSourcePtr from_memory(std::string_view bytes) { return std::make_unique<MemorySource>(bytes); }

Expected<ByteSourcePtr> open_file(const std::filesystem::path& path) {
  GRID_CHECK(check_regular_file(path));
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::file_unreadable, "cannot be opened");
  std::error_code reason;
  const std::uintmax_t size = std::filesystem::file_size(path, reason);
  return std::make_unique<FileSource>(std::move(file), reason ? 0.0 : static_cast<double>(size));
}

Expected<ByteSourcePtr> unzipped(ByteSourcePtr source, const UnzipLimits& limits) {
  std::string front(2, '\0');
  std::size_t have = 0;
  while (have < front.size()) {
    GRID_TRY(count, source->read(std::span(front).subspan(have)));
    if (count == 0) break;
    have += count;
  }
  front.resize(have);
  // No text begins so: 8B cannot start a UTF-8 character.
  const bool is_gzip = front == "\x1F\x8B";
  ByteSourcePtr whole = std::make_unique<Rejoined>(std::move(front), std::move(source));
  if (!is_gzip) return whole;
  return std::make_unique<GzipSource>(std::move(whole), limits);
}

}  // namespace libgrid::io::detail
