// The business in depth: the calendar, the funds, what is asked and paid before main, and what
// becomes of the money afterwards.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/fund/stamp.hpp"
#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"

namespace txlab::language {

namespace {

void read_calendar(Fields& top, std::optional<Calendar>& out) {
  const Node* node = top.find("calendar");
  if (node == nullptr) return;
  Fields in(top.context(), *node, top.inside("calendar"));
  Calendar calendar;
  in.read("start", unit::time_of_day, calendar.start);
  in.read("cutoff", unit::time_of_day, calendar.cutoff);
  in.read("file_export", unit::time_of_day, calendar.file_export);
  in.read("confirm", unit::time_of_day, calendar.confirm);
  using Late = Calendar::Late;
  in.choose<Late>("late", calendar.late, {{"next-day", Late::next_day}, {"honour", Late::honour}});
  if (calendar.file_export < calendar.cutoff) {
    in.error(code::out_of_range, in.has("file_export") ? "file_export" : "cutoff",
             "the file would be exported before the cut-off of its date");
  }
  in.finish();
  out = calendar;
}

void read_fund(Fields& in, TargetFund& out) {
  in.must_read("share", unit::share, out.share);
  Duration from{0};
  if (in.read("paused_from", unit::duration, from)) out.paused_from = from;
  Money quota;
  if (in.read("quota", unit::money, quota)) out.quota = quota;
}

void read_funds(Fields& top, std::vector<TargetFund>& out) {
  const Node* node = top.find("funds");
  if (node == nullptr) return;
  Fields in(top.context(), *node, top.inside("funds"));
  double shares = 0;
  for (const Entry& entry : node->entries) {
    const Node* one = in.find(entry.key);
    if (one == nullptr) continue;
    TargetFund fund{.name = entry.key};
    Fields fields(in.context(), *one, {fmt::format("fund `{}`", entry.key), "funds"});
    read_fund(fields, fund);
    fields.finish();
    shares += fund.share;
    out.push_back(std::move(fund));
  }
  in.finish();
  if (!node->is_map()) return;
  if (out.empty() || out.size() > Stamp::most_funds) {
    top.error(code::out_of_range, "funds",
              fmt::format("`funds` names {}, not 1 to {}", out.size(), Stamp::most_funds));
  } else if (std::abs(shares - 1) > 1e-9) {
    top.error(code::out_of_range, "funds",
              fmt::format("the shares add up to {:.6g}%, not to 100%", 100 * shares));
  }
}

// `[suitability, fund_status]`
void read_prechecks(Fields& top, Prechecks& out) {
  const Node* list = top.list("precheck");
  if (list == nullptr) return;
  // By Precheck.
  const std::vector<std::string> names{"suitability", "identity", "fund_status", "quota",
                                       "customer_limit"};
  for (const Node& node : list->items) {
    if (!check_name(top.context(), node, names, "precheck", top.where())) continue;
    out.add(static_cast<Precheck>(std::ranges::find(names, node.text) - names.begin()));
  }
}

// `none`, or how the customer's bank takes a debit.
void read_payment(Fields& top, std::optional<Payment>& out) {
  const Node* node = top.find("payment");
  if (node == nullptr || (node->is_scalar() && node->text == "none")) return;
  Fields in(top.context(), *node, top.inside("payment"));
  Payment payment;
  read_distribution(in, "latency", Measure::time, payment.latency);
  in.read("unknown", unit::probability, payment.unknown);
  in.read("refusal", unit::probability, payment.refusal);
  in.read("query_every", unit::positive_duration, payment.query_every);
  in.finish();
  out = payment;
}

// `{share: 1%, after: 10s}`
void read_withdrawals(Fields& top, std::optional<WithdrawalSettings>& out) {
  const Node* node = top.find("withdrawals");
  if (node == nullptr) return;
  Fields in(top.context(), *node, top.inside("withdrawals"));
  WithdrawalSettings withdrawals;
  in.must_read("share", unit::share, withdrawals.share);
  in.read("after", unit::positive_duration, withdrawals.after);
  in.finish();
  out = withdrawals;
}

}  // namespace

void decode_business(Fields& top, WorkloadSettings& out) {
  read_calendar(top, out.calendar);
  read_funds(top, out.funds);
  read_prechecks(top, out.precheck);
  read_distribution(top, "precheck_takes", Measure::time, out.precheck_takes);
  read_payment(top, out.payment);
  top.read("earmark", unit::toggle, out.earmark);
  read_withdrawals(top, out.withdrawals);
  using Then = OnBranchRefused;
  top.choose<Then>("on_branch_refused", out.on_branch_refused,
                   {{"wallet-held", Then::wallet_held},
                    {"redeem-ordinary", Then::redeem_ordinary},
                    {"redeem-fast", Then::redeem_fast}});
}

}  // namespace txlab::language
