// tcc as Seata runs it: the application at the gateway, Seata's coordinator, and participants with
// its fence.
#include "models/strategies/protocols.hpp"
#include "models/strategies/seata_coordinator.hpp"
#include "models/strategies/tcc_application.hpp"
#include "models/strategies/tcc_fence.hpp"

namespace txlab {

namespace {

using namespace tcc;

class TccOfSeata final : public Strategy {
 public:
  TccOfSeata(const Deployment& site, GlobalOptions options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return std::make_unique<Application>(host, site_, options_, try_and_confirm,
                                             seata_decision_attempts);
      case Role::wallet:
      case Role::fund:
        return std::make_unique<FencedService>(host, site_, options_, Fence::state_row, role);
      case Role::centre:
        return std::make_unique<SeataCoordinator>(host, site_, options_, try_and_confirm);
      case Role::ops:
        return end_of_day(site_, host, site_.fund_database);
      case Role::broker:
      case Role::department:
        return std::make_unique<Idle>();
    }
    return nullptr;
  }

 private:
  const Deployment& site_;
  GlobalOptions options_;
};

}  // namespace

std::unique_ptr<Strategy> make_tcc_seata(const Deployment& site, const Parameters& parameters) {
  return std::make_unique<TccOfSeata>(site, global_options(parameters));
}

}  // namespace txlab
