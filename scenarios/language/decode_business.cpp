// The business in depth: the calendar, the funds, what is asked and paid before main, and what
// becomes of the money afterwards.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/fund/stamp.hpp"
#include "scenarios/language/decode.hpp"
#include "scenarios/language/decode_distribution.hpp"
#include "scenarios/language/plain_text.hpp"

namespace txlab::language {

namespace {

void read_calendar(Fields& top, std::optional<Calendar>& out) {
  const Node* node = top.find("calendar");
  if (node == nullptr) return;
  Fields in(top, "calendar", *node);
  Calendar calendar;
  in.read("start", calendar.start);
  in.read("cutoff", calendar.cutoff);
  in.read("file_export", calendar.file_export);
  in.read("confirm", calendar.confirm);
  in.choose("late", calendar.late);
  if (calendar.file_export < calendar.cutoff) {
    in.error(code::out_of_range, in.has("file_export") ? "file_export" : "cutoff",
             "the file would be exported before the cut-off of its date");
  }
  in.finish();
  out = calendar;
}

void read_fund(Fields& in, TargetFund& out) {
  in.read("share", out.share);
  Duration from{0};
  if (in.read("paused_from", from)) out.paused_from = from;
  Money quota;
  if (in.read("quota", quota)) out.quota = quota;
}

void read_funds(Fields& top, std::vector<TargetFund>& out) {
  const Node* node = top.find("funds");
  if (node == nullptr) return;
  Fields in(top, "funds", *node);
  double shares = 0;
  for (const Entry& entry : node->entries) {
    const Node* one = in.named(entry.key);
    if (one == nullptr) continue;
    check_own_name(top.context().problems, entry.key, entry.span);
    TargetFund fund{.name = entry.key};
    Fields fields(in.context(), *one, {fmt::format("fund `{}`", entry.key), "funds", "funds.NAME"});
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
  for (const Node& node : list->items) {
    std::size_t index = 0;
    if (top.element("precheck", "precheck", node, index)) out.add(static_cast<Precheck>(index));
  }
}

// `none`, or how the customer's bank takes a debit.
void read_payment(Fields& top, std::optional<Payment>& out) {
  const Node* node = top.find("payment");
  if (node == nullptr || (node->is_scalar() && node->text == instead_of(top.entry("payment"))))
    return;
  Fields in(top, "payment", *node);
  Payment payment;
  read_distribution(in, "latency", payment.latency);
  in.read("unknown", payment.unknown);
  in.read("refusal", payment.refusal);
  in.read("query_every", payment.query_every);
  in.finish();
  out = payment;
}

// `{share: 1%, after: 10s}`
void read_withdrawals(Fields& top, std::optional<WithdrawalSettings>& out) {
  const Node* node = top.find("withdrawals");
  if (node == nullptr) return;
  Fields in(top, "withdrawals", *node);
  WithdrawalSettings withdrawals;
  in.read("share", withdrawals.share);
  in.read("after", withdrawals.after);
  in.finish();
  out = withdrawals;
}

}  // namespace

void decode_business(Fields& top, WorkloadSettings& out) {
  read_calendar(top, out.calendar);
  read_funds(top, out.funds);
  read_prechecks(top, out.precheck);
  read_distribution(top, "precheck_takes", out.precheck_takes);
  read_payment(top, out.payment);
  top.read("earmark", out.earmark);
  read_withdrawals(top, out.withdrawals);
  top.choose("on_branch_refused", out.on_branch_refused);
}

}  // namespace txlab::language
