// The article's two kinds of scenes that messages do and do not fit: what is often refused, and
// what must not be executed twice.
#include <map>
#include <stdexcept>

#include "library_results.hpp"

namespace txlab {
namespace {

// A check that takes c pays from the share of refusals r on at which r x (what a refusal by the
// branch takes longer than one by the check) = c: both times to the final answer are straight lines
// in r, so the ends of the sweep tell where they meet.
double where_the_lines_meet(const Json& points, const std::string& name) {
  const auto final_ms = [&](std::size_t point) {
    return mean(strategy(points[point], name), "time_to_final_answer");
  };
  const std::size_t values = points.size() / 2;
  const double at_zero = final_ms(values) - final_ms(0);
  const double at_sixty = final_ms(2 * values - 1) - final_ms(values - 1);
  return 60 * at_zero / (at_zero - at_sixty);
}

const Json& crossing(const Json& study, const std::string& name, const std::string& metric) {
  for (const auto& one : study["crossings"]) {
    if (one["strategy"] == name && one["metric"] == metric) return one;
  }
  throw std::runtime_error("no crossing of " + name);
}

TEST(Precheck, pays_from_a_share_of_refusals_on_that_its_own_cost_determines) {
  const Json study = study_of("refusals-and-precheck");
  std::map<std::string, double> from;
  for (const char* name : {"table", "reconcile", "mq-tx", "xa", "tcc"}) {
    const Json& one = crossing(study, name, "mean(time_to_final_answer)");
    EXPECT_EQ(one["better_first"], "precheck=[]") << name << ": nobody is refused";
    ASSERT_EQ(one["at"].size(), 1u) << name;
    from[name] = one["at"][0]["value"].get<double>();
    EXPECT_LT(one["at"][0]["low"], from[name]) << name;
    EXPECT_GT(one["at"][0]["high"], from[name]) << name;
    const double expected = where_the_lines_meet(study["points"], name);
    EXPECT_NEAR(from[name], expected, 0.2 * expected + 0.5) << name;
  }
  // The later a refusal is found, the more a check saves.
  EXPECT_LT(from["table"], from["mq-tx"]) << "rows wait for the relay";
  EXPECT_LT(from["mq-tx"], from["xa"]) << "a vote comes before anything is committed";
  EXPECT_LT(from["mq-tx"], from["tcc"]);
}

TEST(Precheck, spares_undone_purchases_from_the_first_refusal_on_where_there_are_any) {
  const Json study = study_of("refusals-and-precheck", "--replications 1");
  for (const char* name : {"table", "reconcile", "mq-tx"}) {
    const Json& one = crossing(study, name, "mean(undone)");
    EXPECT_EQ(one["better_first"], "precheck=[quota]") << name;
    EXPECT_TRUE(one["at"].empty()) << name;
  }
  for (const char* name : {"xa", "tcc"}) {
    EXPECT_TRUE(crossing(study, name, "mean(undone)")["better_first"].is_null()) << name;
  }
  const Ran page = txlab_says(
      "run scenarios/library/refusals-and-precheck.yaml --no-progress --replications 1 -s mq-tx");
  EXPECT_NE(page.out.find("precheck=[] is better; precheck=[quota] from "), std::string::npos);
  EXPECT_NE(page.out.find("none within the sweep"), std::string::npos);
}

// An id that is minted with the half message is younger than the request of the customer.
TEST(OrderIds, minted_by_the_transaction_protect_consumers_and_not_customers_who_ask_again) {
  const Json points = result_of("order-ids");
  ASSERT_EQ(points.size(), 3u);
  const auto doubled = [&](std::size_t point, const char* fault, const char* name) {
    return per_fault(points[point], fault, name, "claims_broken") +
               per_fault(points[point], fault, name, "unclaimed_violations") >
           0;
  };
  for (const char* name : {"table", "mq-tx"}) {
    EXPECT_FALSE(doubled(0, "consumer-dies", name)) << name << " client";
    EXPECT_FALSE(doubled(0, "answer-lost", name)) << name << " client";
    EXPECT_FALSE(doubled(1, "consumer-dies", name)) << name << " transaction";
    EXPECT_TRUE(doubled(1, "answer-lost", name)) << name << " transaction";
    EXPECT_TRUE(doubled(2, "consumer-dies", name)) << name << " none";
    EXPECT_TRUE(doubled(2, "answer-lost", name)) << name << " none";
  }
}

}  // namespace
}  // namespace txlab
