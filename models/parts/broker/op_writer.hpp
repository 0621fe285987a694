// OpWriter: writes down which half messages were ended; until then that is known in memory only.
//
// RocketMQ collects the ended half messages and writes one op record for many of them, every
// transactionOpBatchInterval or when transactionOpMsgMaxSize bytes are pending (apache/rocketmq
// broker/.../transaction/queue/TransactionalMessageServiceImpl.java, deletePrepareMessage and
// batchSendOpMessage). A crash loses what was collected, and the scanner asks about those half
// messages again. Versions before batches wrote one record for each, at once.
#pragma once

#include "models/parts/broker/state.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class OpWriter {
 public:
  OpWriter(Host& host, BrokerState& state, const BrokerSettings& settings)
      : host_(host),
        state_(state),
        settings_(settings),
        passes_from_(host.kernel().now()),
        last_write_(passes_from_ - settings.op_interval),
        work_(host.kernel()) {}

  void ended(QueueOffset half);
  // Runs for ever.
  Task<> write_batches();

 private:
  void write();
  Duration until_next_pass() const;

  Host& host_;
  BrokerState& state_;
  const BrokerSettings& settings_;
  Instant passes_from_;
  Instant last_write_;
  std::vector<QueueOffset> pending_;
  std::uint32_t bytes_ = 0;
  WorkGate work_;
};

}  // namespace txlab
