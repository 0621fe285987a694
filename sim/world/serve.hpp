// How a host serves a request: the templates behind Host::on and Host::durable.
#pragma once

#include "sim/world/host.hpp"

namespace txlab {

namespace serving {

template <typename>
struct Traits;
template <typename P, typename R, typename M>
struct Traits<R (P::*)(M)> {
  using ProgramType = P;
  using Result = R;
  using Body = M;
  static constexpr bool wants_sender = false;
};
template <typename P, typename R, typename M>
struct Traits<R (P::*)(M, HostId)> {
  using ProgramType = P;
  using Result = R;
  using Body = M;
  static constexpr bool wants_sender = true;
};

template <typename T>
inline constexpr bool is_task = false;
template <typename T>
inline constexpr bool is_task<Task<T>> = true;

template <typename T>
inline constexpr bool is_optional = false;
template <typename T>
inline constexpr bool is_optional<std::optional<T>> = true;

// What of a request is needed to answer it, without its payload.
struct Header {
  explicit Header(const Envelope& envelope)
      : from(envelope.from),
        type_id(envelope.type_id),
        message_class(envelope.message_class),
        flow(envelope.flow),
        variant(envelope.variant),
        call(envelope.call),
        intent(envelope.intent),
        patience(envelope.patience),
        name(envelope.name) {}
  HostId from;
  std::uint32_t type_id;
  MessageClass message_class;
  Envelope::Flow flow;
  std::uint32_t variant;
  std::uint64_t call;
  IntentId intent;
  Duration patience;
  std::string_view name;
};

template <auto Method, typename P, typename M>
auto invoke(P& program, const M& body, [[maybe_unused]] HostId from) {
  if constexpr (Traits<decltype(Method)>::wants_sender) {
    return (program.*Method)(body, from);
  } else {
    return (program.*Method)(body);
  }
}

// An empty optional keeps silent.
template <typename Result>
void answer(Host& host, const Header& header, const Result& result) {
  if constexpr (is_optional<Result>) {
    if (result) host.endpoint().reply(header, *result);
  } else {
    host.endpoint().reply(header, result);
  }
}

template <auto Method, typename P, typename M>
Task<> process(Host& host, P& program, M body, Header header, Duration service, bool rejected) {
  std::optional<Permits::Permit> worker;
  if (host.workers() != nullptr) {
    auto permit = co_await host.workers()->acquire("worker");
    worker.emplace(std::move(permit));
  }
  if (service > Duration{0}) co_await Sleep(host.kernel(), service, "service");
  if (rejected) {
    host.endpoint().reject(header);
    co_return;
  }
  using Result = typename Traits<decltype(Method)>::Result;
  if constexpr (std::is_same_v<Result, Task<>>) {
    co_await invoke<Method>(program, body, header.from);
  } else {
    const auto result = co_await invoke<Method>(program, body, header.from);
    answer(host, header, result);
  }
}

template <auto Method, typename P>
void dispatch(Host& host, void* program, const Envelope& envelope) {
  using T = Traits<decltype(Method)>;
  using Body = std::remove_cvref_t<typename T::Body>;
  using Result = typename T::Result;
  P& target = *static_cast<P*>(program);
  if constexpr (is_task<Result>) {
    host.spawn(process<Method, P, Body>(host, target, envelope.get<Body>(), Header(envelope),
                                        host.service_time(envelope), host.rejects(envelope)));
  } else if constexpr (std::is_void_v<Result>) {
    invoke<Method>(target, envelope.get<Body>(), envelope.from);
  } else {
    answer(host, Header(envelope), invoke<Method>(target, envelope.get<Body>(), envelope.from));
  }
}

}  // namespace serving

template <auto Method, typename P>
void Host::on(P& program) {
  using Body = std::remove_cvref_t<typename serving::Traits<decltype(Method)>::Body>;
  static_assert(Message<Body>);
  endpoint_.on(Body::type, &program, &serving::dispatch<Method, P>);
}

namespace serving {
// Its address names the type.
template <typename T>
inline constexpr char key_of = 0;
}  // namespace serving

template <typename T>
T* Host::find_durable() {
  for (const auto& [type, state] : durables_) {
    if (type == &serving::key_of<T>) return static_cast<T*>(state.get());
  }
  return nullptr;
}

template <typename T, typename... Args>
T& Host::durable(Args&&... args) {
  if (T* const found = find_durable<T>()) return *found;
  durables_.emplace_back(&serving::key_of<T>, std::make_unique<T>(std::forward<Args>(args)...));
  return static_cast<T&>(*durables_.back().second);
}

}  // namespace txlab
