// BranchConsumer: the fund service as a consumer of the branch topics. Topic 0 carries the branch,
// topic k the k-th further one; a message is consumed when its branch is settled for good.
#pragma once

#include "models/parts/broker/publish.hpp"
#include "models/parts/broker/push_consumer.hpp"
#include "models/strategies/shared/branch_ledger.hpp"

namespace txlab {

inline constexpr TopicId branch_topic = 0;

// What the message about a purchase says, and the tag on it: what is told apart by tags (a share
// class, a sales channel) belongs to the customer. `id`: what the client library gives it.
BrokerMessage message_about(const Deployment& site, const Purchase& purchase, std::uint64_t id = 0);

// One message for all branches, delivered to the consumer group of each.
inline Publish message_for_branches(const Deployment& site, const Purchase& purchase) {
  return {purchase.intent, branch_topic, static_cast<std::uint8_t>(site.workload.branches),
          message_about(site, purchase)};
}

class BranchConsumer final : public Program, public Listener {
 public:
  BranchConsumer(Host& host, const Deployment& site, Deduplication dedup,
                 BranchLedger::Quote quote = BranchLedger::Quote::as_ordered,
                 Acknowledge acknowledge = Acknowledge::when_done)
      : host_(host),
        site_(site),
        ledger_(host, site, dedup, quote),
        consumer_(host, site.mq, site.broker.consumers, *this, acknowledge) {}
  Task<> main() override;
  Task<bool> consume(Deliver message) override;
  BranchLedger& ledger() { return ledger_; }

 private:
  TagSubscription subscription() const;

  Host& host_;
  const Deployment& site_;
  BranchLedger ledger_;
  PushConsumer consumer_;
};

}  // namespace txlab
