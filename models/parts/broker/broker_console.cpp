// What the broker does for people: apache/rocketmq tools/.../command/ (QueryMsgByKey, and sending a
// dead letter to its group again), broker/.../processor/AdminBrokerProcessor.java,
// resumeCheckHalfMessage.
#include "models/parts/broker/broker.hpp"

namespace txlab {

ListParked::Reply Broker::on_list_parked(ListParked request) {
  ListParked::Reply reply;
  for (LogPosition at = request.after + 1; at <= state_.parked().end(); ++at) {
    const ParkedMessage& parked = state_.parked().at(at);
    if (parked.resumed || parked.half != (request.which == Parked::half)) continue;
    reply.more = reply.count == ListParked::Reply::capacity;
    if (reply.more) break;
    reply.positions[reply.count] = at;
    reply.intents[reply.count] = parked.message.intent;
    ++reply.count;
  }
  return reply;
}

// It counts as taken up only when it is safe where it went: if the broker dies in between it is met
// on the list again, and may come twice.
Task<TakeUp::Reply> Broker::on_take_up(TakeUp request) {
  const LogPosition position = request.position;
  const bool half = request.which == Parked::half;
  const bool there = position >= state_.parked().begin() && position <= state_.parked().end();
  if (!there) co_return TakeUp::Reply{false};
  const ParkedMessage parked = state_.parked().at(position);
  if (parked.resumed || parked.half != half) co_return TakeUp::Reply{false};
  if (half) {
    const LogPosition copy = parked_.put_back(parked);
    co_await kept({copy, copy}, request.intent, "half");
  } else {
    StoredMessage again = parked.message;
    again.topics = 1;
    again.reconsumed = 0;
    again.done = again.parked = false;
    again.successor = 0;
    again.ready = {};
    again.bytes = 0;
    const Appended copy = append(again);
    co_await kept(copy, request.intent, "message");
    dispatch(copy);
  }
  if (state_.parked().at(position).resumed) co_return TakeUp::Reply{true};  // asked for twice
  state_.taken_up(position);
  if (settings_.alarm) {
    host_.world().happened({.kind = Happening::Kind::listed,
                            .host = host_.id(),
                            .intent = request.intent,
                            .value = -1,
                            .name = half ? parked_half_list : dead_letter_list});
  }
  co_return TakeUp::Reply{true};
}

}  // namespace txlab
