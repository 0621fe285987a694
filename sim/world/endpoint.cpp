#include "sim/world/endpoint.hpp"

#include <algorithm>

#include "sim/world/host.hpp"
#include "sim/world/world.hpp"

namespace txlab {

namespace {
// A reset travels about as long as any small packet; a constant keeps it out of the weather.
constexpr Duration reset_travels = 1ms;
}  // namespace

PendingCall::PendingCall(Endpoint& endpoint, HostId callee, std::string_view what, Duration timeout,
                         void* reply, std::uint16_t reply_size)
    : Wait(endpoint.host().kernel(), what),
      endpoint_(endpoint),
      callee_(callee),
      timeout_(endpoint.host().clock().real(timeout)),
      reply_(reply),
      reply_size_(reply_size),
      name_(endpoint.enter(*this)) {}

PendingCall::~PendingCall() { endpoint_.leave(name_); }

void PendingCall::start_waiting() {
  ends_ = saturating_add(kernel_.now(), timeout_);
  kernel_.agenda().add(ends_, *this);
}

// Never later than it would have given up anyway, however often it is told.
void PendingCall::give_up_after(Duration delay) {
  const Instant ends = kernel_.now() + delay;
  if (!armed() || ends >= ends_) return;
  ends_ = ends;
  kernel_.agenda().cancel(*this);
  kernel_.agenda().add(ends_, *this);
}

// The first answer wins; the timer is given up and the process goes on at once.
void PendingCall::answer(const Envelope& reply) {
  CHECK(reply.size == reply_size_);
  std::memcpy(reply_, reply.payload, reply.size);
  answered_ = true;
  endpoint_.leave(name_);
  kernel_.agenda().cancel(*this);
  waiter().resume();
}

std::uint64_t Endpoint::enter(PendingCall& call) {
  std::uint32_t index;
  if (free_calls_.empty()) {
    index = static_cast<std::uint32_t>(calls_.size());
    calls_.emplace_back();
    free_calls_.reserve(calls_.capacity());
  } else {
    index = free_calls_.back();
    free_calls_.pop_back();
  }
  calls_[index].call = &call;
  return std::uint64_t{calls_[index].generation} << 32 | index;
}

void Endpoint::leave(std::uint64_t name) {
  const auto index = static_cast<std::uint32_t>(name);
  Slot& slot = calls_[index];
  if (slot.generation != static_cast<std::uint32_t>(name >> 32)) return;
  slot.call = nullptr;
  ++slot.generation;
  free_calls_.push_back(index);
}

void Endpoint::on(const MessageType& type, void* program, Handle handle) {
  for (const Handler& handler : handlers_) CHECK(handler.type.id != type.id);
  handlers_.push_back({type, program, handle});
}

std::vector<MessageType> Endpoint::handled() const {
  std::vector<MessageType> types;
  for (const Handler& handler : handlers_) types.push_back(handler.type);
  return types;
}

void Endpoint::reset() { handlers_.clear(); }

Envelope& Endpoint::compose() {
  Envelope& envelope = host_.world().network().compose();
  envelope.from = host_.id();
  return envelope;
}

void Endpoint::post(Envelope& envelope) { host_.world().network().send(envelope); }

void Endpoint::hang_up(HostId callee) {
  for (const Slot& slot : calls_) {
    if (slot.call != nullptr && slot.call->callee_ == callee) {
      slot.call->give_up_after(reset_travels);
    }
  }
}

void Endpoint::hang_up(std::uint64_t name) {
  PendingCall* const call = waiting_for(name);
  if (call != nullptr) call->give_up_after(reset_travels);
}

PendingCall* Endpoint::waiting_for(std::uint64_t call) {
  const auto index = static_cast<std::uint32_t>(call);
  const auto generation = static_cast<std::uint32_t>(call >> 32);
  const bool known = index < calls_.size() && calls_[index].generation == generation;
  return known ? calls_[index].call : nullptr;
}

void Endpoint::receive(const Envelope& envelope) {
  if (envelope.flow == Envelope::Flow::reply) {
    PendingCall* const call = waiting_for(envelope.call);
    if (call != nullptr) call->answer(envelope);
    return;
  }
  if (envelope.flow == Envelope::Flow::error) {
    PendingCall* const call = waiting_for(envelope.call);
    if (call != nullptr) call->give_up_after(Duration{0});
    return;
  }
  for (const Handler& handler : handlers_) {
    if (handler.type.id == envelope.type_id)
      return handler.handle(host_, handler.program, envelope);
  }
  // Nobody listens here (yet): the sender hears nothing.
}

}  // namespace txlab
