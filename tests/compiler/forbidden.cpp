// The shapes that our rules forbid, and which compilers they would break.
//
// These tests never fail: they are the reason of the rules, and they say when a rule could go.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "process.hpp"

namespace compiler_test {
namespace {

#ifdef __clang__
constexpr const char* compiler = "clang++ " __clang_version__;
#else
constexpr const char* compiler = "g++ " __VERSION__;
#endif

void report(const char* shape, bool right) {
  std::printf("[ %-8s ] %s: %s\n", right ? "right" : "AFFECTED", compiler, shape);
}

// What is miscompiled may do anything, so it does it in a process of its own.
template <typename Works>
bool works_in_a_child_process(Works works) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    std::fclose(stderr);
    _exit(works() ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

Process<bool> agree_later(Ready& ready) {
  co_await Turn{ready};
  co_return true;
}

// The body of the `if` declares no local.
Process<int> await_in_a_condition(Ready& ready, std::string& seen) {
  if (co_await agree_later(ready)) seen += "body ";
  seen += "end";
  co_return 1;
}

TEST(Forbidden, AwaitInACondition) {
  const bool right = works_in_a_child_process([] {
    Ready ready;
    std::string seen;
    auto process = await_in_a_condition(ready, seen);
    process.start();
    run(ready);
    return process.done() && seen == "body end";
  });
  report("if (co_await f()) with a body without locals", right);
}

struct Balance {
  explicit Balance(int& alive) : alive_(&alive) { ++*alive_; }
  Balance(const Balance& other) : alive_(other.alive_) { ++*alive_; }
  ~Balance() { --*alive_; }
  int* alive_;
};

// An aggregate with a member that is not trivially copyable.
struct Letter {
  Balance content;
  int order = 0;
};

Process<int> deliver(Ready& ready, Letter letter) {
  co_await Turn{ready};
  co_return letter.order;
}

Process<int> await_with_an_aggregate(Ready& ready, int& alive) {
  const int order = co_await deliver(ready, Letter{Balance(alive), 3});
  co_return order;
}

TEST(Forbidden, AggregateTemporaryThatIsNotTriviallyCopyable) {
  const bool right = works_in_a_child_process([] {
    Ready ready;
    int alive = 0;
    {
      auto process = await_with_an_aggregate(ready, alive);
      process.start();
      run(ready);
    }
    return alive == 0;
  });
  report("non-trivial aggregate temporary in an await", right);
}

}  // namespace
}  // namespace compiler_test
