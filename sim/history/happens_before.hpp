// HappensBefore: the fingerprint of the partial order in which things happened.
//
// Two happenings are ordered if they are on the same host, or if one sent the message that the
// other received (L. Lamport, "Time, clocks, and the ordering of events in a distributed system",
// CACM 21(7), 1978). Two runs that differ only in how independent happenings fall in time have the
// same fingerprint; one in which two messages reach a host in another order has a different one.
// Every host carries the hash of its past; a message carries that of its sender to its receiver.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class HappensBefore final : public Observer {
 public:
  // ignored: only the order counts. counts: the instants do, too, so that equal fingerprints mean
  // equal states, with the same future.
  enum class Clock : std::uint8_t { ignored, counts };

  explicit HappensBefore(Clock clock = Clock::ignored) : clock_(clock) {}

  void on(const Happening& happening, Instant at) override;
  // A step of a host that no happening shows.
  void step(HostId host, std::uint64_t what) { follow(host, what); }
  // The past of whoever sent this message.
  std::uint64_t sender_of(std::uint64_t message) const { return messages_[message]; }
  // 64 bits; equal orders are equal, different ones differ but for chance.
  std::uint64_t value() const { return mix(hosts_sum_ + apart_); }

 private:
  std::uint64_t follow(HostId host, std::uint64_t what);

  Clock clock_;
  std::vector<std::uint64_t> hosts_;     // the hash of each one's past
  std::uint64_t hosts_sum_ = 0;          // of these, each mixed with its host
  std::vector<std::uint64_t> messages_;  // by number: that of the sender when it sent it
  std::uint64_t apart_ = 0;  // of happenings that are on no host; a sum, so in any order
};

}  // namespace txlab
