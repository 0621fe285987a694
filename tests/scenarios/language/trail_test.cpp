// Trails as files: what is written is read again, and what was cut off, edited or made up is told
// with its place.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scenarios/language/render.hpp"
#include "scenarios/language/trail_file.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

Trail example() {
  Trail trail{.tool = "txlab 0.1.0",
              .models = "0123456789abcdef",
              .strategy = "mq-tx",
              .seed = 20261123,
              .purchases = 2,
              .property = PropertyId::told_truth,
              .digest = 0x0abcdef012345678,
              .questions = 412};
  trail.choices = {{.question = 17,
                    .answer = 1,
                    .kind = Site::Kind::message,
                    .host = "wallet-1",
                    .peer = "mq",
                    .what = "end",
                    .occurrence = 2,
                    .words = "end from wallet-1 to mq is lost"},
                   {.question = 90,
                    .answer = 3,
                    .host = "mq",
                    .what = "flush",
                    .idle = true,
                    .words = "mq loses power"}};
  trail.marks = {.happenings = 130, .every = 2, .text = std::string(130, 'x')};
  trail.scenario = "version: 1\nstrategies:\n  mq-tx: {protocol: transactional-message}\n";
  return trail;
}

// The body with the checksum that belongs to it, as somebody would write it who means harm.
std::string sealed(const std::string& body) {
  return body + fmt::format("checksum: \"{:016x}\"\n", hash_of(body));
}
std::string body_of(const Trail& trail) {
  const std::string text = trail_text(trail);
  return text.substr(0, text.rfind("checksum:"));
}
std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

std::string told_of_trail(const std::string& text) {
  const TrailResult result = read_trail_text(text, "a.trail");
  EXPECT_FALSE(result.trail.has_value());
  return result.diagnostics.empty() ? "" : render_short(result.diagnostics.front());
}

TEST(ATrail, IsReadAsItWasWritten) {
  const Trail written = example();
  const TrailResult result = read_trail_text(trail_text(written), "a.trail");
  ASSERT_TRUE(result.trail.has_value()) << render_short(result.diagnostics.front());
  const Trail& read = *result.trail;
  EXPECT_EQ(read.strategy, written.strategy);
  EXPECT_EQ(read.models, written.models);
  EXPECT_EQ(read.seed, written.seed);
  EXPECT_EQ(read.purchases, written.purchases);
  EXPECT_EQ(read.property, written.property);
  EXPECT_EQ(read.digest, written.digest);
  EXPECT_EQ(read.questions, written.questions);
  EXPECT_EQ(read.scenario, written.scenario);
  EXPECT_EQ(read.marks, written.marks);
  ASSERT_EQ(read.choices.size(), 2u);
  EXPECT_EQ(read.choices[0].peer, "mq");
  EXPECT_EQ(read.choices[0].occurrence, 2u);
  EXPECT_EQ(read.choices[1].kind, Site::Kind::suspension);
  EXPECT_TRUE(read.choices[1].idle);
  Trail again = read;
  for (std::size_t i = 0; i < 2; ++i) again.choices[i].words = written.choices[i].words;
  EXPECT_EQ(trail_text(again), trail_text(written));
}

Trail of_a_study() {
  Trail trail = example();
  trail.choices.clear();
  trail.marks = {};
  trail.of_study = {3, 792, "main was executed 2 times: \"twice\""};
  return trail;
}

TEST(ATrailOfAStudy, IsReadAsItWasWritten) {
  const Trail written = of_a_study();
  const TrailResult result = read_trail_text(trail_text(written), "a.trail");
  ASSERT_TRUE(result.trail.has_value()) << render_short(result.diagnostics.front());
  ASSERT_TRUE(result.trail->of_study.has_value());
  EXPECT_EQ(result.trail->of_study->replication, 3u);
  EXPECT_EQ(result.trail->of_study->purchase, 792u);
  EXPECT_EQ(result.trail->of_study->example, written.of_study->example);
  EXPECT_EQ(result.trail->digest, written.digest);
  EXPECT_EQ(trail_text(*result.trail), trail_text(written));
}

TEST(ATrailOfAStudy, WithoutOneOfItsKeysIsTold) {
  for (const char* key : {"replication", "example", "seed", "digest"}) {
    const std::string body = body_of(of_a_study());
    const std::string said = told_of_trail(sealed(with(body, std::string("\n") + key, "\nx")));
    EXPECT_NE(said.find(fmt::format("no `{}`", key)), std::string::npos) << said;
  }
}

// Nothing forbids them in the name of a strategy.
TEST(ATrail, KeepsQuotesAndBackslashesOfNames) {
  Trail odd = example();
  odd.strategy = R"(a"b\c'd)";
  odd.choices[0].host = R"(wallet"\)";
  const TrailResult result = read_trail_text(trail_text(odd), "t.trail");
  ASSERT_TRUE(result.trail);
  EXPECT_EQ(result.trail->strategy, odd.strategy);
  EXPECT_EQ(result.trail->choices[0].host, odd.choices[0].host);
}

TEST(ATrail, WithWhatATerminalWouldObeyIsToldWithoutIt) {
  Trail odd = example();
  odd.strategy = "a\x1b[2J";
  EXPECT_EQ(told_of_trail(trail_text(odd)),
            "a.trail:5:11: error: the character U+001B is none that can be shown [encoding]; "
            "remove it\n");
}

TEST(ATrail, CutOffAnywhereIsToldWithItsLastLine) {
  const std::string text = trail_text(example());
  const std::size_t key = text.find("\ntrail:") + std::string_view("\ntrail:").size();
  for (std::size_t length = 0; length < text.size(); ++length) {
    const std::string said = told_of_trail(text.substr(0, length));
    const char* const why = length < key ? "this is no trail" : "cut off";
    EXPECT_NE(said.find(why), std::string::npos) << length << ": " << said;
  }
  EXPECT_TRUE(told_of_trail(text.substr(0, text.find("seed:"))).starts_with("a.trail:5:1: error"));
}

TEST(ATrail, ThatWasEditedIsTold) {
  const std::string said =
      told_of_trail(with(trail_text(example()), "seed: 20261123", "seed: 20261124"));
  EXPECT_NE(said.find("was edited"), std::string::npos) << said;
}

TEST(ATrail, OfAnUnknownPropertyIsToldWithTheNearestOne) {
  const std::string body = with(body_of(example()), "told-truth", "told-thruth");
  const std::string said = told_of_trail(sealed(body));
  EXPECT_TRUE(said.starts_with("a.trail:8:11: error: there is no property `told-thruth`")) << said;
  EXPECT_NE(said.find("told-truth"), std::string::npos) << said;
}

TEST(ATrail, WithoutOneOfItsKeysIsTold) {
  for (const char* key :
       {"tool", "models", "strategy", "seed", "property", "digest", "questions"}) {
    const std::string said =
        told_of_trail(sealed(with(body_of(example()), std::string("\n") + key, "\nx")));
    EXPECT_NE(said.find(fmt::format("no `{}`", key)), std::string::npos) << said;
  }
}

TEST(ATrail, WithANumberThatIsNoneIsToldWithItsPlace) {
  const std::string said =
      told_of_trail(sealed(with(body_of(example()), "seed: 20261123", "seed: many")));
  EXPECT_TRUE(said.starts_with("a.trail:6:7: error: `seed` is a number")) << said;
}

TEST(ATrail, WithFewerMarksThanItSaysIsTold) {
  for (const char* wrong : {"happenings: 140", "happenings: 2", "happenings: -1"}) {
    const std::string said =
        told_of_trail(sealed(with(body_of(example()), "happenings: 130", wrong)));
    EXPECT_NE(said, "") << wrong;
  }
  EXPECT_NE(told_of_trail(sealed(with(body_of(example()), "every: 2", "every: 0"))), "");
}

TEST(ATrail, FromBeforeThereWereMarksIsRead) {
  Trail old = example();
  old.marks = {};
  const TrailResult result = read_trail_text(trail_text(old), "a.trail");
  ASSERT_TRUE(result.trail.has_value());
  EXPECT_TRUE(result.trail->marks.text.empty());
}

TEST(ATrail, OfAnotherVersionIsTold) {
  const std::string said = told_of_trail(sealed(with(body_of(example()), "trail: 1", "trail: 2")));
  EXPECT_NE(said.find("version 1"), std::string::npos) << said;
}

TEST(ATrail, ThatIsNoneIsTold) {
  EXPECT_NE(told_of_trail("version: 1\nname: a scenario\n").find("this is no trail"),
            std::string::npos);
  EXPECT_NE(told_of_trail(sealed("[1, 2\n")), "");
  const TrailResult absent = read_trail("/no/such/file.trail");
  ASSERT_EQ(absent.diagnostics.size(), 1u);
  EXPECT_NE(absent.diagnostics[0].message.find("no such file"), std::string::npos);
}

}  // namespace
}  // namespace txlab
