#include "models/strategies/protocols.hpp"

#include "models/fund/gateway.hpp"
#include "models/strategies/shared/agent_file.hpp"
#include "models/strategies/shared/end_of_day.hpp"
#include "models/strategies/shared/redemptions.hpp"
#include "models/strategies/shared/withdrawals.hpp"

namespace txlab {

namespace {

class Operations final : public Program {
 public:
  Operations(Host& host, const Deployment& site, HostId fund_database)
      : host_(host), batch_(host, site, site.wallet_database, fund_database) {
    if (site.workload.calendar) agent_.emplace(host, site, fund_database);
    if (site.workload.withdrawals) withdrawals_.emplace(host, site);
    if (site.workload.on_branch_refused != OnBranchRefused::wallet_held) {
      redemptions_.emplace(host, site);
    }
  }
  Task<> main() override {
    if (agent_) {
      host_.spawn(agent_->run());
      host_.spawn(agent_->push_leftover_notices());
    }
    if (redemptions_) host_.spawn(redemptions_->run());
    if (withdrawals_) host_.spawn(withdrawals_->run());
    co_await batch_.run();
  }

 private:
  Host& host_;
  EndOfDay batch_;
  std::optional<AgentFile> agent_;
  std::optional<Redemptions> redemptions_;
  std::optional<Withdrawals> withdrawals_;
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

std::unique_ptr<Program> end_of_day(const Deployment& site, Host& host, HostId fund_database) {
  return std::make_unique<Operations>(host, site, fund_database);
}

}  // namespace txlab
