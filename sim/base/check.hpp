// CHECK: an invariant of our own code. On in every build; a failure ends the process.
//
// The message names the run (scenario, strategy, seed), the virtual time and the command that
// repeats it, if the run has installed a CheckContext. Refusals and timeouts are values, never
// CHECKs.
#pragma once

#include <string>

namespace txlab {

// Prints the report on stderr and exits with 70 (internal error).
[[noreturn, gnu::cold]] void check_failed(const char* condition, const char* file, int line);

// What a failing CHECK prints about the run of this thread. It influences nothing else.
class CheckContext {
 public:
  using Describe = std::string (*)(const void*);
  CheckContext(Describe describe, const void* run);
  ~CheckContext();
  CheckContext(const CheckContext&) = delete;
  CheckContext& operator=(const CheckContext&) = delete;

 private:
  friend void check_failed(const char*, const char*, int);
  Describe describe_;
  const void* run_;
  CheckContext* outer_;
};

}  // namespace txlab

#define CHECK(condition)                               \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::txlab::check_failed(#condition, __FILE__, __LINE__))
