// MainSideFold: what main's side does for the sake of purchases, whatever the protocol: messages of
// whoever stands in front of the branches, and what is written in the wallet's database.
#pragma once

#include "models/strategies/deployment.hpp"
#include "scenarios/study/run_metrics.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class MainSideFold final : public Observer {
 public:
  explicit MainSideFold(const Deployment& site) : site_(site) {}

  void on(const Happening& happening, Instant at) override;
  const MainSide& counted() const { return counted_; }

 private:
  bool is_main_side(HostId host) const;

  const Deployment& site_;
  MainSide counted_;
};

}  // namespace txlab
