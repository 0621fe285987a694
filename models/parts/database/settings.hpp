// DatabaseSettings: one database server as the scenario describes it.
//
// Where engines differ, the difference is a mechanism here, and a profile (profiles.hpp) is a
// choice of mechanisms with its source.
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

// What a lock wait timeout takes back: the transaction, or its last statement only. Then the client
// has to roll back the rest, which keeps its locks until the request arrives.
enum class LockTimeoutEnds : std::uint8_t { transaction, statement };

// What becomes of a prepared transaction when the session that prepared it ends.
enum class OnDisconnect : std::uint8_t { kept, rolled_back };

// Who may finish a prepared transaction while the session that prepared it lives: anybody, or only
// its owner, and everybody else is told that there is no such transaction.
enum class FinishedBy : std::uint8_t { anybody, owner };

// What a restart does with prepared transactions: leave them to whoever decides, or end them all.
enum class Heuristic : std::uint8_t { none, commit, rollback };

struct DatabaseSettings {
  std::string name;
  std::string profile = "postgres-15";
  std::string zone;
  Distribution fsync = Distribution::lognormal(450e3, 2e6);        // one flush of the log, ns
  Distribution statement = Distribution::lognormal(150e3, 600e3);  // executing one request, ns
  HandOver hand_over = HandOver::random;
  Duration lock_wait_timeout = 5s;
  LockTimeoutEnds lock_timeout_ends = LockTimeoutEnds::transaction;
  bool gap_locks = false;                   // a locking read that finds no row locks the gap
  Duration idle_transaction_timeout = 10s;  // a transaction whose client went silent is rolled back
  SlotsAfterRestart slots = SlotsAfterRestart::kept;
  // Whether rolling back a prepared transaction waits for a flush (PostgreSQL), or leaves it to
  // undo after a crash (InnoDB) unless the protocol asks for it.
  bool flush_rollback_prepared = true;
  std::uint32_t connections = 200;   // transactions at once; further clients wait
  std::uint32_t max_prepared = 200;  // PREPARE is refused when so many are prepared
  OnDisconnect prepared_on_disconnect = OnDisconnect::kept;
  FinishedBy prepared_finished_by = FinishedBy::anybody;
  bool flush_finish = true;  // off: the end of a prepared transaction is answered unflushed
  Heuristic heuristic_recovery = Heuristic::none;
};

}  // namespace txlab
