// PersistedOffset: how far a consumer of a queue has come: RAM, written down every few seconds.
//
// RocketMQ writes all consumer offsets as one JSON file every flushConsumerOffsetInterval
// (common/.../BrokerConfig.java); a crash falls back to what was written last. Here the file is
// written at whole multiples of the interval, and what changes at that very instant is not in it.
// It is written without fsync (common/.../MixAll.java, string2File), so what a power failure leaves
// of it is as old as the operating system's page cache may be.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"

namespace txlab {

// Which version of the file a crash leaves: what was written, or what was written back as well.
enum class OffsetsFile : std::uint8_t { as_written, as_written_back };

class PersistedOffset {
 public:
  // `written_back`: how long after it was written the file is safe from a power failure.
  explicit PersistedOffset(Duration every, Duration written_back = Duration{0})
      : every_(every), written_back_(written_back) {}

  std::uint64_t value() const { return value_; }
  // What the file would say after a power failure.
  std::uint64_t safe(Instant now) const { return in_file(now - written_back_); }
  void set(std::uint64_t value, Instant now) {
    forget(now - written_back_);
    const bool unwritten = !changes_.empty() && changes_.back().at >= last_write(now);
    if (unwritten) changes_.pop_back();
    changes_.push_back({now, value});
    value_ = value;
  }
  void crashed(Instant now, OffsetsFile file) {
    if (file == OffsetsFile::as_written_back) return start_from(safe(now));
    const Instant write = last_write(now);
    while (!changes_.empty() && changes_.back().at >= write) changes_.pop_back();
    value_ = changes_.empty() ? first_ : changes_.back().value;
  }
  void lost() { start_from(0); }

 private:
  struct Change {
    Instant at;
    std::uint64_t value;
  };

  Instant last_write(Instant now) const { return now - now.time_since_epoch() % every_; }
  std::uint64_t in_file(Instant now) const {
    const Instant write = last_write(now);
    const auto before = std::ranges::find_if(changes_.rbegin(), changes_.rend(),
                                             [&](const Change& c) { return c.at < write; });
    return before == changes_.rend() ? first_ : before->value;
  }
  // Changes that every file from `oldest` on has left behind.
  void forget(Instant oldest) {
    const Instant write = last_write(oldest);
    std::size_t old = 0;
    while (old < changes_.size() && changes_[old].at < write) first_ = changes_[old++].value;
    changes_.erase(changes_.begin(), changes_.begin() + static_cast<std::ptrdiff_t>(old));
  }
  void start_from(std::uint64_t value) {
    changes_.clear();
    value_ = first_ = value;
  }

  Duration every_;
  Duration written_back_;
  std::uint64_t value_ = 0;
  std::uint64_t first_ = 0;      // before the changes
  std::vector<Change> changes_;  // by time
};

}  // namespace txlab
