// People and prepared transactions that nobody finishes.
//
// HeuristicOperator: somebody who does not wait for the coordinator (X/Open XA, heuristic
// completion): what has been prepared for too long is committed or rolled back by hand, so that its
// locks go. The decision may be the wrong one, and then the outcome is mixed for good.
//
// InDoubtCases: what is in doubt at one database as a list of cases. Whoever works them off reads
// the coordinator's log first and ends the branch at the database by what it says, past services
// that do not answer. A coordinator that does not answer either leaves it as it is.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "models/parts/database/client.hpp"
#include "models/parts/database/state.hpp"
#include "models/strategies/protocols.hpp"
#include "models/strategies/xa_messages.hpp"

namespace txlab::xa {

class HeuristicOperator final : public Program {
 public:
  HeuristicOperator(Host& host, const Deployment& site, const Options& options);
  Task<> main() override;

 private:
  Task<> watch(std::size_t database);
  // Decides what was prepared already at the last look; returns what is prepared now.
  Task<std::set<GlobalId>> look(std::size_t database, std::set<GlobalId> before);

  Host& host_;
  const Options& options_;
  std::unique_ptr<Program> batch_;
  std::deque<DatabaseClient> databases_;
};

class InDoubtCases final : public CaseList {
 public:
  InDoubtCases(Host& host, HostId coordinator, HostId database);

  std::string_view name() const override { return in_doubt_list; }
  WorkGate& gate() override { return gate_; }
  // What has been there for a while: most of it ends by itself.
  Task<std::optional<Page>> read(std::uint64_t after) override;
  Task<bool> settle(Case one) override;

 private:
  Host& host_;
  HostId coordinator_;
  DatabaseClient database_;
  WorkGate& gate_;
  std::map<GlobalId, LocalInstant> seen_;  // since when, at the last look
};

// One list for every database in which something may be prepared.
CaseLists in_doubt_cases(Host& host, const Deployment& site, const Options& options);

}  // namespace txlab::xa
