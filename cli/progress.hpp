// Progress on stderr: a line that rewrites itself on a terminal, a plain line per 10 % elsewhere.
#pragma once

#include <chrono>
#include <cstddef>

namespace txlab {

class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();
  void operator()(std::size_t done, std::size_t total);

 private:
  bool wanted_;
  bool terminal_;
  bool drawn_ = false;
  std::size_t tenths_ = 0;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace txlab
