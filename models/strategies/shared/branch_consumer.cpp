#include "models/strategies/shared/branch_consumer.hpp"

#include <algorithm>

namespace txlab {

BrokerMessage message_about(const Deployment& site, const Purchase& purchase, std::uint64_t id) {
  BrokerMessage message = BrokerMessage::of(purchase.order.value, purchase, id);
  const std::vector<Tag>& tags = site.broker.tags;
  if (!tags.empty()) message.tag = tags[purchase.customer.value % tags.size()];
  return message;
}

Task<> BranchConsumer::main() {
  std::vector<TopicId> topics;
  for (std::uint32_t topic = 0; topic < site_.workload.branches; ++topic) {
    topics.push_back(static_cast<TopicId>(topic));
  }
  consumer_.start(topics, subscription());
  co_await ledger_.push_leftover_notices();
}

TagSubscription BranchConsumer::subscription() const {
  const std::vector<TagSubscription>& subscriptions = site_.broker.consumers.subscriptions;
  if (subscriptions.empty()) return TagSubscription::to("*");
  const auto self = std::ranges::find(site_.funds, host_.id());
  const auto number = static_cast<std::size_t>(self - site_.funds.begin());
  return subscriptions[std::min(number, subscriptions.size() - 1)];
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
