// Participant: the wallet or fund service under XA, between the coordinator and its databases.
//
// Open branches are RAM: a crash forgets them, and the database rolls them back. What has been
// prepared is the database's, under its global id, and whoever knows the id may finish it.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "models/strategies/shared/wallet_ledger.hpp"
#include "models/strategies/xa_messages.hpp"

namespace txlab::xa {

class Participant final : public Program {
 public:
  Participant(Host& host, const Deployment& site, const Options& options, Role role);
  Task<> main() override;

  Task<std::optional<Work::Reply>> on_work(Work request);
  Task<std::optional<Prepare::Reply>> on_prepare(Prepare request);
  Task<std::optional<Outcome::Reply>> on_outcome(Outcome request);
  Task<std::optional<CommitOnePhase::Reply>> on_commit_one_phase(CommitOnePhase request);
  Task<std::optional<RuleOut::Reply>> on_rule_out(RuleOut request);
  Task<InDoubt::Reply> on_in_doubt(InDoubt request);

 private:
  struct Branch {
    enum class State : std::uint8_t { working, ready, preparing } state = State::working;
    bool unwanted = false;  // aborted while a request was under way
    bool refused = false;   // will vote no
    std::optional<DatabaseClient::Session> session;
  };

  DatabaseClient& database(GlobalId gid);
  bool reader(GlobalId gid) const {
    return options_.reads_only || part_of(gid) > site_.workload.branches;
  }
  bool refuses(std::uint64_t part, const Purchase& purchase) const;
  bool heard_before(GlobalId gid);
  Statement statement(std::uint64_t part, const Purchase& purchase) const;
  Task<> begin(GlobalId gid, Purchase purchase);
  Task<std::optional<bool>> end_with_prepare(GlobalId gid, IntentId intent,
                                             DatabaseClient::Session session);
  Task<> vote_no(GlobalId gid, IntentId intent);
  Task<> roll_back(GlobalId gid, IntentId intent);
  Task<> give_up_unprepared(GlobalId gid, IntentId intent);
  bool asks() const;
  Task<> ask_about_what_is_prepared();
  Task<> ask_until_told(GlobalId gid, IntentId intent);

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  std::size_t first_part_;
  std::deque<DatabaseClient> databases_;
  std::map<GlobalId, Branch> open_;
  std::set<GlobalId> heard_;
  std::set<GlobalId> untold_;  // voted yes, and no outcome has come
};

}  // namespace txlab::xa
