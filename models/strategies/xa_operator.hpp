// HeuristicOperator: somebody who does not wait for the coordinator (X/Open XA, heuristic
// completion): what has been prepared for too long is committed or rolled back by hand, so that its
// locks go. The decision may be the wrong one, and then the outcome is mixed for good.
#pragma once

#include <deque>
#include <set>

#include "models/parts/database/client.hpp"
#include "models/parts/database/state.hpp"
#include "models/strategies/shared/end_of_day.hpp"
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
  EndOfDay batch_;
  std::deque<DatabaseClient> databases_;
};

}  // namespace txlab::xa
