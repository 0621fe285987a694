#include "sim/world/host.hpp"

#include <algorithm>

#include "sim/world/world.hpp"

namespace txlab {

Host::Host(World& world, HostId id, HostConfig config)
    : Scope(world.kernel(), id.value),
      world_(world),
      id_(id),
      config_(std::move(config)),
      endpoint_(*this),
      service_stream_(world.seed(), "service", hash_of(config_.group)),
      fsync_stream_(world.seed(), "fsync", hash_of(config_.name)),
      jitter_stream_(world.seed(), "backoff", hash_of(config_.group)) {}

// Programs refer to durable states, so they go first.
Host::~Host() {
  destroy_all();
  program_.reset();
}

LocalInstant Host::local_time() const { return clock_.read(kernel().now()); }

Sleep Host::next_tick(Duration period, std::string_view what) {
  return Sleep(kernel(), clock_.real(next_tick_delay(local_time(), period)), what);
}

std::uint64_t Host::unique_id() { return world_.unique_id(); }

Duration Host::jitter(Duration longest, IntentId intent, std::uint32_t attempt) const {
  const auto bits = jitter_stream_.at(intent.value, attempt).bits;
  return Duration{static_cast<std::int64_t>(
      (static_cast<unsigned __int128>(bits) * static_cast<std::uint64_t>(longest.count())) >> 64)};
}

Duration Host::scaled(Duration plain, const std::vector<double>& factors) {
  for (const double factor : factors) {
    const double slower = static_cast<double>(plain.count()) * factor;
    plain = Duration{static_cast<std::int64_t>(std::min(slower, 9.0e18))};
  }
  return plain;
}

void Host::forget(std::vector<double>& factors, double factor) {
  const auto found = std::find(factors.begin(), factors.end(), factor);
  CHECK(found != factors.end());
  factors.erase(found);
}

// What is done on behalf of nobody is numbered, so that it does not always take equally long.
Draw Host::service_draw(IntentId intent, std::uint64_t part) {
  if (intent) return service_stream_.at(intent.value, part);
  return service_stream_.at(++background_ | std::uint64_t{1} << 63, part);
}

Duration Host::service_time(const Distribution& law, const Envelope& request) {
  if (law.is_constant()) return scaled(law.duration(0), slow_by_);
  const std::uint64_t what = std::uint64_t{request.type_id} << 32 | request.variant;
  const std::uint64_t age = request.intent ? world_.age_in_seconds(request.intent) : 0;
  return scaled(law.duration(service_draw(request.intent, mix(what + age)).bits), slow_by_);
}

void Host::end_errors(Stream which) {
  const auto found =
      std::ranges::find_if(errors_, [&](const Errors& errors) { return errors.which == which; });
  CHECK(found != errors_.end());
  errors_.erase(found);
}

// Whoever asks again a second later may be luckier, as with everything that is looked up.
bool Host::rejects(const Envelope& request) const {
  return std::ranges::any_of(errors_, [&](const Errors& errors) {
    const std::uint64_t what = std::uint64_t{request.type_id} << 32 | request.variant;
    const std::uint64_t age = request.intent ? world_.age_in_seconds(request.intent) : 0;
    return errors.share.happens(errors.which.at(request.intent.value, mix(what + age)).first);
  });
}

Duration Host::drawn(const Distribution& law, std::string_view purpose, IntentId intent) {
  if (law.is_constant()) return scaled(law.duration(0), slow_by_);
  return scaled(law.duration(service_draw(intent, hash_of(purpose)).bits), slow_by_);
}

Duration Host::flush_time(std::uint64_t index) const {
  const Duration plain = config_.fsync.duration(fsync_stream_.at(index).bits);
  return scaled(scaled(plain, slow_disk_by_), slow_by_);
}

void Host::boot() {
  CHECK(!up());
  ++incarnation_;
  machine_up_ = true;
  if (config_.workers > 0) workers_.emplace(kernel(), config_.workers);
  program_ = world_.boot_program(*this);
  CHECK(program_ != nullptr);
  spawn(program_->main());
}

void Host::crash(CrashKind kind, Unsynced unsynced, Draw draw) {
  CHECK(up());
  destroy_all();
  program_.reset();
  machine_up_ = kind == CrashKind::process;
  workers_.reset();
  endpoint_.reset();
  pause_until(start_of_run);
  for (const auto& [type, state] : durables_) state->crashed(kind, unsynced, draw);
}

// All connections to and from the peer were reset.
void Host::hang_up(HostId peer) {
  endpoint_.hang_up(peer);
  if (up()) program_->disconnected(peer);
}

std::uint32_t Host::turn_of(std::string_view service, std::size_t replicas) const {
  Chooser* const chooser = world_.kernel().chooser();
  if (chooser == nullptr || replicas < 2) return 0;
  const Site site{.kind = Site::Kind::replica, .host = id().value, .what = service};
  return chooser->choose(site, static_cast<std::uint32_t>(replicas));
}

void Host::suspended(std::string_view what, bool idle) { world_.offer_crash(*this, what, idle); }

}  // namespace txlab
