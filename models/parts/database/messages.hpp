// What a client says to a database server, over connections.
//
// A connection carries one request at a time, numbered; `epoch` grows when the client opens it anew
// (after a timeout, or after its own restart), which tells the server that whatever the old one was
// doing is abandoned. So a late or doubled request never does anything, as over TCP.
#pragma once

#include "sim/world/message.hpp"
#include "sim/world/statement.hpp"

namespace txlab {

struct ConnectionName {
  std::uint16_t number = 0;
  std::uint32_t epoch = 0;  // the client's incarnation, and how often it was opened since
  std::uint32_t request = 0;

  static constexpr std::uint32_t first_epoch(std::uint32_t incarnation) {
    return incarnation << 16;
  }
  static constexpr std::uint32_t incarnation_of(std::uint32_t epoch) { return epoch >> 16; }
};

// The name under which a prepared transaction is finished by whoever knows it.
using GlobalId = std::uint64_t;

struct Execute {
  static constexpr MessageType type{"db.execute", MessageClass::database};
  struct Reply {
    StatementStatus status;
    std::uint8_t failed_op;
    bool open = false;  // what was done before the failed operation is still there, with its locks
    std::uint16_t locked_state = 0;  // of the row that was locked last; 0: there is no such row
  };
  IntentId intent;
  ConnectionName connection;
  Statement statement;
  bool begins = true;  // false: goes on in the connection's open transaction, or fails
  std::uint32_t distinct() const {
    return static_cast<std::uint32_t>(hash_of(statement.label)) + (begins ? 0u : 1u);
  }
};

struct EndTransaction {
  static constexpr MessageType type{"db.end", MessageClass::database};
  // abort: a rollback that forces a record of its own before the answer (a participant of basic
  // two-phase commit that votes no; SQL servers just roll back).
  enum class How : std::uint8_t { commit, rollback, prepare, abort };
  struct Reply {
    bool done;  // false: there is no such transaction (any more)
  };
  IntentId intent;
  ConnectionName connection;
  How how;
  GlobalId gid;        // for prepare
  bool forced = true;  // answer only when it is durable
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(how); }
};

struct FinishPrepared {
  static constexpr MessageType type{"db.finish-prepared", MessageClass::database};
  struct Reply {
    bool known;  // false: no such prepared transaction (finished before, or never prepared)
  };
  IntentId intent;
  GlobalId gid;
  bool commit;
  bool forced = true;             // answer only when the record is durable
  std::uint32_t incarnation = 0;  // the client's: what an earlier one had under way is over
};

// XA START and XA END, where the dialect has them: a round trip each that changes no data.
struct XaVerb {
  static constexpr MessageType type{"db.xa-verb", MessageClass::database};
  enum class Verb : std::uint8_t { start, end };
  struct Reply {
    bool done;
  };
  IntentId intent;
  GlobalId gid;
  Verb verb;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(verb); }
};

// The next number of a table's sequence. It is taken for good, whatever becomes of the transaction.
struct NextNumber {
  static constexpr MessageType type{"db.next-number", MessageClass::database};
  struct Reply {
    std::uint64_t number;
  };
  IntentId intent;
  TableId table;
};

struct ReadRow {
  static constexpr MessageType type{"db.read", MessageClass::database};
  struct Reply {
    Row row;
    bool archived;
  };
  IntentId intent;
  TableId table;
  RowKey key;
};

// Rows in key order; reads what is committed, without locks.
struct ScanRows {
  static constexpr MessageType type{"db.scan", MessageClass::background};
  struct Reply {
    static constexpr std::size_t capacity = 6;
    std::uint8_t count = 0;
    std::array<RowKey, capacity> keys{};
    std::array<Row, capacity> rows{};
    bool more = false;
  };
  IntentId intent;
  TableId table;
  RowKey after;
  std::uint16_t state;  // 0: any
};

// The states of many rows at once, and what their first two columns add up to.
struct LookUp {
  static constexpr MessageType type{"db.look-up", MessageClass::background};
  static constexpr std::size_t capacity = 24;
  struct Reply {
    std::array<std::uint16_t, capacity> states{};
    std::array<bool, capacity> archived{};
    std::array<std::int64_t, capacity> sums{};
  };
  IntentId intent;
  TableId table;
  std::uint8_t count;
  std::array<RowKey, capacity> keys;
};

struct ScanPrepared {
  static constexpr MessageType type{"db.scan-prepared", MessageClass::background};
  struct Reply {
    static constexpr std::size_t capacity = 16;
    std::uint8_t count = 0;
    std::array<GlobalId, capacity> gids{};
    std::array<IntentId, capacity> intents{};
    bool more = false;
  };
  IntentId intent;
  GlobalId after;
};

}  // namespace txlab
