#include "sim/world/fault_injector.hpp"

#include <algorithm>

namespace txlab {

namespace {

// Messages from one side to the other are lost, held, or delayed.
class BetweenRule : public NetworkRule {
 public:
  BetweenRule(const FaultSettings& fault, std::vector<bool> a, std::vector<bool> b, Instant ends,
              std::uint64_t seed)
      : fault_(fault),
        a_(std::move(a)),
        b_(std::move(b)),
        ends_(ends),
        stream_(seed, "fault-weather", hash_of(fault.name)) {}

  Verdict on(const Envelope& envelope, MessageKey key) override {
    if (!applies(envelope.from.value, envelope.to.value)) return {};
    if (fault_.kind == FaultKind::partition) return {.drop = true};
    if (fault_.kind == FaultKind::hold) return {.not_before = ends_};
    const Draw draw = stream_.at(key.index, key.part);
    return {.drop = fault_.extra_loss.happens(draw.first),
            .delay = fault_.extra_latency.duration(draw.bits)};
  }

 private:
  bool applies(std::size_t from, std::size_t to) const {
    using Direction = FaultSettings::Direction;
    const bool forward = a_[from] && b_[to];
    const bool backward = b_[from] && a_[to];
    return (forward && fault_.direction != Direction::backward) ||
           (backward && fault_.direction != Direction::forward);
  }
  const FaultSettings& fault_;
  std::vector<bool> a_;
  std::vector<bool> b_;
  Instant ends_;
  Stream stream_;
};

}  // namespace

FaultInjector::FaultInjector(World& world, std::vector<FaultSettings> faults,
                             std::vector<std::string> zones)
    : world_(world),
      faults_(std::move(faults)),
      zones_(std::move(zones)),
      triggered_(faults_.size()) {
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    if (faults_[i].clock.kind == FaultClock::Kind::when) watching_.push_back(i);
  }
}

void FaultInjector::start(Instant until) {
  until_ = until;
  for (const Firing& firing : plan_faults(faults_, world_.seed(), until)) {
    world_.at(firing.at, [this, firing] { fire(firing, HostId{}); });
  }
}

bool FaultInjector::matches(const std::string& event, const Happening& happening) {
  const auto dot = event.rfind('.');
  const std::string_view subject = std::string_view(event).substr(0, dot);
  const std::string_view verb = std::string_view(event).substr(dot + 1);
  using Kind = Happening::Kind;
  switch (happening.kind) {
    case Kind::durable:
      return verb == "durable" && happening.name == subject;
    case Kind::sent:
      return verb == "sent" && happening.name == subject;
    case Kind::delivered:
      return verb == "delivered" && happening.name == subject;
    case Kind::checked:
      return event == "check.sent";
    case Kind::dead_letter:
      return event == "dead-letter.stored";
    case Kind::in_doubt:
      return event == "prepared.durable" && happening.value > 0;
    default:
      return false;
  }
}

void FaultInjector::on(const Happening& happening, Instant at) {
  if (!watching_.empty() && at < until_ && happening.intent) trigger(happening, at);
}

// A message is delivered at its receiver; anything else happens where it is reported.
HostId FaultInjector::actor_of(const Happening& happening) {
  return happening.kind == Happening::Kind::delivered ? happening.peer : happening.host;
}

void FaultInjector::trigger(const Happening& happening, Instant at) {
  const HostId actor = actor_of(happening);
  for (const std::size_t index : watching_) {
    const FaultSettings& fault = faults_[index];
    if (!matches(fault.clock.event, happening)) continue;
    if (fault.clock.times && triggered_[index] >= *fault.clock.times) continue;
    // Customers are no machines of ours: nothing can happen to them.
    const bool hits_actor = fault.target.kind == FaultTarget::Kind::actor;
    if (hits_actor && world_.host(actor).outside()) continue;
    const Stream stream(world_.seed(), "fault-triggers", hash_of(fault.name));
    if (!fault.clock.probability.happens(stream.at(happening.intent.value).first)) continue;
    // As an event of its own, at this instant, before whoever waits for the happening goes on.
    const Firing firing{index, at, triggered_[index]++};
    world_.at(at, [this, firing, actor] { fire(firing, actor); });
  }
}

std::vector<HostId> FaultInjector::victims_of(const Firing& firing, HostId actor) const {
  const FaultSettings& fault = faults_[firing.fault];
  if (fault.target.kind == FaultTarget::Kind::actor) return {actor};
  const std::vector<HostId> candidates = world_.group(fault.target.name);
  CHECK(!candidates.empty());
  std::vector<HostId> victims;
  for (const std::size_t index : pick_victims(fault.target.pick, candidates.size(), fault.name,
                                              world_.seed(), firing.number)) {
    victims.push_back(candidates[index]);
  }
  return victims;
}

void FaultInjector::report(Happening::Kind kind, const FaultSettings& fault) {
  world_.happened(
      {.kind = kind, .code = static_cast<std::uint32_t>(hash_of(fault.name)), .name = fault.name});
}

void FaultInjector::fire(const Firing& firing, HostId actor) {
  const FaultSettings& fault = faults_[firing.fault];
  report(Happening::Kind::fault_began, fault);
  if (fault.target.kind == FaultTarget::Kind::none) {
    act_on_network(fault);
  } else {
    for (const HostId victim : victims_of(firing, actor)) act(fault, victim);
  }
  const Duration lasts =
      fault.kind == FaultKind::crash ? fault.restart_after.value_or(forever) : fault.lasts;
  after(lasts, [this, &fault] { report(Happening::Kind::fault_ended, fault); });
}

// What lasts forever has no end on the agenda, so that the world can still become quiet.
void FaultInjector::after(Duration delay, std::function<void()> action) {
  const Instant when = saturating_add(world_.now(), delay);
  if (when != end_of_time) world_.at(when, std::move(action));
}

void FaultInjector::act(const FaultSettings& fault, HostId victim) {
  Host& host = world_.host(victim);
  switch (fault.kind) {
    case FaultKind::crash:
      return world_.crash(victim, fault.crash, fault.unsynced, fault.restart_after);
    case FaultKind::pause: {
      const Instant ends = saturating_add(world_.now(), fault.lasts);
      if (host.up()) host.pause_until(std::max(ends, host.resumes_at()));
      return;
    }
    case FaultKind::slow:
      host.slow_down(fault.factor);
      return after(fault.lasts, [&host, &fault] { host.speed_up(fault.factor); });
    case FaultKind::slow_disk:
      host.slow_disk_down(fault.factor);
      return after(fault.lasts, [&host, &fault] { host.speed_disk_up(fault.factor); });
    case FaultKind::error: {
      const Stream which(world_.seed(), "fault-errors", hash_of(fault.name));
      host.begin_errors(fault.share, which);
      return after(fault.lasts, [&host, which] { host.end_errors(which); });
    }
    case FaultKind::clock_step:
      return host.clock().step(fault.offset);
    case FaultKind::clock_offset:
      host.clock().step(fault.offset);
      return after(fault.lasts, [&host, &fault] { host.clock().step(-fault.offset); });
    case FaultKind::clock_drift: {
      const auto by = static_cast<std::int64_t>(fault.drift_ppm * 1000);
      host.clock().drift_by(world_.now(), by);
      return after(fault.lasts, [&host, by, this] { host.clock().drift_by(world_.now(), -by); });
    }
    case FaultKind::partition:
    case FaultKind::hold:
    case FaultKind::degrade:
      CHECK(false);
  }
}

std::vector<bool> FaultInjector::members(const std::string& name) const {
  std::vector<bool> has(world_.hosts());
  const auto zone = std::find(zones_.begin(), zones_.end(), name);
  for (std::size_t i = 0; i < world_.hosts(); ++i) {
    const Host& host = world_.host(HostId{static_cast<std::uint16_t>(i)});
    has[i] = zone != zones_.end() ? host.zone() == zone - zones_.begin() : host.group() == name;
  }
  return has;
}

void FaultInjector::act_on_network(const FaultSettings& fault) {
  CHECK(fault.between.size() == 2);
  const Instant ends = saturating_add(world_.now(), fault.lasts);
  const NetworkRule& rule = world_.network().add_rule(std::make_unique<BetweenRule>(
      fault, members(fault.between[0]), members(fault.between[1]), ends, world_.seed()));
  after(fault.lasts, [this, &rule] { world_.network().remove_rule(rule); });
}

}  // namespace txlab
