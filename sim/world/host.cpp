#include "sim/world/host.hpp"

#include <cmath>

#include "sim/world/world.hpp"

namespace txlab {

Host::Host(World& world, HostId id, HostConfig config)
    : Scope(world.kernel()),
      world_(world),
      id_(id),
      config_(std::move(config)),
      endpoint_(*this),
      service_stream_(world.seed(), "service", hash_of(config_.group)),
      fsync_stream_(world.seed(), "fsync", hash_of(config_.name)),
      jitter_stream_(world.seed(), "backoff", hash_of(config_.group)) {}

Host::~Host() { destroy_all(); }

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

Duration Host::scaled(Duration plain, double factor) const {
  if (factor == 1) return plain;
  return Duration{static_cast<std::int64_t>(static_cast<double>(plain.count()) * factor)};
}

Duration Host::service_time(const Distribution& law, const Envelope& request) const {
  if (law.is_constant()) return scaled(law.duration(0), slowness_);
  const std::uint64_t what = std::uint64_t{request.type_id} << 32 | request.variant;
  const std::uint64_t age = request.intent ? world_.age_in_seconds(request.intent) : 0;
  const Draw draw = service_stream_.at(request.intent.value, mix(what + age));
  return scaled(law.duration(draw.bits), slowness_);
}

Duration Host::drawn(const Distribution& law, std::string_view purpose, IntentId intent) const {
  return scaled(law.duration(service_stream_.at(intent.value, hash_of(purpose)).bits), slowness_);
}

Duration Host::flush_time(std::uint64_t index) const {
  return scaled(config_.fsync.duration(fsync_stream_.at(index).bits), disk_slowness_ * slowness_);
}

void Host::boot() {
  CHECK(!up());
  ++incarnation_;
  if (config_.workers > 0) workers_.emplace(kernel(), config_.workers);
  program_ = world_.boot_program(*this);
  CHECK(program_ != nullptr);
  spawn(program_->main());
}

void Host::crash(CrashKind kind, Unsynced unsynced, Draw draw) {
  CHECK(up());
  destroy_all();
  program_.reset();
  workers_.reset();
  endpoint_.reset();
  pause_until(start_of_run);
  for (const auto& [type, state] : durables_) state->crashed(kind, unsynced, draw);
}

void Host::suspended(std::string_view what, bool idle) { world_.offer_crash(*this, what, idle); }

}  // namespace txlab
