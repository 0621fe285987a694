#include "scenarios/validation/commit_costs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "models/strategies/shared/decision_log.hpp"
#include "scenarios/study/run_world.hpp"
#include "scenarios/validation/business.hpp"
#include "scenarios/validation/checks.hpp"

namespace txlab::validation {

namespace {

using Kind = Happening::Kind;

struct Costs {
  double messages = 0;
  double acknowledgements = 0;
  double forced_writes = 0;
  double coordinator_forced = 0;
  double prepares_forced = 0;
  double records = 0;  // forced or not
  double coordinator_records = 0;
  Instant begin = start_of_run;
  Instant first_prepare = end_of_time;
  Instant last_outcome = start_of_run;
};

class Bill final : public Observer {
 public:
  explicit Bill(HostId coordinator) : coordinator_(coordinator) {}

  void on(const Happening& happening, Instant at) override {
    if (!happening.intent) return;
    count_record(happening);
    const bool protocol = happening.message_class == MessageClass::protocol;
    const bool outcome = happening.name == "outcome";
    const bool reply = happening.flow == Envelope::Flow::reply;
    Costs& costs = costs_[happening.intent];
    if (happening.kind == Kind::sent && protocol) {
      ++costs.messages;
      if (outcome && reply) ++costs.acknowledgements;
      if (happening.name == "prepare" && !reply) {
        costs.first_prepare = std::min(costs.first_prepare, at);
      }
    }
    if (happening.kind == Kind::sent && happening.name == "xa-work" && reply) costs.begin = at;
    if (happening.kind == Kind::delivered && outcome && !reply) costs.last_outcome = at;
    // What a coordinator writes to remember what it told a customer belongs to no commit protocol.
    if (happening.kind != Kind::forced_write || happening.name == "answer") return;
    ++costs.forced_writes;
    if (happening.host == coordinator_) ++costs.coordinator_forced;
    if (happening.name == "prepare") ++costs.prepares_forced;
  }

  Extremes over_all(double (*of)(const Costs&)) const {
    Extremes extremes{1e300, -1e300};
    for (const auto& [intent, costs] : costs_) {
      extremes.least = std::min(extremes.least, of(costs));
      extremes.most = std::max(extremes.most, of(costs));
    }
    return extremes;
  }

 private:
  // Every record of a coordinator's that becomes durable, but for what it remembers for the
  // customer; of a participant PREPARE and the outcome, and what is forced beside them.
  void count_record(const Happening& happening) {
    const bool coordinators = happening.host == coordinator_;
    const bool forced = happening.kind == Kind::forced_write && happening.name != "answer";
    const bool unforced = (happening.kind == Kind::durable || happening.kind == Kind::in_doubt) &&
                          happening.extra == 1;
    if (!forced && !unforced) return;
    Costs& costs = costs_[happening.intent];
    ++costs.records;
    if (coordinators) ++costs.coordinator_records;
  }

  HostId coordinator_;
  std::map<IntentId, Costs> costs_;
};

// The mistake: when every participant has acknowledged, the coordinator's log is forced once more.
class ForcedEnd final : public Observer {
 public:
  ForcedEnd(World& world, HostId coordinator, std::uint32_t participants)
      : world_(world), coordinator_(coordinator), participants_(participants) {}

  void on(const Happening& happening, Instant at) override {
    const bool acknowledged = happening.kind == Kind::delivered && happening.name == "outcome" &&
                              happening.flow == Envelope::Flow::reply;
    if (!acknowledged || ++acknowledgements_[happening.intent] != participants_) return;
    Purchase purchase;
    purchase.intent = happening.intent;
    purchase.order = OrderId{happening.intent.value};
    world_.at(at, [this, purchase] {
      Host& host = world_.host(coordinator_);
      host.spawn(force(*host.find_durable<DecisionLog>(), {purchase, 0, Phase::committed}));
    });
  }

 private:
  static Task<> force(DecisionLog& log, Decision decision) { co_await log.force(decision); }

  World& world_;
  HostId coordinator_;
  std::uint32_t participants_;
  std::map<IntentId, std::uint32_t> acknowledgements_;
};

double ms(Duration duration) { return static_cast<double>(duration / 1us) / 1e3; }

constexpr Duration message = 3ms;
constexpr Duration flush = 1ms;

// Each service has its database beside it; everybody else is a message away.
Scenario services_apart(std::uint32_t branches) {
  Scenario scenario = scenario_of(
      {.purchases_per_s = 10, .lasts = 10s, .branches = branches, .message = 0ns, .flush = flush});
  scenario.workload.arrivals.front().process = ArrivalPhase::Process::constant;
  // As R* has it: a participant need not flush an abort that is presumed.
  for (DatabaseSettings& database : scenario.databases) database.flush_rollback_prepared = false;
  scenario.zones = {"centre", "wallet", "fund"};
  for (HostSettings& host : scenario.hosts) {
    host.zone = host.name == "wallet" || host.name == "fund" ? host.name : "centre";
  }
  scenario.databases[0].zone = "wallet";
  scenario.databases[1].zone = "fund";
  LinkSettings link;
  link.latency = Distribution::constant(message.count());
  scenario.links = {{"centre", "wallet", link}, {"centre", "fund", link}, {"wallet", "fund", link}};
  return scenario;
}

}  // namespace

CommitCosts commit_costs(const StrategyEntry& entry, std::uint32_t branches, EndRecord end,
                         std::uint64_t seed) {
  Scenario scenario = services_apart(branches);
  // Who checks when it votes is there to say no.
  if (entry.parameters.choice("checks") == "vote") {
    scenario.workload.refusals.compliance = Probability(1);
  }
  RunWorld setup(scenario, entry, seed);
  const HostId centre = setup.deployment().centre;
  Bill bill(centre);
  ForcedEnd forced(setup.world(), centre, branches + 1);
  setup.world().add_observer(bill);
  if (end == EndRecord::forced) setup.world().add_observer(forced);
  setup.start();
  // Long after the last purchase, before the end-of-day batch, which serves many at once.
  setup.world().kernel().run_until(start_of_run + 1h);
  return {
      .messages = bill.over_all([](const Costs& c) { return c.messages; }),
      .acknowledgements = bill.over_all([](const Costs& c) { return c.acknowledgements; }),
      .forced_writes = bill.over_all([](const Costs& c) { return c.forced_writes; }),
      .coordinator_forced = bill.over_all([](const Costs& c) { return c.coordinator_forced; }),
      .prepares_forced = bill.over_all([](const Costs& c) { return c.prepares_forced; }),
      .records = bill.over_all([](const Costs& c) { return c.records; }),
      .coordinator_records = bill.over_all([](const Costs& c) { return c.coordinator_records; }),
      .prepare_to_outcome_ms =
          bill.over_all([](const Costs& c) { return ms(c.last_outcome - c.first_prepare); }),
      .begin_to_outcome_ms =
          bill.over_all([](const Costs& c) { return ms(c.last_outcome - c.begin); })};
}

namespace {

using Settings = std::vector<std::pair<std::string_view, std::string_view>>;

Settings and_also(Settings settings, const Settings::value_type& one) {
  settings.push_back(one);
  return settings;
}

struct Expected {
  double messages, forced_writes, coordinator_forced;
  double records = -1, coordinator_records = -1;  // below 0: not compared
};

void add_costs(std::vector<Row>& rows, const std::string& name, const Expected& expected,
               const CommitCosts& costs) {
  rows.push_back(exact_row(name + ": messages", expected.messages, costs.messages));
  rows.push_back(exact_row(name + ": forced writes", expected.forced_writes, costs.forced_writes));
  rows.push_back(exact_row(name + ": at the coordinator", expected.coordinator_forced,
                           costs.coordinator_forced));
  if (expected.records < 0) return;
  rows.push_back(exact_row(name + ": records", expected.records, costs.records));
  rows.push_back(exact_row(name + ": records at the coordinator", expected.coordinator_records,
                           costs.coordinator_records));
}

}  // namespace

// The table of R* (section 4) for n updating subordinates; with a reader, which votes and is done;
// and for aborts after all have said yes (the transaction has become too old) or one has not. Alone
// a participant may be told to commit in one phase. Records are those that are forced and those
// that nobody waits for: "2 (1)" at the coordinator, "2 (2)" at each subordinate. Not here: the new
// presumed commit of Lampson and Lomet.
std::vector<Row> presumed_abort(const Effort& effort, EndRecord end) {
  std::vector<Row> rows;
  const Settings profile{{"profile", "xa-presumed-abort"}};
  Settings late = profile;
  late.emplace_back("transaction_timeout", "1ms");
  Settings reading = profile;
  reading.emplace_back("readers", "1");
  for (std::uint32_t branches = 1; branches <= 5; ++branches) {
    const double n = branches + 1;
    const auto cost = [&](const Settings& settings) {
      return commit_costs(entry_of("xa", settings), branches, end, effort.seed);
    };
    const std::string name = fmt::format("presumed abort, n = {}", n);
    add_costs(rows, name, {4 * n, 2 * n + 1, 1, 2 * n + 2, 2}, cost(profile));
    if (branches > 2) continue;
    add_costs(rows, name + " and a reader", {4 * n + 2, 2 * n + 1, 1, 2 * n + 2, 2}, cost(reading));
    add_costs(rows, name + ", aborting", {3 * n, n, 0, 2 * n, 0}, cost(late));
    const double yes = n - 1;
    add_costs(rows, name + ", one says no", {2 * n + yes, yes, 0},
              cost(and_also(profile, {"checks", "vote"})));
    Settings idle = and_also(profile, {"work", "read"});
    idle.emplace_back("read_votes", "on");
    add_costs(rows, name + ", all only read", {2 * n, 0, 0, 0, 0}, cost(idle));
  }
  Settings together = and_also(profile, {"ledgers", "together"});
  const auto alone = [&](std::string_view one_phase) {
    return commit_costs(entry_of("xa", and_also(together, {"one_phase", one_phase})), 1,
                        EndRecord::as_it_is, effort.seed);
  };
  add_costs(rows, "presumed abort, n = 1", {4, 3, 1, 4, 2}, alone("off"));
  add_costs(rows, "presumed abort, n = 1, in one phase", {2, 1, 0, 1, 0}, alone("on"));
  return rows;
}

// The same for the protocol that presumes nothing, whose aborts cost what its commits cost, and the
// one that presumes commit, whose aborts are acknowledged.
std::vector<Row> other_presumptions(const Effort& effort) {
  std::vector<Row> rows;
  for (std::uint32_t branches = 1; branches <= 5; ++branches) {
    const double n = branches + 1;
    const auto cost = [&](const Settings& settings) {
      return commit_costs(entry_of("xa", settings), branches, EndRecord::as_it_is, effort.seed);
    };
    const std::string nothing = fmt::format("basic 2P, n = {}", n);
    const std::string commit = fmt::format("presumed commit, n = {}", n);
    add_costs(rows, nothing, {4 * n, 2 * n + 1, 1, 2 * n + 2, 2},
              cost({{"profile", "xa-presumed-nothing"}}));
    add_costs(rows, commit, {3 * n, n + 2, 2, 2 * n + 2, 2},
              cost({{"profile", "xa-presumed-commit"}}));
    if (branches > 2) continue;
    const auto with = [&](std::string_view profile, std::string_view name, std::string_view value) {
      return cost({{"profile", profile}, {name, value}});
    };
    add_costs(rows, nothing + ", aborting", {4 * n, 2 * n + 1, 1, 2 * n + 2, 2},
              with("xa-presumed-nothing", "transaction_timeout", "1ms"));
    add_costs(rows, commit + " and a reader", {3 * n + 2, n + 2, 2, 2 * n + 2, 2},
              with("xa-presumed-commit", "readers", "1"));
    add_costs(rows, commit + ", all only read", {2 * n, 1, 1, 2, 2},
              with("xa-presumed-commit", "work", "read"));
    const CommitCosts aborting = with("xa-presumed-commit", "transaction_timeout", "1ms");
    add_costs(rows, commit + ", aborting", {4 * n, 2 * n + 1, 1}, aborting);
    rows.push_back(exact_row(commit + ", aborting: acknowledged", n, aborting.acknowledgements));
  }
  return rows;
}

// Gray and Lamport (TODS 31(1), 2006) count no acknowledgements, and the first of N resource
// managers begins: its message stands for its own prepare and vote. With the coordinator beside it,
// its outcome is no message either. Delays are those until the last manager hears the outcome; what
// begins the commit here is the manager's report that its work, the last, is done.
std::vector<Row> two_phase_commit(const Effort& effort, std::string_view profile) {
  std::vector<Row> rows;
  const StrategyEntry xa = entry_of("xa", {{"profile", profile}});
  for (const std::uint32_t branches : {1u, 4u}) {
    const double n = branches + 1;
    const CommitCosts costs = commit_costs(xa, branches, EndRecord::as_it_is, effort.seed);
    const auto messages = [&](double own) {
      return Extremes{costs.messages.least - costs.acknowledgements.most - own,
                      costs.messages.most - costs.acknowledgements.least - own};
    };
    const Extremes writes{costs.prepares_forced.least + costs.coordinator_forced.least,
                          costs.prepares_forced.most + costs.coordinator_forced.most};
    const std::string name = fmt::format("2PC, N = {}: ", n);
    rows.push_back(exact_row(name + "messages", 3 * n - 1, messages(1)));
    rows.push_back(exact_row(name + "messages, co-located", 3 * n - 3, messages(3)));
    rows.push_back(exact_row(name + "stable writes", n + 1, writes));
    rows.push_back(exact_row(name + "3 messages and 2 writes (ms)", 3 * 3 + 2 * 1,
                             costs.prepare_to_outcome_ms));
    rows.push_back(
        exact_row(name + "4 messages and 2 writes (ms)", 4 * 3 + 2 * 1, costs.begin_to_outcome_ms));
  }
  for (Row& row : rows) {
    row.note = "the column of 2PC; no protocol here is Paxos Commit or Faster Paxos Commit";
  }
  return rows;
}

}  // namespace txlab::validation
