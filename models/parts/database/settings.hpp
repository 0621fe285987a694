// DatabaseSettings: one database server as the scenario describes it.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/distribution.hpp"
#include "sim/base/time.hpp"

namespace txlab {

// Who gets a row lock when it is released: the first that came, or a random one of those that wait
// (PostgreSQL wakes all waiters, and any may win).
enum class HandOver : std::uint8_t { fifo, random };

// What a restart finds of the replication slots: all of them (the same server comes back), or none
// (a stand-by has taken over, to which they were not copied: PostgreSQL before 17).
enum class SlotsAfterRestart : std::uint8_t { kept, lost };

struct DatabaseSettings {
  std::string name;
  std::string profile = "postgres-15";
  std::string zone;
  Distribution fsync = Distribution::lognormal(450e3, 2e6);        // one flush of the log, ns
  Distribution statement = Distribution::lognormal(150e3, 600e3);  // executing one request, ns
  HandOver hand_over = HandOver::random;
  Duration lock_wait_timeout = 5s;
  Duration idle_transaction_timeout = 10s;  // a transaction whose client went silent is rolled back
  SlotsAfterRestart slots = SlotsAfterRestart::kept;
  // Whether rolling back a prepared transaction waits for a flush (PostgreSQL), or leaves it to
  // undo after a crash (InnoDB) unless the protocol asks for it.
  bool flush_rollback_prepared = true;
  std::uint32_t connections = 200;  // server side; further clients wait
};

}  // namespace txlab
