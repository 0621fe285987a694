#include "models/strategies/protocols.hpp"

#include "models/fund/gateway.hpp"
#include "models/parts/broker/parked_cases.hpp"
#include "models/parts/operators/operators.hpp"
#include "models/strategies/shared/agent_file.hpp"
#include "models/strategies/shared/end_of_day.hpp"
#include "models/strategies/shared/redemptions.hpp"
#include "models/strategies/shared/withdrawals.hpp"

namespace txlab {

namespace {

// The broker's lists, if there is one and somebody watches them.
void take_on_broker(Host& host, const Deployment& site, Operators& people) {
  auto* const broker = host.world().host(site.mq).find_durable<BrokerState>();
  if (broker == nullptr || !site.broker.alarm) return;
  if (site.operators->may(OperatorAction::replay_dead_letter)) {
    people.take_on(std::make_unique<ParkedCases>(host, site.mq, *broker, Parked::dead_letter));
  }
  if (site.operators->may(OperatorAction::resume_half)) {
    people.take_on(std::make_unique<ParkedCases>(host, site.mq, *broker, Parked::half));
  }
}

class Operations final : public Program {
 public:
  Operations(Host& host, const Deployment& site, HostId fund_database, CaseLists lists)
      : host_(host), batch_(host, site, site.wallet_database, fund_database) {
    if (site.workload.calendar) agent_.emplace(host, site, fund_database);
    if (site.workload.withdrawals) withdrawals_.emplace(host, site);
    if (site.workload.on_branch_refused != OnBranchRefused::wallet_held) {
      redemptions_.emplace(host, site);
    }
    if (!site.operators) return;
    people_.emplace(host, *site.operators);
    take_on_broker(host, site, *people_);
    for (auto& list : lists) people_->take_on(std::move(list));
  }
  Task<> main() override {
    if (agent_) {
      host_.spawn(agent_->run());
      host_.spawn(agent_->push_leftover_notices());
    }
    if (redemptions_) host_.spawn(redemptions_->run());
    if (withdrawals_) host_.spawn(withdrawals_->run());
    if (people_) people_->start();
    co_await batch_.run();
  }

 private:
  Host& host_;
  EndOfDay batch_;
  std::optional<AgentFile> agent_;
  std::optional<Redemptions> redemptions_;
  std::optional<Withdrawals> withdrawals_;
  std::optional<Operators> people_;
};

}  // namespace

std::unique_ptr<Program> gateway_to(const Deployment& site, std::vector<HostId> entries,
                                    Host& host) {
  return std::make_unique<Gateway>(host, std::move(entries), site.workload.client.timeout,
                                   Admission(host, site.workload, site.customers, site.bank));
}

std::unique_ptr<Program> broker_for(const Deployment& site, Host& host, BrokerUse use) {
  for (std::uint32_t topic = 0; topic < site.workload.branches; ++topic) {
    use.consumers[static_cast<TopicId>(topic)] = site.funds;
  }
  use.replicas = site.mq_replicas;
  return std::make_unique<Broker>(host, site.broker, std::move(use));
}

std::unique_ptr<Program> end_of_day(const Deployment& site, Host& host, HostId fund_database,
                                    CaseLists of_the_protocol) {
  return std::make_unique<Operations>(host, site, fund_database, std::move(of_the_protocol));
}

}  // namespace txlab
