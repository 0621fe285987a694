// RetrySchedule: messages that wait out a delay before they can be consumed.
//
// The levels are RocketMQ's messageDelayLevel: 1s 5s 10s 30s 1m 2m ... 10m 20m 30m 1h 2h
// (store/.../config/MessageStoreConfig.java). A message that is sent back for the first time waits
// for level 3, then for one level more each time.
#pragma once

#include <functional>
#include <map>

#include "models/parts/broker/messages.hpp"
#include "sim/world/host.hpp"

namespace txlab {

class RetrySchedule {
 public:
  using Expired = std::function<void(LogPosition)>;
  RetrySchedule(Host& host, Expired expired)
      : host_(host), expired_(std::move(expired)), alarm_(*this) {}

  static Duration delay(std::size_t level);
  static constexpr std::size_t first_level = 3;

  void add(Instant ready, LogPosition position);

 private:
  struct Alarm : Event {
    explicit Alarm(RetrySchedule& owner) : Event(&Alarm::fire, &owner.host_), schedule(owner) {}
    ~Alarm() { schedule.host_.kernel().agenda().cancel(*this); }
    static void fire(Event& event) { static_cast<Alarm&>(event).schedule.go_off(); }
    RetrySchedule& schedule;
  };

  void set_alarm();
  void go_off();

  Host& host_;
  Expired expired_;
  std::multimap<Instant, LogPosition> waiting_;
  Alarm alarm_;
};

}  // namespace txlab
