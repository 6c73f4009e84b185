#pragma once
/// SHA-256 as 64 lower-case hexadecimal digits: names the inputs in summary.json and the content of a published plan.
///
///   io::sha256_hex(std::string_view("abc"));   // "ba7816bf 8f01cfea ..." without the blanks
///   Expected<std::string> digest = io::sha256_of_file("data/boston/reports.csv.gz");
///
/// @errors of the file form: file_not_found, file_unreadable
/// @cost about 2 ms per MB; a file is read in pieces of 64 KiB
/// @source FIPS 180-4, by OpenSSL

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>

namespace libgrid::io {

[[nodiscard]] std::string sha256_hex(std::span<const std::byte> bytes);
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
[[nodiscard]] Expected<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace libgrid::io
