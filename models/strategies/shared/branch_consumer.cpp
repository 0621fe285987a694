#include "models/strategies/shared/branch_consumer.hpp"

namespace txlab {

Task<> BranchConsumer::main() {
  host_.on<&BranchConsumer::on_deliver>(*this);
  host_.on<&BranchConsumer::on_broker_is_back>(*this);
  for (std::uint32_t topic = 0; topic < site_.workload.branches; ++topic) {
    host_.spawn(subscribe(host_, site_.mq, static_cast<TopicId>(topic)));
  }
  co_await ledger_.push_leftover_notices();
}

void BranchConsumer::on_broker_is_back(BrokerIsBack notice) {
  host_.spawn(subscribe(host_, site_.mq, notice.topic));
}

Task<> BranchConsumer::on_deliver(Deliver message) {
  const auto purchase = message.message.as<Purchase>();
  bool consumed = false;
  if (message.topic == branch_topic) {
    consumed = co_await ledger_.run(purchase);
  } else {
    consumed = co_await ledger_.run_extra(purchase, message.topic);
  }
  acknowledge(host_, site_.mq, message, consumed);
}

}  // namespace txlab
