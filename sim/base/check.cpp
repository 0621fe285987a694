#include "sim/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace txlab {

namespace {
thread_local CheckContext* innermost = nullptr;
}  // namespace

CheckContext::CheckContext(Describe describe, const void* run)
    : describe_(describe), run_(run), outer_(innermost) {
  innermost = this;
}

CheckContext::~CheckContext() { innermost = outer_; }

void check_failed(const char* condition, const char* file, int line) {
  const std::string run =
      innermost ? innermost->describe_(innermost->run_) : std::string("outside of any run");
  std::fprintf(stderr,
               "txlab: internal error: CHECK(%s) failed at %s:%d\n  %s\n"
               "  This is a bug in txlab, not in your scenario. Please report the lines above.\n",
               condition, file, line, run.c_str());
  std::fflush(stderr);
  std::_Exit(70);
}

}  // namespace txlab
