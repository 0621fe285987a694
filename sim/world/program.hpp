// Program: the software of a host. Its members are RAM and die with the host; tables, ledgers and
// queues are durable states of the host.
#pragma once

#include "sim/base/ids.hpp"
#include "sim/kernel/task.hpp"

namespace txlab {

class Program {
 public:
  virtual ~Program() = default;
  // Started at boot and after every restart: registers handlers, then recovers from what it finds.
  virtual Task<> main() = 0;
  // The connections from this host were reset: its process died, or its machine is back. For
  // servers that keep something for a connection.
  virtual void disconnected(HostId) {}
};

}  // namespace txlab
