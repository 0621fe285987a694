// xa: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/conventions.hpp"
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
    {"coordinator",
     Type::choice,
     "own",
     {"own", "seata"},
     "own: a transaction manager as R* has it; seata: as Seata's server and its data source do it, "
     "without votes, readers, presumption and recovery scan, and what is set for them"},
    {"presumption",
     Type::choice,
     "abort",
     {"nothing", "abort", "commit"},
     "what may be concluded about a transaction that the coordinator has no record of"},
    {"readers",
     Type::count,
     "0",
     {},
     "further participants that only read (a limit, a price) in the same transaction",
     true},
    {"read_votes",
     Type::toggle,
     "on",
     {},
     "a participant that only read votes so, writes nothing and is not told the outcome"},
    {"work",
     Type::choice,
     "buy",
     {"buy", "read"},
     "read: no participant writes, nothing is bought, and the order is refused; for the cost of a "
     "transaction without updates"},
    {"checks",
     Type::choice,
     "work",
     {"work", "vote"},
     "when participants check whether they can do it: with the work, or deferred to their vote"},
    {"refusing",
     Type::count,
     "1",
     {},
     "how many of the branches refuse what the fund side refuses, each by itself"},
    {"ledgers",
     Type::choice,
     "apart",
     {"apart", "together"},
     "together: wallet and fund keep one database, so a transaction has one participant"},
    {"one_phase",
     Type::toggle,
     "on",
     {},
     "a single participant is told to commit without being asked for a vote"},
    {"dialect",
     Type::choice,
     "postgres",
     {"postgres", "mysql"},
     "mysql: XA START and XA END are round trips of their own before PREPARE"},
    {"transaction_timeout",
     Type::duration,
     "60s",
     {},
     "an older transaction is aborted although all have voted yes"},
    {"recovery_scan",
     Type::duration,
     "30s",
     {},
     "period of XA RECOVER while something is prepared"},
    {"work_timeout",
     Type::duration,
     "6s",
     {},
     "how long one participant may take for its part, lock waits included"},
    {"vote_timeout", Type::duration, "2s", {}, "how long the coordinator waits for a vote"},
    {"retry_every", Type::duration, "1s", {}, "pause before an outcome is sent again"},
    {"ask_every",
     Type::duration,
     "5s",
     {},
     "a participant that voted yes and was told nothing asks the coordinator, where an outcome is "
     "told only once"},
    {"unknown_retried",
     Type::duration,
     "0s",
     {},
     "how long an outcome is sent again to a database that does not know the branch, before it "
     "counts as done",
     true},
    {"rpc_timeout",
     Type::duration,
     "2s",
     {},
     "seata: how long calls from and to the coordinator are waited for"},
    {"stuck_after",
     Type::duration,
     "130s",
     {},
     "seata: age of a transaction at which a second phase under way is taken up again"},
    {"store",
     Type::choice,
     "forced",
     {"forced", "async"},
     "seata: whether the coordinator flushes its store before it answers"},
    {"store_flush", Type::duration, "2s", {}, "store: async: when it is flushed at the latest"},
    {"heuristic",
     Type::choice,
     "off",
     {"off", "commit", "rollback"},
     "what an operator does to what stays prepared, without the coordinator"},
    {"heuristic_after",
     Type::duration,
     "10m",
     {},
     "the operator's patience: what two looks in a row find prepared is decided"},
    {"lock_wait_timeout",
     Type::duration,
     "0s",
     {},
     "the databases' lock wait timeout for this strategy; 0s: as the database has it",
     true},
    {"recovery", Type::toggle, "on", {}, "off: nobody resolves what a crash left (a control)"},
    {"forced_decision", Type::toggle, "on", {}, "off: the decision is not flushed (a control)"},
    {"live_guard",
     Type::toggle,
     "on",
     {},
     "off: the recovery scan rolls back live transactions (a control)"},
    {"collecting_record",
     Type::toggle,
     "on",
     {},
     "presumed commit; off: the participants are not recorded before they vote (a control)"},
    {"counted_as",
     Type::choice,
     "r-star",
     {"r-star", "gray-lamport", "xa-sql"},
     "by which convention the cost oracle counts; the run is the same"},
};

const std::vector<ParameterProfile> parameter_profiles{
    {"xa-presumed-nothing",
     {{"presumption", "nothing"}, {"read_votes", "off"}},
     "basic two-phase commit: aborts are forced and acknowledged, a no is forced before it is said",
     "C. Mohan, B. Lindsay, R. Obermarck, \"Transaction management in the R* distributed database "
     "management system\", TODS 11(4), 1986, section 2"},
    {"xa-presumed-abort",
     {{"presumption", "abort"}, {"read_votes", "on"}},
     "no record and no acknowledgement of an abort; readers drop out at their vote",
     "C. Mohan, B. Lindsay, R. Obermarck, \"Transaction management in the R* distributed database "
     "management system\", TODS 11(4), 1986, section 3.1"},
    {"xa-presumed-commit",
     {{"presumption", "commit"}, {"read_votes", "on"}},
     "participants are recorded before the vote; a commit is neither acknowledged nor forced by "
     "them",
     "C. Mohan, B. Lindsay, R. Obermarck, \"Transaction management in the R* distributed database "
     "management system\", TODS 11(4), 1986, section 3.2"},
    {"seata-xa-2",
     {{"coordinator", "seata"},
      {"dialect", "mysql"},
      {"rpc_timeout", "15s"},
      {"retry_every", "1s"},
      {"transaction_timeout", "60s"},
      {"unknown_retried", "60s"},
      {"stuck_after", "130s"},
      {"store", "async"},
      {"store_flush", "2s"}},
     "prepares in the business call, without a vote; ends branches one after the other before it "
     "answers, and takes one that nobody knows for done after a while; its file store is flushed "
     "later unless told otherwise",
     "apache/incubator-seata server/src/main/java/org/apache/seata/server/coordinator/"
     "DefaultCore.java, rm-datasource/src/main/java/org/apache/seata/rm/datasource/xa/"
     "ConnectionProxyXA.java, ResourceManagerXA.java"},
};

constexpr std::string_view effort[] = {
    "transaction manager with a durable log", "prepared transactions enabled in every database",
    "recovery scan and somebody who watches in-doubt transactions"};

DeclaredEffort declared(const Parameters&) { return {.components = 1}; }

// Seata's own messages, and what is flushed for the transaction: the record of an order that was
// ruled out is the business's.
CostConvention seata_counting() {
  CostConvention convention{"XA, Seata: 4N + 4 messages"};
  convention.forced_write = [](const Happening& forced) {
    return forced.name != "cancel-unstarted";
  };
  return convention;
}

CostConvention convention(const Parameters& parameters) {
  if (parameters.choice("coordinator") == "seata") return seata_counting();
  if (parameters.choice("counted_as") == "gray-lamport") return gray_lamport();
  if (parameters.choice("counted_as") == "xa-sql") {
    return xa_over_sql(parameters.choice("dialect"));
  }
  const std::string& presumption = parameters.choice("presumption");
  return r_star_counting(presumption == "nothing"  ? "R* basic two-phase commit"
                         : presumption == "commit" ? "R* presumed commit"
                                                   : "R* presumed abort");
}

Claims claims(const Parameters& parameters) {
  Claims claims{.claimed = PropertySet::all(), .convention = convention(parameters)};
  if (parameters.choice("heuristic") != "off") {
    claims.withdrawn = "an operator decides prepared transactions alone";
  }
  const bool seata = parameters.choice("coordinator") == "seata";
  if (seata && parameters.choice("store") == "async") {
    claims.withdrawn =
        "the coordinator's store is flushed later: a power loss takes back decisions";
  }
  if (seata && parameters.duration("unknown_retried") == Duration{0}) {
    claims.withdrawn =
        "a rollback that overtakes its branch is taken for done, and the branch prepares after it";
  }
  return claims;
}

Portrait portrait() {
  return {
      .how =
          {"A coordinator has every participant do its part in an open transaction, with its "
           "locks, "
           "and then asks for votes. Who votes yes has forced a prepare record to disk and is *in "
           "doubt*: he may neither commit nor roll back by himself. When all have said yes, the "
           "coordinator forces its decision, which is the commit point, answers the customer, and "
           "tells the participants.",
           "If a participant says no or does not answer, everything is rolled back. Under presumed "
           "abort (the default) nothing has to be remembered of that: who asks about a transaction "
           "that the coordinator does not know is told that it was rolled back. `presumption` has "
           "the other variants.",
           "Half a purchase can be seen for milliseconds only, between the commits of two "
           "participants; and every machine that takes part has to be there for a purchase to "
           "succeed. Who is in doubt keeps his row locks until the coordinator is back, and "
           "everybody who wants those rows waits with him."},
      .fault = {"faults=[{name: crash, fault: crash, target: {host: centre}, when: {event: "
                "prepared.durable, times: 1}, restart_after: 10s}]",
                "workload.client.retries=0"},
      .tells =
          "The coordinator dies when the first participant has voted yes. Both are in doubt, with "
          "their locks, until it is back after ten seconds. It has no record of a decision, so it "
          "tells them to roll back; the customer, who had given up waiting, asks later and hears "
          "REFUSED.",
      .stands_for = {
          "C. Mohan, B. Lindsay, R. Obermarck, \"Transaction management in the R* distributed "
          "database management system\", TODS 11(4), 1986",
          "PostgreSQL's PREPARE TRANSACTION and MySQL's XA statements (`dialect`)",
          "Seata's XA mode (`profile: seata-xa-2`)", "the article's third scheme"}};
}

}  // namespace

Protocol xa_protocol() {
  return {.name = "xa",
          .summary = "two-phase commit, presumed abort",
          .parameters = parameter_specs,
          .profiles = parameter_profiles,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_xa,
          .make = make_xa,
          .portrait = portrait()};
}

}  // namespace txlab
