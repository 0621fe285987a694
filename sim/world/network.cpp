#include "sim/world/network.hpp"

#include <algorithm>

#include "sim/world/host.hpp"
#include "sim/world/world.hpp"

namespace txlab {

struct Network::Delivery final : Event, Envelope {
  explicit Delivery(Network& owner) : Event(&Delivery::fire), network(owner) {}
  ~Delivery() { network.world_.kernel().agenda().cancel(*this); }
  static void fire(Event& event) {
    auto& delivery = static_cast<Delivery&>(event);
    delivery.network.arrive(delivery);
  }
  Network& network;
};

Network::Network(World& world, Topology topology, std::uint64_t seed)
    : world_(world), topology_(std::move(topology)), seed_(seed), weather_(seed, "weather") {}

Network::~Network() = default;

Network::Delivery& Network::new_delivery() {
  if (free_.empty()) {
    deliveries_.push_back(std::make_unique<Delivery>(*this));
    free_.reserve(deliveries_.capacity());
    return *deliveries_.back();
  }
  Delivery& delivery = *free_.back();
  free_.pop_back();
  return delivery;
}

void Network::recycle(Delivery& delivery) { free_.push_back(&delivery); }

Envelope& Network::compose() { return new_delivery(); }

Network::Weather Network::weather_for(const Envelope& envelope, std::uint64_t copy) {
  const bool attributed = static_cast<bool>(envelope.intent);
  const std::uint64_t index = attributed ? envelope.intent.value : ++background_;
  const std::uint64_t age = attributed ? world_.age_in_seconds(envelope.intent) : 0;
  const std::uint64_t route = std::uint64_t{envelope.from.value} << 16 | envelope.to.value;
  const std::uint64_t flow = static_cast<std::uint64_t>(envelope.flow);
  const std::uint64_t what = (std::uint64_t{envelope.type_id} << 32 | envelope.variant) * 4 + flow;
  std::uint64_t part = mix(what ^ mix(route << 32 | age)) ^ (copy << 63);

  Weather weather;
  const auto& path = topology_.path(world_.host(envelope.from).zone(), world_.host(envelope.to).zone());
  for (const LinkSettings* link : path) {
    const Draw draw = weather_.at(index, part);
    weather.latency += link->latency.duration(draw.bits);
    weather.lost = weather.lost || link->loss.happens(draw.first);
    weather.duplicated = weather.duplicated || link->duplicate.happens(draw.second);
    if (!link->jitter.is_constant() || !link->reorder.never() || link->jitter.sample(0) != 0) {
      const Draw more = weather_.at(index, ~part);
      weather.latency += link->jitter.duration(more.bits);
      if (link->reorder.happens(more.first)) {
        weather.latency += 2 * link->latency.duration(mix(more.bits));
      }
    }
    part = mix(part);
  }
  return weather;
}

MessageChoice Network::chosen(const Envelope& envelope) {
  Chooser* const chooser = world_.kernel().chooser();
  if (chooser == nullptr) [[likely]] return MessageChoice::deliver;
  return static_cast<MessageChoice>(chooser->choose({.kind = Site::Kind::message,
                                                     .host = envelope.from.value,
                                                     .peer = envelope.to.value,
                                                     .what = envelope.name,
                                                     .idle = envelope.flow == Envelope::Flow::reply,
                                                     .intent = envelope.intent.value},
                                                    4));
}

void Network::send(Envelope& envelope) {
  Delivery& delivery = static_cast<Delivery&>(envelope);
  world_.report(Happening::Kind::sent, envelope);
  Weather weather = weather_for(envelope, 0);
  switch (chosen(envelope)) {
    case MessageChoice::deliver: break;
    case MessageChoice::lose: weather.lost = true; break;
    case MessageChoice::duplicate: weather.duplicated = true; break;
    case MessageChoice::delay_past_timeout:
      weather.latency += std::max<Duration>(envelope.patience, 5s) + 500ms;
      break;
  }
  for (const auto& rule : rules_) {
    const Verdict verdict = rule->on(envelope, world_.kernel().now());
    if (verdict.kind == Verdict::Kind::pass) continue;
    weather.lost = weather.lost || verdict.kind == Verdict::Kind::drop;
    weather.latency += verdict.delay;
    break;
  }
  if (weather.duplicated) duplicate(envelope, weather.latency);
  if (weather.lost) {
    world_.report(Happening::Kind::lost, envelope);
    return recycle(delivery);
  }
  deliver_after(delivery, weather.latency);
}

void Network::duplicate(const Envelope& envelope, Duration first_latency) {
  world_.report(Happening::Kind::duplicated, envelope);
  Delivery& copy = new_delivery();
  copy.copy_from(envelope);
  deliver_after(copy, first_latency + weather_for(envelope, 1).latency);
}

void Network::deliver_after(Delivery& delivery, Duration latency) {
  Kernel& kernel = world_.kernel();
  kernel.agenda().add(saturating_add(kernel.now(), std::max(latency, Duration{0})), delivery);
}

void Network::arrive(Delivery& delivery) {
  Host& receiver = world_.host(delivery.to);
  if (receiver.resumes_at() > world_.kernel().now()) {
    // A paused host finds the message when it goes on.
    world_.kernel().agenda().add(receiver.resumes_at(), delivery);
    return;
  }
  if (!receiver.up()) {
    world_.report(Happening::Kind::lost, delivery);
  } else {
    world_.report(Happening::Kind::delivered, delivery);
    receiver.endpoint().receive(delivery);
  }
  recycle(delivery);
}

NetworkRule& Network::add_rule(std::unique_ptr<NetworkRule> rule) {
  rules_.push_back(std::move(rule));
  return *rules_.back();
}

bool Network::blocked(HostId from, HostId to) {
  if (rules_.empty()) return false;
  Envelope probe{};
  probe.from = from;
  probe.to = to;
  const Instant now = world_.kernel().now();
  return std::any_of(rules_.begin(), rules_.end(), [&](const auto& rule) {
    const Verdict verdict = rule->on(probe, now);
    return verdict.kind == Verdict::Kind::drop || verdict.delay >= 1s;
  });
}

void Network::remove_rule(const NetworkRule& rule) {
  std::erase_if(rules_, [&](const auto& held) { return held.get() == &rule; });
}

}  // namespace txlab
