// ReconciliationDiary: which period the reconciliation was last over in, on the disk of its host.
//
// Schedulers that keep such a file make up for a run that they missed (anacron; Quartz calls it the
// misfire instruction "fire once now"); plain cron waits for the next day. Nobody waits for the
// write: a diary that lost its last line has a pass repeated, which finds nothing to repair.
#pragma once

#include "sim/world/durable_log.hpp"

namespace txlab {

class ReconciliationDiary final : public DurableState {
 public:
  explicit ReconciliationDiary(Host& host) : log_(host) {}

  void over_in(std::int64_t period) {
    if (period == last()) return;
    log_.append(period);
    log_.trim(log_.durable_end());
    log_.flush_within(Duration{0});
  }
  // Whether a reconciliation was due since the last one that is known of.
  bool missed(std::int64_t period) { return last() != none && last() < period; }
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override {
    log_.crashed(kind, unsynced, draw);
  }

 private:
  static constexpr std::int64_t none = -1;
  std::int64_t last() { return log_.end() < log_.begin() ? none : log_.at(log_.end()); }

  DurableLog<std::int64_t> log_;
};

}  // namespace txlab
