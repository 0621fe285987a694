// `workload`: who wants to buy what, how patient they are, and what is refused.
#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"

namespace txlab::language {

namespace {

// `{dist: zipf, s: 0.9}`
void read_skew(Fields& workload, WorkloadSettings& out) {
  const Node* node = workload.find("skew");
  if (node == nullptr) return;
  Fields in(workload.context(), *node, workload.inside("skew"));
  enum class Law { zipf } law = Law::zipf;
  if (in.require("dist") != nullptr) in.choose<Law>("dist", law, {{"zipf", Law::zipf}});
  if (in.must_read("s", unit::factor, out.zipf_s) && out.zipf_s > 10) {
    in.error(code::out_of_range, "s", "`s` is above 10: everything would be one customer's");
  }
  in.finish();
}

void read_amounts(Fields& workload, WorkloadSettings& out) {
  if (!read_distribution(workload, "amounts", Measure::money, out.amounts)) return;
  if (out.amounts.quantile(0.5) < 1) {  // the far end of a tail may still round to nothing
    workload.error(code::out_of_range, "amounts", "amounts must be at least 0.01 CNY");
  }
}

// `{discount-purchase: 70%, redemption: 20%, conversion: 10%}`
void read_types(Fields& workload, std::array<double, transaction_types>& out) {
  const Node* node = workload.find("types");
  if (node == nullptr) return;
  Fields in(workload.context(), *node, workload.inside("types"));
  out = {};
  for (std::size_t i = 0; i < out.size(); ++i) {
    in.read(name_of(static_cast<TransactionType>(i)), unit::share, out[i]);
  }
  in.finish();
  const double shares = std::accumulate(out.begin(), out.end(), 0.0);
  if (!node->is_map() || std::abs(shares - 1) < 1e-9) return;
  workload.error(code::out_of_range, "types",
                 fmt::format("the shares add up to {:.6g}%, not to 100%", 100 * shares));
}

void read_refusals(Fields& workload, RefusalRates& out) {
  const Node* node = workload.find("refusals");
  if (node == nullptr) return;
  Fields in(workload.context(), *node, workload.inside("refusals"));
  in.read("insufficient_cash", unit::probability, out.insufficient_cash);
  in.read("fund_paused", unit::probability, out.fund_paused);
  in.read("quota", unit::probability, out.quota);
  in.read("compliance", unit::probability, out.compliance);
  in.read("suitability", unit::probability, out.suitability);
  in.read("expired_identity", unit::probability, out.expired_identity);
  in.read("customer_limit", unit::probability, out.customer_limit);
  in.read("agent", unit::probability, out.agent);
  in.read("pro_rata", unit::probability, out.pro_rata);
  in.read("bank_limit", unit::probability, out.bank_limit);
  in.read("money_fund", unit::probability, out.money_fund);
  in.finish();
}

void read_backoff(Fields& client, ClientSettings& out) {
  const Node* node = client.find("backoff");
  if (node == nullptr) return;
  Fields in(client.context(), *node, client.inside("backoff"));
  using Jitter = ClientSettings::Jitter;
  in.read("base", unit::duration, out.backoff_base);
  if (in.read("factor", unit::factor, out.backoff_factor) && out.backoff_factor < 1) {
    in.error(code::out_of_range, "factor", "`factor` is below 1: the waits would get shorter");
  }
  in.choose<Jitter>("jitter", out.jitter, {{"none", Jitter::none}, {"full", Jitter::full}});
  in.read("max", unit::duration, out.backoff_max);
  if (out.backoff_max < out.backoff_base) {
    in.error(code::out_of_range, in.has("max") ? "max" : "base", "`max` is below `base`");
  }
  in.finish();
}

void read_client(Fields& workload, ClientSettings& out) {
  const Node* node = workload.find("client");
  if (node == nullptr) return;
  Fields in(workload.context(), *node, workload.inside("client"));
  in.read("timeout", unit::positive_duration, out.timeout);
  in.count("retries", out.retries, 0, 1000);
  read_backoff(in, out);
  in.read("ask_every", unit::positive_duration, out.ask_every);
  in.finish();
}

void read_two_step(Fields& workload, TwoSteps& out) {
  const Node* node = workload.find("two_step");
  if (node == nullptr) return;
  Fields in(workload.context(), *node, workload.inside("two_step"));
  in.read("leave", unit::probability, out.leave);
  read_distribution(in, "think", Measure::time, out.think);
  in.finish();
}

void read_balances(Fields& workload, WorkloadSettings& out) {
  const Node* node = workload.find("balances");
  if (node == nullptr) return;
  Fields in(workload.context(), *node, workload.inside("balances"));
  in.read("bank", unit::money, out.bank_balance);
  in.finish();
}

}  // namespace

void decode_workload(Fields& top, WorkloadSettings& out) {
  const Node* node = top.require("workload");
  if (node == nullptr) return;
  Fields in(top.context(), *node, top.inside("workload"));
  in.count("customers", out.customers, 1, 1'000'000'000);
  read_skew(in, out);
  read_amounts(in, out);
  decode_arrivals(in, out);
  read_types(in, out.types);
  in.read("from_wallet", unit::share, out.from_wallet);
  read_refusals(in, out.refusals);
  read_client(in, out.client);
  read_two_step(in, out.two_step);
  in.choose<OrderIds>("order_id", out.order_id,
                      {{"client", OrderIds::client},
                       {"transaction", OrderIds::transaction},
                       {"none", OrderIds::none}});
  in.count("branches", out.branches, 1, 14);
  in.choose<Settling>("settle", out.settle, {{"batch", Settling::batch}, {"each", Settling::each}});
  in.read("settle_every", unit::positive_duration, out.settle_every);
  read_balances(in, out);
  in.read("fee_rate", unit::share, out.fee_rate);
  in.read("stuck_after", unit::positive_duration, out.stuck_after);
  in.read("told_within", unit::positive_duration, out.told_within);
  in.finish();
}

}  // namespace txlab::language
