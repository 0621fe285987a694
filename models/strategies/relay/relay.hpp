// Relay: what carries message rows from the wallet's table to the branch. Each kind is a protocol
// of its own, in a file of its own:
//
//   table_relay        polls for rows and deletes them; one replica at a time, or all of them
//   cursor_relay       polls for numbers beyond the last one that it has seen
//   immediate_relay    publishes after the commit, and looks for leftovers in the background
//   log_tailing_relay  reads the database's log, from a machine of its own
#pragma once

#include <memory>

#include "models/parts/database/client.hpp"
#include "models/strategies/relay/outbox.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

struct RelaySettings {
  enum class Kind : std::uint8_t { lease, no_lock, id_cursor, immediate, log_tailing };
  Kind kind = Kind::lease;
  Delivery::Way way = Delivery::Way::broker;
  Duration poll_every = 500ms;
  std::size_t poll_rows = 0;  // 0: all that are there
  std::size_t batch = 4;
  Duration lease_for = 30s;
  Duration backoff_max = 1h;
  Duration retry_every = 60s;
  Duration retry_after = 4min;
  bool retry_lock = false;
  Duration flush_offset = 60s;
  bool snapshot_after_a_gap = false;
};

class Relay {
 public:
  virtual ~Relay() = default;
  virtual Task<> run() = 0;
  // The key of a purchase's row, which is asked for before its transaction begins. Nothing if the
  // database did not say.
  virtual Task<std::optional<OutboxRow>> row_for(Purchase purchase) {
    co_return OutboxRow{purchase.order.value};
  }
  // Main and its row are committed.
  virtual void committed(const Purchase&, OutboxRow) {}
};

// Where the relays inside the wallet service stand.
struct RelayPlace {
  Host& host;
  const Deployment& site;
  DatabaseClient& database;
  const RelaySettings& settings;
};
std::unique_ptr<Relay> relay_in_the_wallet(RelayPlace place);

std::unique_ptr<Relay> table_relay(RelayPlace place);
std::unique_ptr<Relay> cursor_relay(RelayPlace place);
std::unique_ptr<Relay> immediate_relay(RelayPlace place);
// A program of its own, for the host `centre`.
std::unique_ptr<Program> log_tailing_relay(Host& host, const Deployment& site,
                                           const RelaySettings& settings);

// Tells a relay when there are rows.
WorkGate& message_gate(const RelayPlace& place, TableId table);

// A right to work that one replica has at a time, as long as clocks agree. One that overlaps costs
// doubles, nothing else.
class Lease {
 public:
  Lease(Host& host, DatabaseClient& database, Duration lasts)
      : host_(host), database_(database), lasts_(lasts) {}
  Task<bool> hold();

 private:
  Host& host_;
  DatabaseClient& database_;
  Duration lasts_;
  std::int64_t until_ = 0;
};

}  // namespace txlab
