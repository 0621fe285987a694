#include "sim/world/world.hpp"

namespace txlab {

// An action of the world at an instant. Pooled: a long run has many faults.
struct World::Deferred : Event {
  explicit Deferred(World& owner) : Event(&Deferred::fire), world(owner) {}
  ~Deferred() { world.kernel_.agenda().cancel(*this); }
  static void fire(Event& event) {
    auto& self = static_cast<Deferred&>(event);
    const auto action = std::exchange(self.action, nullptr);
    self.world.free_deferred_.push_back(&self);
    action();
  }
  World& world;
  std::function<void()> action;
};

World::World(std::uint64_t seed, Topology topology, Boot boot)
    : seed_(seed),
      boot_(std::move(boot)),
      network_(*this, std::move(topology), seed),
      crash_stream_(seed, "crash") {}

// Processes first (they refer to programs, disks and the network), then everything else.
World::~World() {
  for (auto host = hosts_.rbegin(); host != hosts_.rend(); ++host) {
    (*host)->destroy_all();
  }
}

Host& World::add_host(HostConfig config) {
  const HostId id{static_cast<std::uint16_t>(hosts_.size())};
  zones_.push_back(config.zone);
  hosts_.push_back(std::make_unique<Host>(*this, id, std::move(config)));
  return *hosts_.back();
}

std::vector<HostId> World::group(std::string_view name) const {
  std::vector<HostId> members;
  for (const auto& host : hosts_) {
    if (host->group() == name) members.push_back(host->id());
  }
  return members;
}

void World::boot_all() {
  for (const auto& host : hosts_) host->boot();
}

void World::at(Instant when, std::function<void()> action) {
  if (free_deferred_.empty()) {
    deferred_.push_back(std::make_unique<Deferred>(*this));
    free_deferred_.push_back(deferred_.back().get());
  }
  Deferred& deferred = *free_deferred_.back();
  free_deferred_.pop_back();
  deferred.action = std::move(action);
  kernel_.agenda().add(when, deferred);
}

void World::crash_soon(HostId id, CrashKind kind, Unsynced unsynced,
                       std::optional<Duration> restart_after) {
  at(now(), [=, this] { crash(id, kind, unsynced, restart_after); });
}

void World::crash(HostId id, CrashKind kind, Unsynced unsynced,
                  std::optional<Duration> restart_after) {
  Host& victim = host(id);
  if (!victim.up()) return;
  victim.crash(kind, unsynced, crash_stream_.at(++crashes_));
  constexpr std::string_view names[] = {"process", "power", "host-lost"};
  happened({.kind = Happening::Kind::crashed,
            .host = id,
            .name = names[static_cast<std::size_t>(kind)]});
  if (kind == CrashKind::process) reset_connections(id);
  const Instant back = saturating_add(now(), restart_after.value_or(forever));
  if (back == end_of_time) return;
  at(back, [id, this] {
    if (host(id).up()) return;
    happened({.kind = Happening::Kind::restarted, .host = id});
    reset_connections(id);
    host(id).boot();
  });
}

void World::reset_connections(HostId id) {
  for (const auto& peer : hosts_) {
    if (!network_.blocked(id, peer->id())) peer->hang_up(id);
  }
}

void World::offer_crash(Host& host, std::string_view what, bool idle) {
  if (host.outside()) return;
  const Site site{
      .kind = Site::Kind::suspension, .host = host.id().value, .what = what, .idle = idle};
  switch (static_cast<CrashChoice>(kernel_.chooser()->choose(site, crash_choices))) {
    case CrashChoice::go_on:
      return;
    case CrashChoice::process:
      return crash_soon(host.id(), CrashKind::process, Unsynced::kept, chosen_outage_);
    case CrashChoice::power_before:
      return crash_soon(host.id(), CrashKind::power, Unsynced::gone, chosen_outage_);
    case CrashChoice::power_after:
      return crash_soon(host.id(), CrashKind::power, Unsynced::kept, chosen_outage_);
    case CrashChoice::power_torn:
      return crash_soon(host.id(), CrashKind::power, Unsynced::torn, chosen_outage_);
    case CrashChoice::clock_ahead:
      return host.clock().step(chosen_step);
    case CrashChoice::clock_back:
      return host.clock().step(-chosen_step);
  }
}

void World::report_to_observers(Happening::Kind kind, const Envelope& envelope) {
  happened({.kind = kind,
            .message_class = envelope.message_class,
            .flow = envelope.flow,
            .host = envelope.from,
            .peer = envelope.to,
            .code = envelope.type_id,
            .intent = envelope.intent,
            .name = envelope.name,
            .message = envelope.number});
}

void World::began(IntentId intent, std::int64_t fen) {
  if (began_.size() <= intent.value) began_.resize(intent.value + 1, end_of_time);
  began_[intent.value] = now();
  happened({.kind = Happening::Kind::began, .intent = intent, .value = fen});
}

}  // namespace txlab
