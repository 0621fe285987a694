#include "scenarios/validation/server.hpp"

#include <algorithm>

#include "sim/stats/time_average.hpp"
#include "sim/world/world.hpp"

namespace txlab::validation {

namespace {

struct Visit {
  static constexpr MessageType type{"validation.visit", MessageClass::work};
  IntentId intent;
  Instant sent;
};

// Counts those that have come and are not served yet.
class Desk {
 public:
  Desk(Instant opens, Instant closes)
      : opens_(opens), closes_(closes), present_(opens), ten_(opens) {}

  void change(Instant now, int by) {
    const Instant observed = std::min(now, closes_);
    present_.add(observed, by);
    ten_.set(observed, present_.current() >= 10 ? 1 : 0);
  }
  void served(Instant sent, Instant now) {
    change(now, -1);
    if (sent >= opens_) seen_.stays.record((now - sent).count());
  }
  bool closed(Instant now) const { return now >= closes_; }
  Served result() {
    seen_.present = present_.average(closes_);
    seen_.ten_present = ten_.average(closes_);
    return std::move(seen_);
  }

 private:
  Instant opens_;
  Instant closes_;
  TimeAverage present_;
  TimeAverage ten_;
  Served seen_;
};

class Counter final : public Program {
 public:
  Counter(Host& host, Desk& desk) : host_(host), desk_(desk) {}
  Task<> main() override {
    host_.on<&Counter::on_visit>(*this);
    co_return;
  }
  Task<> on_visit(Visit visit) {
    desk_.served(visit.sent, host_.kernel().now());
    co_return;
  }

 private:
  Host& host_;
  Desk& desk_;
};

class Public final : public Program {
 public:
  Public(Host& host, double per_s, Desk& desk)
      : host_(host),
        desk_(desk),
        gap_(Distribution::exponential(1e9 / per_s)),
        gaps_(host.world().seed(), "validation.gap") {}
  Task<> main() override {
    for (std::uint64_t number = 1;; ++number) {
      co_await Sleep(host_.kernel(), gap_.duration(gaps_.at(number).bits), "next customer");
      const Instant now = host_.kernel().now();
      if (desk_.closed(now)) co_return;
      desk_.change(now, +1);
      host_.send(HostId{0}, Visit{IntentId{number}, now});
    }
  }

 private:
  Host& host_;
  Desk& desk_;
  Distribution gap_;
  Stream gaps_;
};

}  // namespace

Served serve(const Server& server, std::uint64_t seed) {
  const Instant opens = start_of_run + Duration{static_cast<std::int64_t>(server.warm_up_s * 1e9)};
  const double lasts = static_cast<double>(server.requests) / server.requests_per_s;
  Desk desk(opens, opens + Duration{static_cast<std::int64_t>(lasts * 1e9)});
  World world(seed, Topology(1, {}, {}), [&](Host& host) -> std::unique_ptr<Program> {
    if (host.id() == HostId{0}) return std::make_unique<Counter>(host, desk);
    return std::make_unique<Public>(host, server.requests_per_s, desk);
  });
  world.add_host(
      {.name = "server", .group = "server", .workers = server.workers, .service = server.service});
  world.add_host({.name = "public", .group = "public"});
  world.boot_all();
  world.kernel().run_until(end_of_time);
  return desk.result();
}

}  // namespace txlab::validation
