// DatabaseState: what a database server has on its disk: tables, prepared transactions, the log.
//
// A transaction's writes reach the tables when its commit record is durable, in log order. Readers
// and lock holders therefore never see what a crash could take back, and recovery is to apply those
// records that survived the crash.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "models/parts/database/messages.hpp"
#include "models/parts/database/replication_slot.hpp"
#include "models/parts/database/table.hpp"
#include "sim/world/durable_log.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

struct Write {
  TableId table = 0;
  bool archive = false;
  RowKey key = 0;
  Row after;
};

// The changes of one transaction; a statement touches few rows.
struct WriteSet {
  static constexpr std::size_t capacity = Statement::capacity;
  std::uint8_t count = 0;
  std::array<Write, capacity> writes{};

  Write* find(TableId table, RowKey key) {
    for (std::uint8_t i = 0; i < count; ++i) {
      if (writes[i].table == table && writes[i].key == key) return &writes[i];
    }
    return nullptr;
  }
};

struct LogRecord {
  enum class Kind : std::uint8_t {
    commit,
    prepare,
    commit_prepared,
    rollback_prepared,
    abort,
  };
  Kind kind = Kind::commit;
  std::string_view label;
  IntentId intent;
  GlobalId gid = 0;
  TransactionIndex transaction = nobody;  // of the running server, to be told; RAM
  WriteSet writes{};
  bool unforced = false;  // nobody waits for it
  bool unasked = false;   // the server ended a prepared transaction by itself; label: why
};

class DatabaseState final : public DurableState {
 public:
  struct Prepared {
    std::string_view label;
    IntentId intent;
    WriteSet writes;
    Instant since;
  };
  using Settled = std::function<void(const LogRecord&)>;

  DatabaseState(Host& host, std::span<const TableShape> shapes);

  Table& table(TableId id);
  WorkGate& gate(TableId id);  // of a table whose shape says `queue`
  DurableLog<LogRecord>& log() { return log_; }
  std::map<GlobalId, Prepared>& prepared() { return prepared_; }
  WorkGate& prepared_gate() { return prepared_gate_; }
  ReplicationSlot& slot() { return slot_; }
  // The running server learns of every record that became durable; a crash ends that.
  void set_listener(Settled settled) { settled_ = std::move(settled); }
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override;
  std::span<const std::unique_ptr<Table>> tables() const { return tables_; }

 private:
  void became_durable(LogRecord& record);
  void apply(std::string_view label, IntentId intent, const WriteSet& writes);

  Host& host_;
  std::vector<std::unique_ptr<Table>> tables_;
  std::vector<Table*> by_id_;
  std::vector<std::unique_ptr<WorkGate>> gates_;
  std::map<GlobalId, Prepared> prepared_;
  WorkGate prepared_gate_;
  ReplicationSlot slot_;
  Settled settled_;
  DurableLog<LogRecord> log_;
};

}  // namespace txlab
