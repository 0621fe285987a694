#include "models/strategies/shared/branch_consumer.hpp"

namespace txlab {

Task<> BranchConsumer::main() {
  std::vector<TopicId> topics;
  for (std::uint32_t topic = 0; topic < site_.workload.branches; ++topic) {
    topics.push_back(static_cast<TopicId>(topic));
  }
  consumer_.start(topics);
  co_await ledger_.push_leftover_notices();
}

Task<bool> BranchConsumer::consume(Deliver message) {
  const auto purchase = message.message.as<Purchase>();
  bool consumed = false;
  if (message.topic == branch_topic) {
    consumed = co_await ledger_.run(purchase, message.message.id);
  } else {
    consumed = co_await ledger_.run_extra(purchase, message.topic, message.message.id);
  }
  co_return consumed;
}

}  // namespace txlab
