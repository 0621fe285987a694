#include "cli/atomic_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>

namespace txlab {

namespace {

namespace fs = std::filesystem;

bool put(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.flush();
  return static_cast<bool>(out);
}

// Of /proc/self/fd/N, which /dev/stdout leads to. What it is open on is not ours to open anew: that
// would begin at the start of a file that has been written to.
std::optional<int> descriptor_of(const fs::path& place) {
  if (place.parent_path() != "/proc/self/fd") return std::nullopt;
  const std::string number = place.filename();
  int descriptor = -1;
  const auto end = number.data() + number.size();
  const bool whole = std::from_chars(number.data(), end, descriptor).ptr == end;
  return whole ? std::optional(descriptor) : std::nullopt;
}

// What a chain of links leads to, so that the link stays and not the file it names.
fs::path place_of(const std::string& file) {
  std::error_code error;
  fs::path place(file);
  for (int links = 0; links < 40 && fs::is_symlink(place, error); ++links) {
    if (descriptor_of(place)) break;
    place = place.parent_path() / fs::read_symlink(place, error);
  }
  return place;
}

// After what was printed.
bool put(int descriptor, std::string_view text) {
  std::fflush(stdout);
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::string write_whole(const std::string& file, const std::string& text) {
  if (file == "-") {
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return written ? "" : "cannot write to standard output";
  }
  std::error_code error;
  const fs::path place = place_of(file);
  const fs::file_status there = fs::status(place, error);
  const std::optional<int> descriptor = descriptor_of(place);
  if (descriptor || (fs::exists(there) && !fs::is_regular_file(there))) {
    const bool written = descriptor ? put(*descriptor, text) : put(place, text);
    return written ? "" : fmt::format("cannot write {}", file);
  }
  const std::string beside = fmt::format("{}.writing-{}", place.string(), getpid());
  errno = 0;
  if (!put(beside, text)) {
    const std::string reason = std::strerror(errno);
    fs::remove(beside, error);
    return fmt::format("cannot write {}: {}", file, reason);
  }
  fs::rename(beside, place, error);
  if (!error) return "";
  const std::string reason = error.message();
  fs::remove(beside, error);
  return fmt::format("cannot write {}: {}", file, reason);
}

}  // namespace txlab
