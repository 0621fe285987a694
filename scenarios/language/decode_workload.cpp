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
  Fields in(workload, "skew", *node);
  enum class Law { zipf } law = Law::zipf;
  in.choose("dist", law);
  in.read("s", out.zipf_s);
  in.finish();
}

void read_amounts(Fields& workload, WorkloadSettings& out) {
  if (!read_distribution(workload, "amounts", out.amounts)) return;
  if (out.amounts.quantile(0.5) < 1) {  // the far end of a tail may still round to nothing
    workload.error(code::out_of_range, "amounts", "amounts must be at least 0.01 CNY");
  }
}

// `{discount-purchase: 70%, redemption: 20%, conversion: 10%}`
void read_types(Fields& workload, std::array<double, transaction_types>& out) {
  const Node* node = workload.find("types");
  if (node == nullptr) {
    Node usual = make_map({});
    for (std::size_t i = 0; i < out.size(); ++i) {
      const std::string share = fmt::format("{:.0f}%", 100 * out[i]);
      usual.entries.push_back(
          {std::string(name_of(static_cast<TransactionType>(i))), {}, make_scalar(share, {})});
    }
    workload.supply("types", std::move(usual), by_default);
    return;
  }
  Fields in(workload, "types", *node);
  out = {};
  for (std::size_t i = 0; i < out.size(); ++i) {
    in.read(name_of(static_cast<TransactionType>(i)), out[i]);
  }
  in.finish();
  const double shares = std::accumulate(out.begin(), out.end(), 0.0);
  if (!node->is_map() || std::abs(shares - 1) < 1e-9) return;
  workload.error(code::out_of_range, "types",
                 fmt::format("the shares add up to {:.6g}%, not to 100%", 100 * shares));
}

void read_refusals(Fields& workload, RefusalRates& out) {
  Fields in(workload, "refusals", workload.section("refusals"));
  in.read("insufficient_cash", out.insufficient_cash);
  in.read("fund_paused", out.fund_paused);
  in.read("quota", out.quota);
  in.read("compliance", out.compliance);
  in.read("suitability", out.suitability);
  in.read("expired_identity", out.expired_identity);
  in.read("customer_limit", out.customer_limit);
  in.read("agent", out.agent);
  in.read("pro_rata", out.pro_rata);
  in.read("bank_limit", out.bank_limit);
  in.read("money_fund", out.money_fund);
  in.finish();
}

void read_backoff(Fields& client, ClientSettings& out) {
  Fields in(client, "backoff", client.section("backoff"));
  in.read("base", out.backoff_base);
  in.read("factor", out.backoff_factor);
  in.choose("jitter", out.jitter);
  in.read("max", out.backoff_max);
  if (out.backoff_max < out.backoff_base) {
    const std::string usual =
        fmt::format("give `max`, too; it is {} by default", in.entry("max").fallback);
    in.error(code::out_of_range, in.has("max") ? "max" : "base", "`max` is below `base`",
             in.has("max") ? "" : usual);
  }
  in.finish();
}

void read_client(Fields& workload, ClientSettings& out) {
  Fields in(workload, "client", workload.section("client"));
  in.read("timeout", out.timeout);
  in.read("retries", out.retries);
  read_backoff(in, out);
  in.read("ask_every", out.ask_every);
  in.finish();
}

void read_two_step(Fields& workload, TwoSteps& out) {
  Fields in(workload, "two_step", workload.section("two_step"));
  in.read("leave", out.leave);
  read_distribution(in, "think", out.think);
  in.finish();
}

void read_balances(Fields& workload, WorkloadSettings& out) {
  Fields in(workload, "balances", workload.section("balances"));
  in.read("bank", out.bank_balance);
  in.finish();
}

}  // namespace

void decode_workload(Fields& top, WorkloadSettings& out) {
  const Node* node = top.find("workload");
  if (node == nullptr) return;
  Fields in(top, "workload", *node);
  in.read("customers", out.customers);
  read_skew(in, out);
  read_amounts(in, out);
  decode_arrivals(in, out);
  read_types(in, out.types);
  in.read("from_wallet", out.from_wallet);
  read_refusals(in, out.refusals);
  read_client(in, out.client);
  read_two_step(in, out.two_step);
  in.choose("order_id", out.order_id);
  in.read("branches", out.branches);
  in.choose("settle", out.settle);
  in.read("settle_every", out.settle_every);
  read_balances(in, out);
  in.read("fee_rate", out.fee_rate);
  in.read("stuck_after", out.stuck_after);
  in.read("told_within", out.told_within);
  in.finish();
}

}  // namespace txlab::language
