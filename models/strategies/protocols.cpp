#include "models/strategies/protocols.hpp"

#include "models/fund/gateway.hpp"
#include "models/strategies/shared/end_of_day.hpp"

namespace txlab {

namespace {

class Operations final : public Program {
 public:
  Operations(Host& host, const Deployment& site, HostId fund_database)
      : batch_(host, site, site.wallet_database, fund_database) {}
  Task<> main() override { co_await batch_.run(); }

 private:
  EndOfDay batch_;
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
