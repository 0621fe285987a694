#include "sim/world/network.hpp"

#include <algorithm>

#include "sim/world/host.hpp"
#include "sim/world/world.hpp"

namespace txlab {

struct Network::Delivery final : Event, Envelope {
  explicit Delivery(Network& owner) : Event(&Delivery::fire), network(owner) {}
  using Event::acts_on;
  ~Delivery() { network.world_.kernel().agenda().cancel(*this); }
  static void fire(Event& event) {
    auto& delivery = static_cast<Delivery&>(event);
    delivery.network.arrive(delivery);
  }
  Network& network;
  bool to_be_overtaken = false;
  std::uint32_t found_paused = 0;  // the incarnation of the receiver that was paused when it came
};

namespace {
// How long a message takes whose sender has given up on it when it comes.
Duration past_timeout(const Envelope& envelope) {
  return std::max<Duration>(envelope.patience, 5s) + 500ms;
}
}  // namespace

Network::Network(World& world, Topology topology, std::uint64_t seed)
    : world_(world), topology_(std::move(topology)), weather_(seed, "weather") {}

Network::~Network() = default;

Network::Delivery& Network::new_delivery() {
  if (free_.empty()) [[unlikely]] {
    deliveries_.push_back(std::make_unique<Delivery>(*this));
    free_.reserve(deliveries_.capacity());
    return *deliveries_.back();
  }
  Delivery& delivery = *free_.back();
  free_.pop_back();
  return delivery;
}

void Network::recycle(Delivery& delivery) {
  delivery.found_paused = 0;
  delivery.to_be_overtaken = false;
  free_.push_back(&delivery);
}

Envelope& Network::compose() { return new_delivery(); }

MessageKey Network::key_of(const Envelope& envelope) {
  const std::uint64_t route = std::uint64_t{envelope.from.value} << 16 | envelope.to.value;
  const std::uint64_t flow = static_cast<std::uint64_t>(envelope.flow);
  const std::uint64_t what = (std::uint64_t{envelope.type_id} << 32 | envelope.variant) * 4 + flow;
  if (envelope.intent) [[likely]] {
    const std::uint64_t age = world_.age_in_seconds(envelope.intent);
    return {envelope.intent.value, mix(what ^ mix(route << 32 | age))};
  }
  if (background_.size() <= envelope.from.value) background_.resize(world_.hosts());
  const std::uint64_t number = ++background_[envelope.from.value];
  return {number | std::uint64_t{1} << 63, mix(what ^ mix(route << 32))};
}

Network::Weather Network::weather_for(const Envelope& envelope, MessageKey key) const {
  Weather weather;
  for (const LinkSettings* link :
       topology_.path(world_.zone_of(envelope.from), world_.zone_of(envelope.to))) {
    const Draw draw = weather_.at(key.index, key.part);
    weather.latency += link->latency.duration(draw.bits);
    weather.lost |= link->loss.happens(draw.first);
    weather.duplicated |= link->duplicate.happens(draw.second);
    // Two more numbers from the same draw; the mixer leaves nothing of the first in them.
    const std::uint64_t more = mix(draw.bits + 0x9e3779b97f4a7c15u);
    weather.latency += link->jitter.duration(more);
    if (!link->reorder.never()) [[unlikely]] {
      const std::uint64_t held = mix(more);
      const bool overtaken = link->reorder.happens(static_cast<std::uint32_t>(held >> 32));
      if (overtaken) weather.latency += 2 * link->latency.duration(mix(held));
    }
    key.part = mix(key.part);  // the next hop has weather of its own
  }
  return weather;
}

NetworkRule::Verdict Network::verdict_on(const Envelope& envelope, MessageKey key) {
  NetworkRule::Verdict all;
  for (const auto& rule : rules_) {
    const NetworkRule::Verdict one = rule->on(envelope, key);
    all.drop = all.drop || one.drop;
    all.not_before = std::max(all.not_before, one.not_before);
    all.delay += one.delay;
  }
  return all;
}

MessageChoice Network::chosen(const Envelope& envelope) {
  Chooser* const chooser = world_.kernel().chooser();
  if (chooser == nullptr) [[likely]]
    return MessageChoice::deliver;
  return static_cast<MessageChoice>(chooser->choose({.kind = Site::Kind::message,
                                                     .host = envelope.from.value,
                                                     .peer = envelope.to.value,
                                                     .what = envelope.name,
                                                     .idle = Envelope::answers(envelope.flow),
                                                     .intent = envelope.intent.value},
                                                    message_choices));
}

void Network::send(Envelope& envelope) {
  envelope.number = ++sent_;
  world_.report(Happening::Kind::sent, envelope);
  const MessageKey key = key_of(envelope);
  Weather weather = weather_for(envelope, key);
  const NetworkRule::Verdict verdict =
      rules_.empty() ? NetworkRule::Verdict{} : verdict_on(envelope, key);
  switch (chosen(envelope)) {
    case MessageChoice::deliver:
      break;
    case MessageChoice::lose:
      weather.lost = true;
      break;
    case MessageChoice::duplicate:
      weather.duplicated = true;
      break;
    case MessageChoice::delay_past_timeout:
      weather.latency += past_timeout(envelope);
      break;
    case MessageChoice::overtaken:
      static_cast<Delivery&>(envelope).to_be_overtaken = true;
      break;
  }
  if (weather.duplicated && !verdict.drop) duplicate(envelope, key, weather, verdict);
  deliver(static_cast<Delivery&>(envelope), weather, verdict);
}

// The second copy has weather of its own and sets out when the first would arrive.
void Network::duplicate(const Envelope& envelope, MessageKey key, Weather first,
                        const NetworkRule::Verdict& verdict) {
  world_.report(Happening::Kind::duplicated, envelope);
  key.part ^= std::uint64_t{1} << 63;
  Weather second = weather_for(envelope, key);
  second.latency += first.latency;
  Delivery& copy = new_delivery();
  copy.copy_from(envelope);
  deliver(copy, second, verdict);
}

void Network::deliver(Delivery& delivery, const Weather& weather,
                      const NetworkRule::Verdict& verdict) {
  if (weather.lost || verdict.drop) {
    world_.report(Happening::Kind::lost, delivery);
    return recycle(delivery);
  }
  const Duration delay = std::max(weather.latency + verdict.delay, Duration{0});
  const Instant sets_out = std::max(world_.now(), verdict.not_before);
  delivery.acts_on(delivery.to.value);
  world_.kernel().agenda().add(saturating_add(sets_out, delay), delivery);
}

void Network::hold(Delivery& delivery) {
  delivery.to_be_overtaken = false;
  held_.push_back(&delivery);
  const Instant at_last = saturating_add(world_.now(), past_timeout(delivery));
  world_.kernel().agenda().add(at_last, delivery);
}

// What was to be overtaken comes at this instant, after what is due already.
void Network::let_follow(HostId receiver) {
  std::erase_if(held_, [&](Delivery* held) {
    if (held->to != receiver) return false;
    world_.kernel().agenda().cancel(*held);
    world_.kernel().agenda().add(world_.now(), *held);
    return true;
  });
}

void Network::arrive(Delivery& delivery) {
  Host& receiver = world_.host(delivery.to);
  if (receiver.up() && receiver.resumes_at() > world_.now()) [[unlikely]] {
    // It waits in the memory of the paused host, which finds it when it goes on, unless it crashes.
    if (delivery.found_paused == 0) delivery.found_paused = receiver.incarnation();
    return world_.kernel().agenda().add(receiver.resumes_at(), delivery);
  }
  if (delivery.to_be_overtaken) [[unlikely]]
    return hold(delivery);
  if (!held_.empty()) [[unlikely]] {
    std::erase(held_, &delivery);
    let_follow(delivery.to);
  }
  const bool forgotten =
      delivery.found_paused != 0 && delivery.found_paused != receiver.incarnation();
  if (!receiver.up() || forgotten) {
    world_.report(Happening::Kind::lost, delivery);
    // The machine is there, nobody listens: the caller's connection is refused.
    const bool request = delivery.flow == Envelope::Flow::request;
    if (request && receiver.refuses() && !blocked(delivery.to, delivery.from)) {
      world_.host(delivery.from).endpoint().hang_up(delivery.call);
    }
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
  const NetworkRule::Verdict verdict = verdict_on(probe, {});
  return verdict.drop || verdict.not_before > world_.kernel().now();
}

void Network::remove_rule(const NetworkRule& rule) {
  std::erase_if(rules_, [&](const auto& held) { return held.get() == &rule; });
}

}  // namespace txlab
