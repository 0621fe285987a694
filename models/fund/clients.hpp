// Clients: the customers' side of every strategy, identical for all of them.
//
// Customers come (open or closed loop), place a purchase, wait, retry with backoff, and read
// notices. Who is told that this was the first of two steps thinks, and takes the second or leaves.
// Whoever has no definitive answer in the end asks for the state of the order now and
// then, if he knows its id. What customers hear is reported; nothing else about them is known to
// anybody.
#pragma once

#include <vector>

#include "models/fund/conversation.hpp"
#include "models/fund/customers.hpp"
#include "sim/world/host.hpp"

namespace txlab {

class Clients final : public Program {
 public:
  Clients(Host& host, HostId gateway, const WorkloadSettings& workload, const Customers& customers,
          Duration ask_until);
  Task<> main() override;
  Notice::Reply on_notice(Notice notice);

 private:
  Task<> open_loop();
  Task<> closed_loop(ArrivalPhase phase, Instant begins, std::uint32_t client,
                     std::uint64_t first_intent);
  Task<> buy(IntentId intent);
  // The last answer, or unknown.
  Task<Told> place_until_answered(Purchase purchase, Step step);
  Task<Told> take_second_step(Purchase purchase);
  Task<> ask_until_told(Purchase purchase);
  Duration backoff(IntentId intent, std::uint32_t attempt) const;
  void hear(IntentId intent, Told told, ApplicationDate date);
  bool satisfied(IntentId intent) const;

  Host& host_;
  HostId gateway_;
  const WorkloadSettings& workload_;
  const Customers& customers_;
  Duration ask_until_;
  std::vector<bool> satisfied_;  // by intent: heard something definitive
};

}  // namespace txlab
