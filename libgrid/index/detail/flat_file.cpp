#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>

#include <libgrid/index/detail/flat_locator.hpp>

namespace libgrid::index::detail {
namespace {

static_assert(std::endian::native == std::endian::little, "the file is little-endian");

constexpr char kMagic[8] = {'L', 'G', 'R', 'I', 'D', 'L', 'O', 'C'};
constexpr std::uint32_t kVersion = 3;
constexpr std::uint32_t kMostShapes = 1U << 30U;

struct FileHead {
  char magic[8];
  std::uint64_t checksum;  ///< of everything after it
  std::uint64_t bytes;     ///< of the whole file
  std::uint32_t version;
  std::uint32_t layers;
  std::uint32_t shapes;
  std::uint32_t bands;
  FlatFrame frame;
  std::uint32_t note_bytes;  ///< 0 in files from before there were notes
  std::uint32_t reserved[4];
};
static_assert(sizeof(FileHead) % 8 == 0);

struct BandEntry {
  std::uint64_t offset;
  std::uint64_t bytes;
  BandCounts counts;
  BandFindings findings;
};

constexpr std::size_t up(std::size_t bytes) { return (bytes + 63) / 64 * 64; }

class Writer {
 public:
  explicit Writer(std::size_t bytes) : out_(bytes) {}
  void put(std::size_t at, const void* from, std::size_t bytes) {
    if (bytes != 0) std::memcpy(out_.data() + at, from, bytes);
  }
  Bytes finish() {
    constexpr std::size_t kAfter = offsetof(FileHead, bytes);
    const std::uint64_t sum = checksum_of(std::span<const std::byte>(out_).subspan(kAfter));
    put(offsetof(FileHead, checksum), &sum, sizeof sum);
    return std::move(out_);
  }

 private:
  Bytes out_;
};

struct Sizes {
  std::size_t starts, priorities, boxes, directory, note, blobs;  // where each begins
  Sizes(std::size_t layers, std::size_t shapes, std::size_t bands, std::size_t note_bytes) {
    starts = up(sizeof(FileHead));
    priorities = starts + up((layers + 1) * 4);
    boxes = priorities + up(shapes * 4);
    directory = boxes + up(shapes * sizeof(Box));
    note = directory + up(bands * sizeof(BandEntry));
    blobs = note + up(note_bytes);
  }
};

tl::unexpected<Error> broken(const char* what, ErrorCode code = ErrorCode::index_damaged) { return fail(code, what); }

bool frame_sound(const FlatFrame& f, std::size_t bands) {
  const bool finite = std::isfinite(f.x0) && std::isfinite(f.y0) && std::isfinite(f.scale) && f.scale > 0.0 &&
                      std::isfinite(f.width) && std::isfinite(f.height);
  if (!finite || f.scale < 0x1p-400 || f.scale > 0x1p+400 || f.bits < 0 || f.bits > kMostTopBits ||
      f.bits > f.deepest || f.deepest > kDeepest)
    return false;
  if (f.columns < 1 || f.rows < 1 || f.band_rows < 1 || f.columns > 1 << f.bits || f.rows > 1 << f.bits) return false;
  const double side = std::ldexp(1.0, f.shift()), slack = 1.0 + 0x1.0p-45;
  if (f.width * f.scale * slack >= side * f.columns || f.height * f.scale * slack >= side * f.rows) return false;
  const std::int64_t wanted = (std::int64_t{f.rows} + f.band_rows - 1) / f.band_rows;
  return bands == 0 || static_cast<std::int64_t>(bands) == wanted;
}

/// Reads the tables of a file whose checksum is right; everything is still checked, since anyone can make a checksum.
class Reader {
 public:
  Reader(std::span<const std::byte> bytes, std::shared_ptr<const void> owner)
      : bytes_(bytes), owner_(std::move(owner)) {}

  Expected<FlatLocator> read() {
    if (bytes_.size() < sizeof(FileHead)) return broken("too short", ErrorCode::file_unreadable);
    std::memcpy(static_cast<void*>(&head_), bytes_.data(), sizeof head_);
    if (std::memcmp(head_.magic, kMagic, sizeof kMagic) != 0) return broken("not an index", ErrorCode::file_unreadable);
    if (head_.version != kVersion)
      return fail(ErrorCode::index_version,
                  "version " + std::to_string(head_.version) + ", this program reads " + std::to_string(kVersion));
    if (head_.bytes != bytes_.size()) return broken("cut off or too long");
    if (checksum_of(bytes_.subspan(offsetof(FileHead, bytes))) != head_.checksum) return broken("checksum differs");
    if (head_.layers < 1 || head_.layers > 8 || head_.shapes >= kMostShapes) return broken("counts");
    if (!frame_sound(head_.frame, head_.bands)) return broken("frame");
    const Sizes at(head_.layers, head_.shapes, head_.bands, head_.note_bytes);
    if (at.blobs > bytes_.size()) return broken("counts beyond the end");
    FlatLocator flat;
    flat.frame = head_.frame;
    if (!read_order(flat, at)) return broken("layers");
    for (std::size_t b = 0; b < head_.bands; ++b)
      if (!read_band(flat, at, b)) return broken("a band's tables");
    flat.note = {bytes_.subspan(at.note, head_.note_bytes), owner_};
    flat.finish();
    return flat;
  }

 private:
  template <class T>
  T row(std::size_t table, std::size_t i) const {
    T value;
    std::memcpy(static_cast<void*>(&value), bytes_.data() + table + i * sizeof(T), sizeof value);
    return value;
  }

  bool read_order(FlatLocator& flat, const Sizes& at) const {
    for (std::size_t l = 0; l <= head_.layers; ++l) flat.order.layer_start.push_back(row<std::uint32_t>(at.starts, l));
    const auto& starts = flat.order.layer_start;
    if (starts.front() != 0 || starts.back() != head_.shapes) return false;
    for (std::size_t l = 0; l < head_.layers; ++l)
      if (starts[l] > starts[l + 1]) return false;
    for (std::size_t s = 0; s < head_.shapes; ++s) {
      flat.order.priority.push_back(row<std::uint32_t>(at.priorities, s));
      flat.boxes.push_back(row<Box>(at.boxes, s));
    }
    return true;
  }

  bool read_band(FlatLocator& flat, const Sizes& at, std::size_t b) const {
    const auto entry = row<BandEntry>(at.directory, b);
    if (entry.offset % 64 != 0 || entry.offset < at.blobs || entry.offset > bytes_.size()) return false;
    if (entry.bytes > bytes_.size() - entry.offset || entry.counts.layers != head_.layers) return false;
    if (band_bytes(entry.counts) != entry.bytes) return false;
    const int rows = std::min(flat.frame.band_rows, flat.frame.rows - static_cast<int>(b) * flat.frame.band_rows);
    if (entry.counts.top != std::int64_t{rows} * flat.frame.columns) return false;
    Band band;
    band.bytes = bytes_.subspan(entry.offset, entry.bytes);
    band.counts = entry.counts;
    band.findings = entry.findings;
    band.view = view_of(band.bytes, band.counts);
    band.owner = owner_;
    if (!sound(band.view, {flat.order.layer_start, (flat.frame.deepest - flat.frame.bits) / 2})) return false;
    flat.bands.push_back(std::move(band));
    return true;
  }

  std::span<const std::byte> bytes_;
  std::shared_ptr<const void> owner_;
  FileHead head_{};
};

}  // namespace

/// Detects damage, not intent: multiply and rotate over words, then mixed (MurmurHash3's finaliser).
std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  std::uint64_t sum = 0x9e3779b97f4a7c15ULL;
  for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, 8);
    sum = std::rotl(sum ^ word * 0xff51afd7ed558ccdULL, 27) * 0xc4ceb9fe1a85ec53ULL + i;
  }
  for (std::size_t i = bytes.size() / 8 * 8; i < bytes.size(); ++i) sum = (sum ^ static_cast<unsigned>(bytes[i])) * 31;
  sum ^= sum >> 33U;
  sum *= 0xff51afd7ed558ccdULL;
  return sum ^ sum >> 33U;
}

Bytes flat_bytes(const FlatLocator& flat) {
  const Sizes at(flat.layers(), flat.shapes(), flat.bands.size(), flat.note.bytes.size());
  std::size_t total = at.blobs;
  for (const Band& band : flat.bands) total += up(band.bytes.size());
  FileHead head;
  std::memset(static_cast<void*>(&head), 0, sizeof head);  // padding too: same index, same bytes
  std::memcpy(head.magic, kMagic, sizeof kMagic);
  head.bytes = total;
  head.version = kVersion;
  head.layers = static_cast<std::uint32_t>(flat.layers());
  head.shapes = flat.shapes();
  head.bands = static_cast<std::uint32_t>(flat.bands.size());
  head.frame = flat.frame;
  head.note_bytes = static_cast<std::uint32_t>(flat.note.bytes.size());
  Writer writer(total);
  writer.put(0, &head, sizeof head);
  writer.put(at.starts, flat.order.layer_start.data(), flat.order.layer_start.size() * 4);
  writer.put(at.priorities, flat.order.priority.data(), flat.order.priority.size() * 4);
  writer.put(at.boxes, flat.boxes.data(), flat.boxes.size() * sizeof(Box));
  writer.put(at.note, flat.note.bytes.data(), flat.note.bytes.size());
  std::size_t place = at.blobs;
  for (std::size_t b = 0; b < flat.bands.size(); ++b) {
    const Band& band = flat.bands[b];
    const BandEntry entry{place, band.bytes.size(), band.counts, band.findings};
    writer.put(at.directory + b * sizeof entry, &entry, sizeof entry);
    writer.put(place, band.bytes.data(), band.bytes.size());
    place += up(band.bytes.size());
  }
  return writer.finish();
}

Expected<FlatLocator> flat_from_bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> owner) {
  return Reader(bytes, std::move(owner)).read();
}

}  // namespace libgrid::index::detail
