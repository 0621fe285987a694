#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace txlab {

using Clock = std::chrono::steady_clock;

Progress::Progress(bool wanted)
    : wanted_(wanted), terminal_(isatty(STDERR_FILENO) != 0), started_(Clock::now()) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void Progress::operator()(std::size_t done, std::size_t total) {
  if (!wanted_ || total == 0) return;
  const auto now = Clock::now();
  const double elapsed = std::chrono::duration<double>(now - started_).count();
  if (!terminal_) {
    const std::size_t tenths = done * 10 / total;
    if (tenths == tenths_) return;
    tenths_ = tenths;
    std::fputs(
        fmt::format("txlab: {} % of {} runs, {:.1f} s\n", tenths * 10, total, elapsed).c_str(),
        stderr);
    return;
  }
  if (now - last_ < std::chrono::milliseconds(100) && done < total) return;
  last_ = now;
  drawn_ = true;
  const std::size_t filled = done * 24 / total;
  const double left = elapsed / static_cast<double>(done) * static_cast<double>(total - done);
  std::fputs(fmt::format("\r  running  [{}{}] {}/{} runs  {:.0f} s left \033[K",
                         std::string(filled, '#'), std::string(24 - filled, '.'), done, total, left)
                 .c_str(),
             stderr);
  std::fflush(stderr);
}

}  // namespace txlab
