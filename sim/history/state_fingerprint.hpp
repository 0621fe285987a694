// StateFingerprint: whether two prefixes of runs have come to the same state.
//
// It is the happens-before fingerprint with instants and with the waits of processes, and with what
// has been decided but not happened yet: a crash that is due, a message that is held back. Messages
// under way to one host count in the order of their sending, for that is the order in which they
// arrive if they do so at one instant. So equal fingerprints have the same future, but for one
// thing: whether a message or a timer of its receiver comes first at one later instant.
#pragma once

#include <utility>

#include "sim/history/happens_before.hpp"
#include "sim/kernel/chooser.hpp"

namespace txlab {

class StateFingerprint final : public Observer {
 public:
  void on(const Happening& happening, Instant at) override;
  // After every question.
  void chosen(const Site& site, std::uint32_t answer);
  std::uint64_t value() const { return mix(order_.value() + pending_sum_); }

 private:
  std::uint64_t queue(const std::vector<std::uint64_t>& messages) const;
  void crashed(HostId host);
  void set_out(HostId receiver, std::uint64_t message);
  void arrived(HostId receiver, std::uint64_t message);

  HappensBefore order_{HappensBefore::Clock::counts};
  std::uint64_t last_sent_ = 0;
  std::uint64_t pending_sum_ = 0;
  std::vector<std::pair<HostId, std::uint32_t>> crashes_;      // due, with their answers
  std::vector<std::pair<std::uint64_t, std::uint64_t>> held_;  // messages, with what they add
  std::vector<std::vector<std::uint64_t>> under_way_;          // by receiver, as they were sent
};

}  // namespace txlab
