// The shapes of coroutine code that our rules permit do on this compiler what the standard says.
//
// If one of these fails on a new compiler, no result of the simulator can be trusted there.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "process.hpp"

namespace compiler_test {
namespace {

using testing::ElementsAre;

Process<bool> agree(bool answer) { co_return answer; }

Process<bool> agree_later(Ready& ready, bool answer) {
  co_await Turn{ready};
  co_return answer;
}

template <typename T>
T complete(Ready& ready, Process<T> process) {
  process.start();
  run(ready);
  EXPECT_TRUE(process.done());
  return process.result();
}

// ---- co_await alone in its statement -----------------------------------------------------------

Process<std::string> await_then_branch(Ready& ready, bool answer) {
  std::string seen;
  const bool yes = co_await agree_later(ready, answer);
  if (yes) {
    seen += "yes ";
    seen += "indeed ";
  }
  seen += "end";
  co_return seen;
}

TEST(Permitted, AResultIsNamedBeforeItIsTested) {
  Ready ready;
  EXPECT_EQ(complete(ready, await_then_branch(ready, true)), "yes indeed end");
  EXPECT_EQ(complete(ready, await_then_branch(ready, false)), "end");
}

Process<std::string> await_as_the_only_statement(Ready& ready, bool wait) {
  std::string seen;
  if (wait) co_await Turn{ready};
  seen += "a";
  for (int i = 0; i < 3; ++i) co_await Turn{ready};
  seen += "b";
  if (!wait)
    co_await Turn{ready};
  else
    co_await agree_later(ready, true);
  seen += "c";
  co_return seen;
}

TEST(Permitted, AnAwaitMayBeTheWholeBodyOfAnIfOrALoop) {
  Ready ready;
  EXPECT_EQ(complete(ready, await_as_the_only_statement(ready, true)), "abc");
  EXPECT_EQ(complete(ready, await_as_the_only_statement(ready, false)), "abc");
}

Process<int> await_into_a_variable(Ready& ready) {
  int turns = 0;
  bool more = true;
  while (more) {
    ++turns;
    more = co_await agree_later(ready, turns < 5);
  }
  co_return turns;
}

Process<int> await_in_the_return(Ready& ready) { co_return co_await await_into_a_variable(ready); }

TEST(Permitted, AssignmentsAndReturnsOfAwaits) {
  Ready ready;
  EXPECT_EQ(complete(ready, await_in_the_return(ready)), 5);
}

Process<std::string> await_inside_a_switch(Ready& ready, int which) {
  std::string seen;
  switch (which) {
    case 1: {
      co_await Turn{ready};
      seen += "one";
      break;
    }
    default:
      co_await agree_later(ready, false);
      seen += "other";
  }
  co_return seen;
}

TEST(Permitted, AwaitsInTheBranchesOfASwitch) {
  Ready ready;
  EXPECT_EQ(complete(ready, await_inside_a_switch(ready, 1)), "one");
  EXPECT_EQ(complete(ready, await_inside_a_switch(ready, 2)), "other");
}

// ---- values across a suspension ----------------------------------------------------------------

struct Message {
  std::uint64_t order = 0;
  std::int64_t fen = 0;
  std::uint32_t attempt = 0;
  auto operator<=>(const Message&) const = default;
};
static_assert(std::is_trivially_copyable_v<Message>);

Process<Message> echo(Ready& ready, Message message) {
  co_await Turn{ready};
  ++message.attempt;
  co_return message;
}

Process<Message> send_a_temporary(Ready& ready, std::uint64_t order) {
  const Message first = co_await echo(ready, Message{.order = order, .fen = 100, .attempt = 1});
  co_await Turn{ready};
  co_return co_await echo(ready, {first.order, first.fen + 1, first.attempt});
}

TEST(Permitted, TriviallyCopyableMessagesAsTemporaries) {
  Ready ready;
  EXPECT_EQ(complete(ready, send_a_temporary(ready, 7)), (Message{7, 101, 3}));
}

Process<std::vector<std::string>> results_by_value(Ready& ready, std::string word) {
  co_await Turn{ready};
  std::vector<std::string> words(3, word + " long enough to live on the heap");
  co_await Turn{ready};
  co_return words;
}

Process<std::size_t> take_the_result(Ready& ready) {
  const auto words = co_await results_by_value(ready, "a word");
  co_await Turn{ready};
  co_return words[2].size();
}

TEST(Permitted, ParametersAndResultsByValueOutliveSuspensions) {
  Ready ready;
  EXPECT_EQ(complete(ready, take_the_result(ready)), 38u);
}

// ---- destroying a suspended chain of frames ----------------------------------------------------

class Trace {
 public:
  Trace(std::vector<std::string>& log, std::string name) : log_(log), name_(std::move(name)) {}
  Trace(const Trace&) = delete;
  ~Trace() { log_.push_back(name_); }

 private:
  std::vector<std::string>& log_;
  std::string name_;
};

Process<bool> innermost(Ready& ready, std::vector<std::string>& log) {
  const Trace first(log, "innermost first");
  const Trace second(log, "innermost second");
  co_await Turn{ready};
  co_return true;
}

Process<bool> middle(Ready& ready, std::vector<std::string>& log) {
  const Trace local(log, "middle");
  if (const Trace gone(log, "gone before"); true) co_await Turn{ready};
  const bool result = co_await innermost(ready, log);
  const Trace never(log, "never reached");
  co_return result;
}

Process<bool> outermost(Ready& ready, std::vector<std::string>& log) {
  const Trace local(log, "outermost");
  co_return co_await middle(ready, log);
}

TEST(Permitted, DestroyingTheRootDestroysTheChainOnceNewestFirst) {
  Ready ready;
  std::vector<std::string> log;
  {
    auto root = outermost(ready, log);
    root.start();
    ASSERT_EQ(ready.size(), 1u);
    const auto first = ready.front();
    ready.pop_front();
    first.resume();
    EXPECT_THAT(log, ElementsAre("gone before"));
    log.clear();
  }
  EXPECT_THAT(log, ElementsAre("innermost second", "innermost first", "middle", "outermost"));
}

TEST(Permitted, CompletedFramesReleaseTheirLocalsOnce) {
  Ready ready;
  std::vector<std::string> log;
  EXPECT_TRUE(complete(ready, outermost(ready, log)));
  EXPECT_THAT(log, ElementsAre("gone before", "innermost second", "innermost first",
                               "never reached", "middle", "outermost"));
}

TEST(Permitted, AProcessThatNeverStartedReleasesItsParameters) {
  Ready ready;
  std::vector<std::string> log;
  { const auto never = outermost(ready, log); }
  EXPECT_TRUE(log.empty());
}

// ---- symmetric transfer ------------------------------------------------------------------------

Process<int> loop_of_children(Ready& ready, int turns) {
  int agreed = 0;
  for (int i = 0; i < turns; ++i) {
    const bool yes = co_await agree(true);
    if (yes) ++agreed;
    co_await Turn{ready};
  }
  co_return agreed;
}

TEST(Permitted, AMillionChildrenThatDoNotSuspendIfTheLoopDoes) {
  Ready ready;
  EXPECT_EQ(complete(ready, loop_of_children(ready, 1'000'000)), 1'000'000);
}

}  // namespace
}  // namespace compiler_test
