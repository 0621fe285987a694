// Endpoint: how a host takes part in conversations: calls with timeouts, one-way sends, handlers.
//
//   const auto vote = co_await host.call(wallet, Prepare{...}, 1s);   //
//   std::optional<Prepare::Reply>
//
// Silence is an empty optional: the request, the reply or the peer may be lost, and the caller
// cannot know which. Handlers are member functions of the program that the host runs. A handler
// that returns a Task runs as a process of its own, takes one of the host's workers and costs
// service time; one that returns a value or nothing is answered on the spot. A handler may return
// an empty optional to keep silent. Requests may arrive twice. What is sent one way is never
// answered.
#pragma once

#include <optional>
#include <vector>

#include "sim/kernel/wait.hpp"
#include "sim/world/message.hpp"

namespace txlab {

class Host;
class Endpoint;

// The part of a call that does not depend on its types.
class PendingCall : public Wait {
 public:
  PendingCall(const PendingCall&) = delete;

 protected:
  PendingCall(Endpoint& endpoint, HostId callee, std::string_view what, Duration timeout,
              void* reply, std::uint16_t reply_size);
  ~PendingCall();
  bool await_ready() const noexcept { return false; }
  void start_waiting();
  bool answered() const { return answered_; }
  std::uint64_t name() const { return name_; }

  Endpoint& endpoint_;

 private:
  friend class Endpoint;
  void answer(const Envelope& reply);
  void give_up_after(Duration delay);

  HostId callee_;
  Duration timeout_;
  Instant ends_ = end_of_time;
  void* reply_;
  std::uint16_t reply_size_;
  bool answered_ = false;
  std::uint64_t name_;
};

template <Request M>
class [[nodiscard]] Call : PendingCall {
 public:
  Call(Endpoint& endpoint, HostId to, const M& message, Duration timeout, std::uint32_t attempt);
  using PendingCall::await_ready;
  template <typename P>
  void await_suspend(std::coroutine_handle<P> waiter) {
    suspend(waiter);
    start_waiting();
  }
  std::optional<typename M::Reply> await_resume() {
    if (!answered()) return std::nullopt;
    return reply_;
  }

 private:
  typename M::Reply reply_{};
};

class Endpoint {
 public:
  explicit Endpoint(Host& host) : host_(host) {}

  using Handle = void (*)(Host& host, void* program, const Envelope& envelope);
  void on(const MessageType& type, void* program, Handle handle);
  // What the program that runs here handles.
  std::vector<MessageType> handled() const;
  // Takes over from the crashed incarnation: no handlers, and late replies find nobody.
  void reset();

  template <Message M>
  void send(HostId to, const M& message, Envelope::Flow flow = Envelope::Flow::one_way,
            std::uint64_t call = 0, Duration patience = Duration{0}, std::uint32_t attempt = 0);
  template <typename Header, typename Reply>
  void reply(const Header& header, const Reply& reply);
  // The request is answered with an error (HTTP 500): the caller hears soon that there is no
  // answer.
  template <typename Header>
  void reject(const Header& header);

  void receive(const Envelope& envelope);
  // The connections to a host were reset (its process died, or it is back after losing power):
  // calls to it end soon, without an answer. Whether they were carried out, the caller cannot know.
  void hang_up(HostId callee);
  // The same for one call, which nobody listens to.
  void hang_up(std::uint64_t call);
  Host& host() { return host_; }

 private:
  friend class PendingCall;
  struct Handler {
    MessageType type;
    void* program;
    Handle handle;
  };
  struct Slot {
    PendingCall* call = nullptr;
    std::uint32_t generation = 1;  // so that no name is 0, which one-way messages carry
  };

  Envelope& compose();
  template <typename Header>
  Envelope& compose_answer(const Header& header, Envelope::Flow flow);
  void post(Envelope& envelope);
  std::uint64_t enter(PendingCall& call);
  PendingCall* waiting_for(std::uint64_t call);
  void leave(std::uint64_t name);

  Host& host_;
  std::vector<Handler> handlers_;
  std::vector<Slot> calls_;
  std::vector<std::uint32_t> free_calls_;
};

template <Message M>
void Endpoint::send(HostId to, const M& message, Envelope::Flow flow, std::uint64_t call,
                    Duration patience, std::uint32_t attempt) {
  Envelope& envelope = compose();
  envelope.to = to;
  envelope.type_id = M::type.id;
  envelope.message_class = M::type.message_class;
  envelope.flow = flow;
  envelope.variant = distinct(message) * 31 + attempt;
  envelope.call = call;
  envelope.intent = message.intent;
  envelope.patience = patience;
  envelope.name = M::type.name;
  envelope.put(message);
  post(envelope);
}

template <typename Header>
Envelope& Endpoint::compose_answer(const Header& header, Envelope::Flow flow) {
  Envelope& envelope = compose();
  envelope.to = header.from;
  envelope.type_id = header.type_id;
  envelope.message_class = header.message_class;
  envelope.flow = flow;
  envelope.variant = header.variant;
  envelope.call = header.call;
  envelope.intent = header.intent;
  envelope.patience = header.patience;
  envelope.name = header.name;
  return envelope;
}

template <typename Header, typename Reply>
void Endpoint::reply(const Header& header, const Reply& reply) {
  if (header.flow != Envelope::Flow::request) return;  // nobody waits for it
  Envelope& envelope = compose_answer(header, Envelope::Flow::reply);
  envelope.put(reply);
  post(envelope);
}

template <typename Header>
void Endpoint::reject(const Header& header) {
  if (header.flow != Envelope::Flow::request) return;
  Envelope& envelope = compose_answer(header, Envelope::Flow::error);
  envelope.size = 0;
  post(envelope);
}

template <Request M>
Call<M>::Call(Endpoint& endpoint, HostId to, const M& message, Duration timeout,
              std::uint32_t attempt)
    : PendingCall(endpoint, to, M::type.name, timeout, &reply_, sizeof(typename M::Reply)) {
  endpoint.send(to, message, Envelope::Flow::request, name(), timeout, attempt);
}

}  // namespace txlab
