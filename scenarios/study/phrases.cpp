#include "scenarios/study/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "models/fund/ledger.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;

// `{}` is the other side.
struct Phrase {
  std::string_view name;
  std::string_view does;
  std::string_view doing;
};

constexpr Phrase messages[] = {
    {"place", "asks {} for the purchase", "asking {} for the purchase"},
    {"ask", "asks {} what became of the order", "asking {} what became of the order"},
    {"notice", "tells {} how the order ended", "telling {} how the order ended"},
    {"debit", "asks {} to pay", "asking {} to pay"},
    {"query-debit", "asks {} what became of the payment", "asking {} what became of the payment"},
    {"submit", "hands the order to {}", "handing the order to {}"},
    {"inquire", "asks {} about the order", "asking {} about the order"},
    {"reverse", "asks {} to undo main", "asking {} to undo main"},
    {"repair", "asks {} for the branch again", "asking {} for the branch again"},
    {"buy-branch", "asks {} for the branch", "asking {} for the branch"},
    {"run-branch", "asks {} for the branch", "asking {} for the branch"},
    {"publish", "publishes the message at {}", "publishing the message at {}"},
    {"deliver", "delivers the message to {}", "delivering the message to {}"},
    {"send-back", "sends the message back to {}", "sending the message back to {}"},
    {"half", "asks {} to keep a half message", "asking {} to keep a half message"},
    {"end", "tells {} to release or drop the half message (end)",
     "telling {} to release or drop the half message (end)"},
    {"check", "asks {} what became of main", "asking {} what became of main"},
    {"centre-begin", "announces the order at {}", "announcing the order at {}"},
    {"centre-end", "tells {} what became of main", "telling {} what became of main"},
    {"local-query", "asks {} what became of main", "asking {} what became of main"},
    {"xa-work", "gives {} its part of the work", "giving {} its part of the work"},
    {"xa-phase-one", "gives {} its part to do and prepare", "giving {} its part to do and prepare"},
    {"prepare", "asks {} to prepare and vote", "asking {} to prepare and vote"},
    {"outcome", "tells {} the decision", "telling {} the decision"},
    {"xa-phase-two", "tells {} the decision", "telling {} the decision"},
    {"ask-outcome", "asks {} for the decision", "asking {} for the decision"},
    {"commit-one-phase", "tells {} to commit at once", "telling {} to commit at once"},
    {"rule-out", "tells {} that the order must not run", "telling {} that the order must not run"},
    {"try", "asks {} to reserve (try)", "asking {} to reserve (try)"},
    {"confirm", "asks {} to carry the reservation out (confirm)",
     "asking {} to carry the reservation out (confirm)"},
    {"cancel", "asks {} to give the reservation back (cancel)",
     "asking {} to give the reservation back (cancel)"},
    {"begin-global", "begins a global transaction at {}", "beginning a global transaction at {}"},
    {"register-branch", "makes a branch known to {}", "making a branch known to {}"},
    {"decide-global", "asks {} to commit or abort", "asking {} to commit or abort"},
};

constexpr Phrase effects[] = {
    {"main", "carries out main: the customer's money is taken", "carrying out main"},
    {"branch", "carries out the branch: the fund side gives its shares", "carrying out the branch"},
    {"extra", "carries out a further branch", "carrying out a further branch"},
    {"reverse", "undoes main: the money stays in the wallet", "undoing main"},
    {"refuse", "refuses the order for good", "refusing the order for good"},
    {"refuse-branch", "refuses the branch", "refusing the branch"},
    {"withdraw-branch", "takes the branch back", "taking the branch back"},
    {"reserve-main", "reserves the money of main", "reserving the money of main"},
    {"reserve-branch", "reserves for the branch", "reserving for the branch"},
    {"cancel-main", "gives the reserved money of main back", "giving back the money of main"},
    {"cancel-branch", "gives the branch's reservation back", "giving back the branch"},
    {"cancel-unstarted", "notes that nothing may start any more", "noting that nothing may start"},
    {"trying", "notes the order in its log", "noting the order in its log"},
    {"collecting", "notes who takes part", "noting who takes part"},
    {"decision", "puts the decision on disk", "putting the decision on disk"},
    {"half", "stores the half message, which nobody sees yet", "storing the half message"},
    {"message", "stores a message for the fund side", "storing a message for the fund side"},
    {"message-row", "writes the message's row", "writing the message's row"},
    {"message-sent", "deletes the message's row: it was sent", "deleting the message's row"},
    {"consumed", "notes that it has seen the message", "noting that it has seen the message"},
    {"consume-again", "takes that note back", "taking that note back"},
    {"told", "deletes the notice: the customer has it", "deleting the notice"},
    {"relay-lease", "leases the message table for a while", "leasing the message table"},
    {"settle", "settles with the fund side (end of day)", "settling with the fund side"},
    {"net", "receives the money of the day", "receiving the money of the day"},
    {"case", "opens a case for people", "opening a case for people"},
    {"case-closed", "closes the case", "closing the case"},
    {"heuristic-rollback", "rolls back what was prepared, on its own", "rolling back on its own"},
    {"heuristic-commit", "commits what was prepared, on its own", "committing on its own"},
};

const Phrase* found(std::span<const Phrase> phrases, std::string_view name) {
  const auto phrase = std::ranges::find(phrases, name, &Phrase::name);
  return phrase == phrases.end() ? nullptr : &*phrase;
}

std::string order_says(const Row& row) {
  constexpr std::string_view states[] = {"no order",
                                         "the money of main is reserved",
                                         "main is done: the customer has paid",
                                         "the order is refused",
                                         "main is cancelled",
                                         "main is undone, the money is held in the wallet",
                                         "main is done and settled: the customer has paid",
                                         "main is undone, the money is on its way back",
                                         "main is undone, the money is back",
                                         "the wallet is recharged, nothing is bought",
                                         "the order has lapsed"};
  return row.state < std::size(states) ? std::string(states[row.state]) : "";
}

std::string application_says(const Row& row) {
  constexpr std::string_view states[] = {"no branch",
                                         "the branch is reserved",
                                         "the branch is done: shares are given",
                                         "the branch is refused",
                                         "the branch is cancelled",
                                         "the branch is done and at the transfer agent",
                                         "the branch is done and confirmed",
                                         "the branch is done and confirmed in part",
                                         "the branch was done, and the transfer agent refused it"};
  return row.state < std::size(states) ? std::string(states[row.state]) : "";
}

}  // namespace

Sentence act_of(const std::string& who, const HistoryEvent& event,
                const std::vector<std::string>& hosts) {
  const bool record = event.kind == Kind::durable;
  const Phrase* const phrase = record ? found(effects, event.name) : found(messages, event.name);
  if (record && phrase == nullptr) return {"{} makes `{}` durable", {who, event.name}};
  if (record) return {"{} " + std::string(phrase->does), {who}};
  const std::string peer = actor(hosts[event.peer.value]);
  if (event.answers()) return {"{} answers {} ({})", {who, peer, event.name}};
  if (phrase == nullptr) return {"{} sends `{}` to {}", {who, event.name, peer}};
  return {"{} " + std::string(phrase->does), {who, peer}};
}

std::string doing(const HistoryEvent& event, const std::vector<std::string>& hosts) {
  if (event.kind == Kind::durable) {
    const Phrase* const phrase = found(effects, event.name);
    return phrase != nullptr ? std::string(phrase->doing)
                             : fmt::format("making `{}` durable", event.name);
  }
  const std::string peer = actor(hosts[event.peer.value]);
  if (event.answers()) return fmt::format("answering {} ({})", peer, event.name);
  const Phrase* const phrase = found(messages, event.name);
  if (phrase == nullptr) return fmt::format("sending `{}` to {}", event.name, peer);
  return Sentence{std::string(phrase->doing), {peer}}.words();
}

std::string what_it_says(TableId table, const Row& row) {
  switch (table) {
    case ledger::orders:
      return order_says(row);
    case ledger::applications:
      return application_says(row);
    case ledger::extras:
      return "a further branch is " + std::string(row.state == 1 ? "reserved" : "done");
    case ledger::outbox:
      return "a message to the fund side is waiting to be sent";
    case ledger::wallet_notices:
    case ledger::fund_notices:
    case ledger::agent_notices:
      return "a notice to the customer is waiting to be sent";
    case ledger::cases:
      return "a case is open for people";
    case ledger::recharges:
      return "the second step has not come";
    default:
      return "";
  }
}

std::string actor(const std::string& host) { return host == "customers" ? "the customer" : host; }

std::string name_of_table(TableId table) {
  constexpr std::pair<TableId, std::string_view> names[] = {
      {ledger::bank, "bank"},
      {ledger::available, "available"},
      {ledger::orders, "orders"},
      {ledger::remitted, "remitted"},
      {ledger::outbox, "outbox"},
      {ledger::wallet_notices, "notices"},
      {ledger::leases, "leases"},
      {ledger::events, "events"},
      {ledger::cases, "cases"},
      {ledger::units, "units"},
      {ledger::applications, "applications"},
      {ledger::holdings, "holdings"},
      {ledger::fees, "fees"},
      {ledger::received, "received"},
      {ledger::fund_notices, "notices"},
      {ledger::consumed, "consumed"},
      {ledger::quotas, "quotas"},
      {ledger::extras, "extras"},
      {ledger::fences, "fences"},
  };
  for (const auto& [id, name] : names) {
    if (id == table) return std::string(name);
  }
  return fmt::format("table-{}", table);
}

std::string in_yuan(std::int64_t fen) {
  return fmt::format("{}.{:02} CNY", fen / 100, std::abs(fen % 100));
}

}  // namespace txlab
