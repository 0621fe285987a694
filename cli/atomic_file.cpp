#include "cli/atomic_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace txlab {

namespace {

namespace fs = std::filesystem;

bool put(const std::string& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.flush();
  return static_cast<bool>(out);
}

}  // namespace

std::string write_whole(const std::string& file, const std::string& text) {
  if (file == "-") {
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return written ? "" : "cannot write to standard output";
  }
  std::error_code error;
  const fs::file_status there = fs::status(file, error);
  if (fs::exists(there) && !fs::is_regular_file(there)) {
    return put(file, text) ? "" : fmt::format("cannot write {}", file);
  }
  const std::string beside = fmt::format("{}.writing-{}", file, getpid());
  errno = 0;
  if (!put(beside, text)) {
    const std::string reason = std::strerror(errno);
    fs::remove(beside, error);
    return fmt::format("cannot write {}: {}", file, reason);
  }
  fs::rename(beside, file, error);
  if (!error) return "";
  const std::string reason = error.message();
  fs::remove(beside, error);
  return fmt::format("cannot write {}: {}", file, reason);
}

}  // namespace txlab
