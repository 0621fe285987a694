// The catalogue: every protocol that a scenario can name, literally.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/fund/property.hpp"
#include "models/strategies/cost_convention.hpp"
#include "models/strategies/declared_effort.hpp"
#include "models/strategies/portrait.hpp"
#include "models/strategies/strategy.hpp"

namespace txlab {

// What a protocol promises under given parameters. A claim may rest on an assumption that the
// scenario breaks; it is then withdrawn, and the reason is shown.
struct Claims {
  PropertySet claimed;
  CostConvention convention = "";  // by which oracle_messages and oracle_forced_writes count
  std::string withdrawn{};         // why they cannot be held under these parameters, if so
  // Whether somebody compares the ledgers regularly (for nothing-stuck-unseen).
  bool ledger_watched = false;
  // Answers ACCEPTED, and so promises an application date before the fund side has given one.
  bool promises_date = false;
  std::string date_lost{};  // why even a date that the fund honours may be lost, if so
  // Takes back branches that have no main, which the transfer agent's file may have taken along.
  bool withdraws_branches = false;
  // Needs a broker that keeps what it acknowledged.
  bool needs_durable_broker = false;
  // Has half messages, which the broker gives up after a time.
  bool has_halves = false;
  // Needs replication slots that outlive whatever happens to the databases.
  bool needs_slots = false;
};

// How long after the last fault everything is settled, or visible to people; `forever`: never, if
// it went wrong.
struct Liveness {
  Duration within = forever;
  std::string_view because;  // which parameters add up to it
};

// Whether half messages that the broker gives up stand in a list that somebody watches.
inline bool sees_given_up_halves(const BrokerSettings& broker) {
  return broker.give_up == GiveUp::park && broker.park_writable && broker.alarm;
}

struct Protocol {
  std::string_view name;
  std::string_view summary;
  std::span<const ParameterSpec> parameters;
  std::span<const ParameterProfile> profiles{};  // real implementations, as values of parameters
  std::span<const std::string_view> effort;      // what a team has to build and run, in words
  DeclaredEffort (*declared)(const Parameters&);
  bool departments = false;  // it tells the company's departments of purchases
  Claims (*claims)(const Parameters&);
  // `outage`: how long the faults lasted.
  Liveness (*liveness)(const Parameters&, const BrokerSettings&, Duration outage) = nullptr;
  std::unique_ptr<Strategy> (*make)(const Deployment&, const Parameters&);
  Portrait portrait{};  // for the page about it
};

std::span<const Protocol> protocols();
const Protocol* find_protocol(std::string_view name);

}  // namespace txlab
