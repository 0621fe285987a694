// xa: two-phase commit in the variants of R* (C. Mohan, B. Lindsay, R. Obermarck, "Transaction
// management in the R* distributed database management system", TODS 11(4), 1986): basic, presumed
// abort and presumed commit, with read-only votes, and one phase where there is one participant.
//
// A participant that has voted yes waits for the coordinator, whatever happens, with its locks.
// After a crash the coordinator repeats the outcomes that it remembers, and its recovery scan asks
// the databases for prepared transactions (XA RECOVER): those that it does not know and is not
// working on get the presumed outcome (the live-transaction guard). Controls: recovery off;
// forced_decision off; live_guard off. An operator who does not wait is `heuristic`.
#include "models/strategies/protocols.hpp"
#include "models/strategies/xa_coordinator.hpp"
#include "models/strategies/xa_operator.hpp"
#include "models/strategies/xa_participant.hpp"
#include "models/strategies/xa_seata.hpp"

namespace txlab {

namespace {

using namespace xa;

class Xa final : public Strategy {
 public:
  Xa(const Deployment& site, Options options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, {site_.centre}, host);
      case Role::wallet:
      case Role::fund:
        return std::make_unique<Participant>(host, site_, options_, role);
      case Role::centre:
        return std::make_unique<Coordinator>(host, site_, options_);
      case Role::ops:
        if (options_.heuristic != Heuristic::off) {
          return std::make_unique<HeuristicOperator>(host, site_, options_);
        }
        return end_of_day(site_, host,
                          options_.together ? site_.wallet_database : site_.fund_database,
                          in_doubt_cases(host, site_, options_));
      case Role::broker:
      case Role::department:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  Options options_;
};

Presumption presumption(const std::string& name) {
  if (name == "nothing") return Presumption::nothing;
  return name == "abort" ? Presumption::abort : Presumption::commit;
}

Heuristic heuristic(const std::string& name) {
  if (name == "off") return Heuristic::off;
  return name == "commit" ? Heuristic::commit : Heuristic::rollback;
}

}  // namespace

std::unique_ptr<Strategy> make_xa(const Deployment& site, const Parameters& parameters) {
  const auto& p = parameters;
  if (p.choice("coordinator") == "seata") return make_xa_seata(site, parameters);
  return std::make_unique<Xa>(site,
                              Options{.presumption = presumption(p.choice("presumption")),
                                      .readers = static_cast<std::uint64_t>(p.count("readers")),
                                      .read_votes = p.on("read_votes"),
                                      .reads_only = p.choice("work") == "read",
                                      .check_at_vote = p.choice("checks") == "vote",
                                      .refusing = static_cast<std::uint64_t>(p.count("refusing")),
                                      .together = p.choice("ledgers") == "together",
                                      .one_phase = p.on("one_phase"),
                                      .xa_verbs = p.choice("dialect") == "mysql",
                                      .transaction_timeout = p.duration("transaction_timeout"),
                                      .recovery_scan = p.duration("recovery_scan"),
                                      .work_timeout = p.duration("work_timeout"),
                                      .vote_timeout = p.duration("vote_timeout"),
                                      .retry_every = p.duration("retry_every"),
                                      .ask_every = p.duration("ask_every"),
                                      .unknown_retried = p.duration("unknown_retried"),
                                      .heuristic = heuristic(p.choice("heuristic")),
                                      .heuristic_after = p.duration("heuristic_after"),
                                      .recovery = p.on("recovery"),
                                      .forced_decision = p.on("forced_decision"),
                                      .live_guard = p.on("live_guard"),
                                      .collecting_record = p.on("collecting_record")});
}

}  // namespace txlab
