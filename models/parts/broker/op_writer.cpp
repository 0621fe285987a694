#include "models/parts/broker/op_writer.hpp"

#include <utility>

namespace txlab {

namespace {

// The offset in decimal and a comma.
std::uint32_t bytes_of(QueueOffset offset) {
  std::uint32_t bytes = 2;
  for (; offset >= 10; offset /= 10) ++bytes;
  return bytes;
}

constexpr Duration write_takes = 1ms;

}  // namespace

void OpWriter::ended(QueueOffset half) {
  pending_.push_back(half);
  bytes_ += bytes_of(half);
  if (settings_.op_records == OpRecords::each) return write();
  if (pending_.size() == 1) work_.add(1);
  if (bytes_ < settings_.op_bytes) return;
  write();
  passes_from_ = host_.kernel().now();
}

void OpWriter::write() {
  if (!work_.empty()) work_.add(-1);
  state_.append_op(std::exchange(pending_, {}), std::exchange(bytes_, 0));
  last_write_ = host_.kernel().now() + write_takes;
}

Duration OpWriter::until_next_pass() const {
  const Duration since = host_.kernel().now() - passes_from_;
  return next_tick_delay(start_of_run + since, settings_.op_interval);
}

// A write is stamped when it is over, and a pass compares the stamp with its own beginning: one
// interval after a write it still looks too young, and before 5.4 the pass then waited for another
// interval (https://github.com/apache/rocketmq/issues/10199).
Task<> OpWriter::write_batches() {
  for (;;) {
    while (work_.empty()) co_await work_.wait("no half message ended");
    co_await host_.sleep(until_next_pass(), "op interval");
    const bool young = host_.kernel().now() - last_write_ < settings_.op_interval;
    if (settings_.op_records == OpRecords::stacked && young) continue;
    if (!pending_.empty()) write();
  }
}

}  // namespace txlab
