#include "scenarios/language/suggest.hpp"

#include <gtest/gtest.h>

namespace txlab {
namespace {

// The last words of several are what people remember of a metric.
TEST(Suggest, EndingsOfSeveralWords) {
  const std::vector<std::string> known = {"client_latency", "latency_coupling", "fee_rate"};
  EXPECT_EQ(nearest("latency", known), "client_latency");
  EXPECT_EQ(nearest("rate", known), "") << "short ones are the end of too much";
}

TEST(Suggest, CountsAddedDroppedReplacedAndSwappedCharacters) {
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("xa", "xa"), 0u);
  EXPECT_EQ(edit_distance("rnu", "run"), 1u);
  EXPECT_EQ(edit_distance("check_intervall", "check_interval"), 1u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(Suggest, FindsTheNearestWord) {
  const std::vector<std::string> known = {"timeout", "retries", "backoff"};
  EXPECT_EQ(nearest("timout", known), "timeout");
  EXPECT_EQ(nearest("retires", known), "retries");
  EXPECT_EQ(nearest("BackOff", known), "backoff");
  EXPECT_EQ(nearest("zone", known), "");
  EXPECT_EQ(nearest("fund", std::vector<std::string>{"wallet-db", "fund-db"}), "fund-db");
}

TEST(Suggest, TakesNoNumberForAnother) {
  std::vector<std::string> known = {"mean", "max", "p50", "p99", "p99.9"};
  EXPECT_EQ(nearest("p95", known), "");
  EXPECT_EQ(nearest("P50", known), "p50") << "but letters have no case";
  EXPECT_EQ(did_you_mean("p95", known), "one of: mean, max, p50, p99, p99.9");
  for (char c = 'a'; c < 'h'; ++c) known.push_back(std::string("count-") + c);
  EXPECT_EQ(did_you_mean("p95", known), "one of: p50, p99, p99.9") << "of many, what is like it";
}

TEST(Suggest, TreatsDashesAndUnderscoresAlike) {
  const std::vector<std::string> known = {"clock-step", "slow-disk"};
  EXPECT_EQ(nearest("slow_disk", known), "slow-disk");
}

TEST(Suggest, ListsWhatThereIsIfNothingIsNearAndTheListIsShort) {
  EXPECT_EQ(did_you_mean("asynch", std::vector<std::string>{"sync", "async"}),
            "did you mean `async`?");
  EXPECT_EQ(did_you_mean("often", std::vector<std::string>{"sync", "async"}),
            "one of: sync, async");
  std::vector<std::string> many;
  for (int i = 0; i < 30; ++i) many.push_back("something-" + std::to_string(i));
  EXPECT_EQ(did_you_mean("often", many), "");
}

TEST(Suggest, ListsEveryNameOnceAndNoneThatIsEmpty) {
  EXPECT_EQ(did_you_mean("often", std::vector<std::string>{"mq", "", "fund", "mq"}),
            "one of: mq, fund");
  EXPECT_EQ(did_you_mean("often", std::vector<std::string>{""}), "");
}

}  // namespace
}  // namespace txlab
