// AgentFile: the exchange with the transfer agent, once a day, in files.
//
// In the evening of an application date its applications go out; in the morning after, the agent's
// answer comes and is booked, one application after the other: confirmed, confirmed in part, or
// refused. Units exist from then on, and customers are told. In the afternoon what the
// agent did not take is paid back. It belongs to the business and runs beside every strategy that
// has an end-of-day batch; each step expects the state before it, so a run that dies in the middle
// is simply repeated.
#pragma once

#include "models/fund/transactions.hpp"
#include "models/parts/database/client.hpp"
#include "models/strategies/deployment.hpp"
#include "models/strategies/shared/notifier.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class AgentFile {
 public:
  AgentFile(Host& host, const Deployment& site, HostId fund_database);
  Task<> run();
  Task<> push_leftover_notices() { return notifier_.push_leftovers(); }

 private:
  // Everything that is due at this time; false if something is left for another day.
  Task<bool> work(Duration now);
  Task<bool> export_file(Duration now);
  Task<bool> book_answers(Duration now);
  Task<bool> pay_back(Duration now);
  Task<> book(Purchase application);

  Host& host_;
  const Deployment& site_;
  Calendar calendar_;
  DatabaseClient fund_;
  Notifier notifier_;
  WorkGate& applications_;
};

}  // namespace txlab
