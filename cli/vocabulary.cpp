#include "cli/vocabulary.hpp"

#include "models/strategies/catalogue.hpp"
#include "scenarios/study/metric_catalogue.hpp"

namespace txlab {

namespace {

struct Meaning {
  std::string_view name;
  std::string_view meaning;
};

// What takes effect durably on behalf of a purchase, and what has a word of its own.
constexpr Meaning effects[] = {
    {"begin.durable", "transactional-message, listener: logged: the note that main has begun"},
    {"main.durable", "main took effect at the wallet"},
    {"branch.durable", "the branch took effect at the fund"},
    {"extra.durable", "a further branch took effect"},
    {"reverse.durable", "main was reversed, the money is held in the wallet"},
    {"recharge.durable", "two-step: the wallet is recharged, nothing is bought yet"},
    {"lapse.durable", "two-step: the second step did not come, the money stays in the wallet"},
    {"refuse.durable", "the order was refused for good"},
    {"refuse-branch.durable", "the fund refused the branch"},
    {"withdraw-branch.durable", "a branch without main was taken back"},
    {"correct-branch.durable", "a branch for another amount than main's was put right"},
    {"reserve-main.durable", "tcc: Try at the wallet"},
    {"reserve-branch.durable", "tcc: Try at the fund"},
    {"reserve-extra.durable", "tcc: Try of a further branch"},
    {"cancel-main.durable", "tcc: Cancel at the wallet"},
    {"cancel-branch.durable", "tcc: Cancel at the fund"},
    {"cancel-extra.durable", "tcc: Cancel of a further branch"},
    {"cancel-unstarted.durable", "tcc: a Cancel, or a refusal, came before the Try"},
    {"fence.durable", "tcc: a row of the fence alone, such as that of an empty Cancel"},
    {"trying.durable", "tcc, transaction centre: the coordinator has noted the order"},
    {"collecting.durable", "xa, presumed commit: the participants are on record, votes follow"},
    {"decision.durable", "xa, tcc, transaction centre: the outcome is decided"},
    {"prepared.durable", "xa: a participant is in doubt from here on"},
    {"read.durable", "xa: a participant that only read is done"},
    {"rolled-back-at-disconnect.durable", "rolled back with the session that had prepared it"},
    {"heuristic-rollback.durable", "a restarted database rolled back what was prepared"},
    {"heuristic-commit.durable", "a restarted database committed what was prepared"},
    {"settle-advance.durable", "a redemption that the company has advanced is settled"},
    {"withdraw.durable", "a customer took his position out again"},
    {"refund.durable", "a redeemed position is paid back to the customer's bank"},
    {"export.durable", "calendar: the application has gone to the transfer agent"},
    {"confirm.durable", "calendar: the transfer agent has confirmed the application"},
    {"confirm-part.durable", "calendar: the transfer agent has confirmed a part"},
    {"agent-refuse.durable", "calendar: the transfer agent has refused the application"},
    {"pay-back.durable", "calendar: what the transfer agent did not take is paid back"},
    {"half.durable", "transactional-message: the half message is stored"},
    {"half-rolled-back.durable",
     "transactional-message: the broker takes a half message for ended"},
    {"message.durable", "a message that consumers will see is stored"},
    {"message-row.durable", "local-message-table, atomic off: the message row follows main"},
    {"message-sent.durable", "local-message-table: the message row is deleted"},
    {"cursor.durable", "local-message-table: the relay has moved its cursor"},
    {"consumed.durable", "dedup_atomic off: a message is noted as seen, its branch follows"},
    {"consume-again.durable", "dedup_atomic off: the note is taken back, the branch failed"},
    {"event-handled.durable", "domain-events, companionship: the event's row is deleted"},
    {"companion-note.durable", "companionship: a department has acted on a message"},
    {"case.durable", "async-reconciliation: a case for people is opened"},
    {"case-closed.durable", "async-reconciliation: people have closed a case"},
    {"dead-letter.stored", "a message was given up"},
};

// Messages on behalf of a purchase. Each leaves (`sent`) and arrives (`delivered`), and its answer,
// if it has one, goes by the same name.
constexpr Meaning messages[] = {
    {"place", "a customer's request"},
    {"ask", "a customer's question what became of the order"},
    {"notice", "a final answer"},
    {"debit", "payment: the customer's bank is asked to pay"},
    {"query-debit", "payment: the bank is asked what became of a debit"},
    {"submit", "the gateway's request to the wallet"},
    {"inquire", "the gateway's question to the wallet"},
    {"reverse", "the fund side refused: undo main"},
    {"repair", "async-reconciliation: the branch is asked for again"},
    {"buy-branch", "naive: the call of the fund service"},
    {"run-branch", "local-message-table, delivery direct: the relay's call"},
    {"publish", "a message to the broker"},
    {"deliver", "the broker's delivery to the branch, or to a department"},
    {"accompany", "companionship, delivery fan-out: the call of a department"},
    {"send-back", "a message that the consumer could not take, back to the broker"},
    {"log-entry", "log-tailing: a committed row on its way to the connector"},
    {"half", "transactional-message: a half message to the broker"},
    {"end", "transactional-message: COMMIT or ROLLBACK"},
    {"check", "the broker's question what became of a half message"},
    {"centre-begin", "transaction centre: the order is noted"},
    {"centre-end", "transaction centre: what became of the local transaction"},
    {"local-query", "transaction centre: the question what became of it"},
    {"xa-work", "xa: work for a participant"},
    {"prepare", "xa: the vote is asked for"},
    {"outcome", "xa: the decision"},
    {"ask-outcome", "xa: a participant in doubt asks"},
    {"commit-one-phase", "xa: the only participant may commit"},
    {"xa-phase-one", "xa with a coordinator: work for a participant, which prepares"},
    {"xa-phase-two", "xa with a coordinator: the decision"},
    {"rule-out", "xa, tcc: the order must not run any more"},
    {"try", "tcc: reserve"},
    {"confirm", "tcc: carry the reservation out"},
    {"cancel", "tcc: give the reservation back"},
    {"begin-global", "tcc with a coordinator: begin"},
    {"register-branch", "tcc with a coordinator: a branch is made known"},
    {"report-failed", "xa with a coordinator: a participant's first phase came to nothing"},
    {"decide-global", "tcc with a coordinator: commit or abort"},
    {"db.execute", "a transaction's statement to its database"},
    {"db.end", "COMMIT, ROLLBACK or PREPARE to the database"},
    {"db.finish-prepared", "xa: COMMIT PREPARED or ROLLBACK PREPARED"},
    {"db.xa-verb", "xa, dialect mysql: XA START or XA END"},
    {"db.read", "a read of one row"},
    {"db.next-number", "a number of a sequence"},
};

std::vector<EventName> all_events() {
  std::vector<EventName> events;
  for (const auto& [name, meaning] : effects) {
    events.push_back({std::string(name), std::string(meaning)});
  }
  for (const auto& [name, meaning] : messages) {
    events.push_back({std::string(name) + ".sent", std::string(meaning) + ", when it leaves"});
    events.push_back({std::string(name) + ".delivered", std::string(meaning) + ", on arrival"});
  }
  return events;
}

}  // namespace

std::span<const EventName> event_names() {
  static const std::vector<EventName> events = all_events();
  return events;
}

Vocabulary vocabulary() {
  Vocabulary names;
  names.terms_of = [](std::string_view name) -> std::optional<ProtocolTerms> {
    const Protocol* const protocol = find_protocol(name);
    if (protocol == nullptr) return std::nullopt;
    return ProtocolTerms{protocol->parameters, protocol->profiles, protocol->departments, protocol};
  };
  for (const Protocol& protocol : protocols()) names.protocols.emplace_back(protocol.name);
  for (const PropertyInfo& property : all_properties) names.properties.emplace_back(property.name);
  for (const EventName& event : event_names()) names.events.push_back(event.name);
  for (const MetricDefinition& metric : metric_catalogue()) {
    names.metrics.push_back(
        {std::string(metric.name), std::string(metric.unit), metric.instants != nullptr});
  }
  return names;
}

std::filesystem::path library_folder() {
  std::error_code error;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto installed = binary.parent_path().parent_path() / "share/txlab/scenarios";
  if (std::filesystem::exists(installed, error)) return installed;
  const std::filesystem::path here = "scenarios/library";
  if (std::filesystem::exists(here, error)) return here;
  return binary.parent_path().parent_path().parent_path() / here;  // of build/PRESET/txlab
}

}  // namespace txlab
