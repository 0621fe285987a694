// The page of a strategy tells what literature and the catalogue say, and its fault is to be seen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "command.hpp"

namespace txlab {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string page_of(const std::string& strategy) {
  const Ran ran = txlab_says("explain " + strategy + " --format md --lang en");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return ran.out;
}

// The drawings of a page: without a fault, and with one.
std::vector<std::string> drawings_in(const std::string& page) {
  std::vector<std::string> drawings;
  for (std::size_t at = 0; (at = page.find("```mermaid", at)) != std::string::npos; ++at) {
    drawings.push_back(page.substr(at, page.find("```\n", at + 3) - at));
  }
  return drawings;
}

TEST(StrategyPage, counts_what_papers_and_sources_count) {
  // C. Mohan, B. Lindsay, R. Obermarck, TODS 11(4), 1986: 4N and 2N + 1, presumed commit 3N and
  // N + 2; Seata 4N + 4; a half message and its end beside a publication: N + 2, N + 2b.
  EXPECT_THAT(page_of("xa"), HasSubstr("| one branch | 8 | 5 |"));
  EXPECT_THAT(page_of("xa"), HasSubstr("| 3 branches | 16 | 9 |"));
  EXPECT_THAT(page_of("xa"), HasSubstr("| `profile: xa-presumed-commit`, one branch | 6 | 4 |"));
  EXPECT_THAT(page_of("xa"), HasSubstr("| `profile: seata-xa-2`, one branch | 12 | 4 |"));
  EXPECT_THAT(page_of("transactional-message"), HasSubstr("| 2 branches | 5 | 5 |"));
}

TEST(StrategyPage, draws_a_fault_that_strikes_and_what_comes_of_it) {
  for (const char* strategy :
       {"none", "naive", "async-reconciliation", "local-message-table", "xa", "tcc",
        "transactional-message", "domain-events", "companionship", "two-step"}) {
    const std::vector<std::string> drawings = drawings_in(page_of(strategy));
    ASSERT_EQ(drawings.size(), 2u) << strategy;
    EXPECT_THAT(drawings[0], Not(HasSubstr("CRASH"))) << strategy;
    EXPECT_THAT(drawings[0], HasSubstr("Every property holds")) << strategy;
    EXPECT_THAT(drawings[1], HasSubstr("CRASH")) << strategy;
    const bool fails = std::string(strategy) == "naive";
    EXPECT_THAT(drawings[1],
                HasSubstr(fails ? "Violated: main-branch-agreement" : "Every property"))
        << strategy;
  }
}

TEST(StrategyPage, shows_in_the_drawing_what_it_says_in_words) {
  EXPECT_THAT(drawings_in(page_of("transactional-message"))[1], HasSubstr("checks back"));
  EXPECT_THAT(drawings_in(page_of("async-reconciliation"))[1], HasSubstr("repair"));
  EXPECT_THAT(drawings_in(page_of("xa"))[1], ContainsRegex("in doubt.*told REFUSED"));
  EXPECT_THAT(drawings_in(page_of("tcc"))[1], ContainsRegex("confirm is lost.*branch durable"));
  EXPECT_THAT(drawings_in(page_of("two-step"))[1], ContainsRegex("told ACCEPTED.*told PLACED"));
}

TEST(StrategyPage, tells_which_settings_take_a_claim_away) {
  EXPECT_THAT(page_of("local-message-table"),
              HasSubstr("- With `relay: id-cursor`: not claimed: `main-branch-agreement`, "
                        "`told-eventually`, `nothing-stuck-unseen`."));
  EXPECT_THAT(page_of("xa"), HasSubstr("- With `heuristic: commit`, `heuristic: rollback`: nothing "
                                       "is claimed: an operator decides prepared transactions "
                                       "alone."));
}

TEST(StrategyPage, is_only_about_strategies) {
  const Ran ran = txlab_says("explain workload --format md");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("a page is about a strategy"));
}

}  // namespace
}  // namespace txlab
