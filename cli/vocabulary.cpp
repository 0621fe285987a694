#include "cli/vocabulary.hpp"

#include <unistd.h>

#include <cstdlib>

#include "models/strategies/catalogue.hpp"
#include "scenarios/study/metric_catalogue.hpp"

namespace txlab {

namespace {

constexpr EventName events[] = {
    {"main.durable", "main took effect at the wallet"},
    {"branch.durable", "the branch took effect at the fund"},
    {"reverse.durable", "main was reversed, the money is held in the wallet"},
    {"refuse.durable", "the order was refused for good"},
    {"reserve-main.durable", "tcc: Try at the wallet"},
    {"reserve-branch.durable", "tcc: Try at the fund"},
    {"cancel-main.durable", "tcc: Cancel at the wallet"},
    {"trying.durable", "tcc, transaction centre: the coordinator has noted the order"},
    {"collecting.durable", "xa, presumed commit: the participants are on record, votes follow"},
    {"decision.durable", "xa, tcc, transaction centre: the outcome is decided"},
    {"prepared.durable", "xa: a participant is in doubt from here on"},
    {"rolled-back-at-disconnect.durable", "rolled back with the session that had prepared it"},
    {"heuristic-rollback.durable", "a restarted database rolled back what was prepared"},
    {"heuristic-commit.durable", "a restarted database committed what was prepared"},
    {"half.durable", "transactional-message: the half message is stored"},
    {"message.durable", "a message that consumers will see is stored"},
    {"dead-letter.stored", "a message was given up"},
    {"check.sent", "the broker asks what became of a half message"},
    {"place.sent", "a customer's request leaves"},
    {"place.delivered", "a customer's request arrives"},
    {"notice.sent", "a final answer leaves"},
    {"db.execute.sent", "a transaction's statement is on its way to its database"},
    {"log-entry.sent", "log-tailing: a committed row is on its way to the connector"},
    {"publish.sent", "a message is on its way to the broker"},
    {"half.sent", "a half message is on its way to the broker"},
    {"end.sent", "transactional-message: COMMIT or ROLLBACK leaves"},
    {"deliver.sent", "the broker delivers to the branch"},
    {"prepare.sent", "xa: the coordinator asks for a vote, or the vote is on its way"},
    {"outcome.sent", "xa: the decision is told, or acknowledged"},
    {"confirm.sent", "tcc: Confirm, or its answer"},
};

}  // namespace

std::span<const EventName> event_names() { return events; }

Vocabulary vocabulary() {
  Vocabulary names;
  names.terms_of = [](std::string_view name) -> std::optional<ProtocolTerms> {
    const Protocol* const protocol = find_protocol(name);
    if (protocol == nullptr) return std::nullopt;
    return ProtocolTerms{protocol->parameters, protocol->profiles};
  };
  for (const Protocol& protocol : protocols()) names.protocols.emplace_back(protocol.name);
  for (const PropertyInfo& property : all_properties) names.properties.emplace_back(property.name);
  for (const EventName& event : events) names.events.emplace_back(event.name);
  for (const MetricDefinition& metric : metric_catalogue()) {
    names.metrics.push_back({std::string(metric.name), std::string(metric.unit)});
  }
  return names;
}

ReadOptions read_options(const Arguments& arguments) {
  ReadOptions options;
  options.overlays = arguments.overlays;
  options.sets = arguments.sets;
  if (arguments.seed) options.sets.push_back("experiment.seed=" + std::to_string(*arguments.seed));
  if (arguments.replications) {
    options.sets.push_back("experiment.replications=" + std::to_string(*arguments.replications));
  }
  options.selected = arguments.strategies;
  options.vocabulary = vocabulary();
  return options;
}

bool colourful(ColourWhen when, int file_descriptor) {
  if (when == ColourWhen::always) return true;
  if (when == ColourWhen::never || std::getenv("NO_COLOR") != nullptr) return false;
  return isatty(file_descriptor) != 0;
}

}  // namespace txlab
