// Gateway: where customers' requests arrive. It keeps nothing durable and passes what is admitted
// on to the service that the strategy enters through, another replica for every attempt.
#pragma once

#include <vector>

#include "models/fund/admission.hpp"
#include "models/fund/conversation.hpp"
#include "sim/world/host.hpp"

namespace txlab {

class Gateway final : public Program {
 public:
  Gateway(Host& host, std::vector<HostId> entries, Duration patience, Admission admission)
      : host_(host),
        entries_(std::move(entries)),
        patience_(patience),
        admission_(std::move(admission)) {}
  Task<> main() override;
  Task<std::optional<PlaceOrder::Reply>> on_place(PlaceOrder request);
  Task<std::optional<Ask::Reply>> on_ask(Ask request);

 private:
  HostId entry(IntentId intent, std::uint32_t attempt) const {
    const std::uint32_t turn = host_.turn_of("the wallet", entries_.size());
    return entries_[(intent.value + attempt + turn) % entries_.size()];
  }
  Host& host_;
  std::vector<HostId> entries_;
  Duration patience_;
  Admission admission_;
};

}  // namespace txlab
