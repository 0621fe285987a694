#include "models/parts/database/state.hpp"

namespace txlab {

DatabaseState::DatabaseState(Host& host, std::span<const TableShape> shapes)
    : host_(host),
      prepared_gate_(host.kernel()),
      slot_(host.kernel()),
      log_(host, [this](LogRecord& record) { became_durable(record); }) {
  for (const TableShape& shape : shapes) {
    tables_.push_back(std::make_unique<Table>(shape));
    if (by_id_.size() <= shape.id) {
      by_id_.resize(shape.id + 1u);
      gates_.resize(shape.id + 1u);
    }
    by_id_[shape.id] = tables_.back().get();
    if (shape.queue) gates_[shape.id] = std::make_unique<WorkGate>(host.kernel());
  }
}

Table& DatabaseState::table(TableId id) {
  CHECK(id < by_id_.size() && by_id_[id] != nullptr);
  return *by_id_[id];
}

WorkGate& DatabaseState::gate(TableId id) {
  CHECK(id < gates_.size() && gates_[id] != nullptr);
  return *gates_[id];
}

void DatabaseState::apply(std::string_view label, IntentId intent, const WriteSet& writes) {
  std::array<RowChange, WriteSet::capacity> changes;
  for (std::uint8_t i = 0; i < writes.count; ++i) {
    const Write& write = writes.writes[i];
    Table& target = table(write.table);
    const Row before = target.read(write.key);
    changes[i] = {write.table, write.key, before, write.after};
    if (write.archive) {
      target.archive(write.key);
    } else {
      target.write(write.key, write.after);
    }
    const int rows = (write.after.state != 0) - (before.state != 0);
    if (rows != 0 && target.shape().queue) gate(write.table).add(rows);
    if (rows > 0 && slot_.captures(write.table)) slot_.record(write.key, write.after);
  }
  host_.world().happened({.kind = Happening::Kind::durable,
                          .host = host_.id(),
                          .intent = intent,
                          .name = label,
                          .changes = {changes.data(), writes.count}});
}

void DatabaseState::became_durable(LogRecord& record) {
  const auto in_doubt = [&](IntentId intent, int change) {
    prepared_gate_.add(change);
    host_.world().happened({.kind = Happening::Kind::in_doubt,
                            .host = host_.id(),
                            .intent = intent,
                            .value = change,
                            .extra = record.unforced ? 1 : 0,
                            .name = record.label});
  };
  switch (record.kind) {
    case LogRecord::Kind::commit:
      apply(record.label, record.intent, record.writes);
      break;
    case LogRecord::Kind::abort:
      break;  // nothing of it had reached the tables
    case LogRecord::Kind::prepare:
      prepared_[record.gid] = {record.label, record.intent, record.writes, host_.kernel().now()};
      in_doubt(record.intent, +1);
      break;
    case LogRecord::Kind::commit_prepared:
    case LogRecord::Kind::rollback_prepared: {
      const auto found = prepared_.find(record.gid);
      CHECK(found != prepared_.end());
      const Prepared finished = found->second;
      prepared_.erase(found);
      if (record.kind == LogRecord::Kind::commit_prepared) {
        apply(finished.label, finished.intent, finished.writes);
      }
      if (record.unasked) apply(record.label, finished.intent, {});
      in_doubt(finished.intent, -1);
      break;
    }
  }
  if (settled_) settled_(record);
  log_.trim(log_.durable_end());
}

void DatabaseState::crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
  settled_ = nullptr;
  log_.crashed(kind, unsynced, draw);
  for (const auto& table : tables_) table->forget_holders();
  if (kind != CrashKind::host_lost) return;
  slot_.lose();
  for (auto& table : tables_) {
    if (table->shape().queue)
      gate(table->shape().id).add(-static_cast<std::int64_t>(table->rows()));
    *table = Table(table->shape());
  }
  prepared_gate_.add(-static_cast<std::int64_t>(prepared_.size()));
  prepared_.clear();
}

}  // namespace txlab
