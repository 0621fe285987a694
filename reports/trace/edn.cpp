#include "reports/trace/edn.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/fund/purchase.hpp"
#include "scenarios/study/phrases.hpp"

namespace txlab {

namespace {

using Kind = Happening::Kind;
using RowName = std::tuple<HostId, TableId, RowKey>;

// What has been appended to a row, and what the row contained after each time.
struct Register {
  Row at_first;
  std::vector<std::pair<std::size_t, Row>> versions;
};

bool alike(const Row& one, const Row& other) {
  return one == other || (one.state == 0 && other.state == 0);
}

// One line; an invocation learns its value when the transaction is over.
struct Operation {
  Instant at;
  std::size_t process = 0;
  std::string_view type;
  std::string_view f;
  std::string value;  // empty: it never ended, and nobody knows what it would have been
};

// Processes do one thing at a time; one that does not know how its thing ended does nothing more.
class Processes {
 public:
  std::size_t enter() {
    if (free_.empty()) return next_++;
    const std::size_t process = *free_.begin();
    free_.erase(free_.begin());
    return process;
  }
  void leave(std::size_t process) { free_.insert(process); }

 private:
  std::size_t next_ = 0;
  std::set<std::size_t> free_;
};

class Historian {
 public:
  explicit Historian(const ExportedRun& run) : run_(run), history_(run.history) {
    if (!run.purchase) return;
    for (const HistoryEvent& event : history_.events) {
      if (event.intent != *run.purchase) continue;
      for (const RowChange& change : event.changes) mine_.insert(name_of(event, change));
    }
  }

  std::string text() {
    for (const HistoryEvent& event : history_.events) {
      now_ = event.at;
      see(event);
    }
    for (const auto& [intent, process] : buying_) end_purchase(process, "info", intent, "open");
    std::string text;
    std::size_t index = 0;
    for (const Operation& one : operations_) {
      if (one.value.empty()) continue;
      text += fmt::format("{{:index {}, :time {}, :process {}, :type :{}, :f :{}, :value {}}}\n",
                          index++, one.at.time_since_epoch().count(), one.process, one.type, one.f,
                          one.value);
    }
    return text;
  }

 private:
  struct Transaction {
    std::size_t process = 0;
    std::size_t invocation = 0;  // of operations_
    bool orphaned = false;       // its database crashed; whether it was carried out is seen later
  };

  static RowName name_of(const HistoryEvent& event, const RowChange& change) {
    return {event.host, change.table, change.key};
  }

  void see(const HistoryEvent& event) {
    const bool looked_at = !run_.purchase || event.intent == *run_.purchase;
    switch (event.kind) {
      case Kind::began:
        if (looked_at) begin_purchase(event);
        break;
      case Kind::told:
        hear(event);
        break;
      case Kind::forced_write:
        committing_[{event.host, event.intent}].push_back(begin_transaction());
        break;
      case Kind::in_doubt:
        // PREPARE was waited for and changed no row.
        if (event.value > 0) take_committing(event);
        break;
      case Kind::durable:
        if (!event.changes.empty()) commit(event);
        break;
      case Kind::crashed:
        orphan(event.host);
        break;
      default:
        break;
    }
  }

  void begin_purchase(const HistoryEvent& event) {
    const std::size_t process = processes_.enter();
    buying_[event.intent] = process;
    operations_.push_back(
        {now_, process, "invoke", "purchase",
         fmt::format("{{:purchase {}, :fen {}}}", event.intent.value, event.value)});
  }

  // The first definitive statement ends the purchase.
  void hear(const HistoryEvent& event) {
    const auto told = static_cast<Told>(event.value);
    const auto buying = buying_.find(event.intent);
    if (buying == buying_.end() || !definitive(told)) return;
    const bool bought = told == Told::placed || told == Told::confirmed;
    end_purchase(buying->second, bought ? "ok" : "fail", event.intent, name_of_told(told));
    processes_.leave(buying->second);
    buying_.erase(buying);
  }

  static std::string name_of_told(Told told) {
    std::string keyword(txlab::name_of(told));
    for (char& c : keyword) {
      c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return keyword;
  }

  void end_purchase(std::size_t process, std::string_view type, IntentId intent,
                    std::string_view told) {
    operations_.push_back({now_, process, type, "purchase",
                           fmt::format("{{:purchase {}, :told :{}}}", intent.value, told)});
  }

  Transaction begin_transaction() {
    const std::size_t process = processes_.enter();
    operations_.push_back({now_, process, "invoke", "txn", ""});
    return {process, operations_.size() - 1};
  }

  std::optional<Transaction> take_committing(const HistoryEvent& event) {
    auto& waiting = committing_[{event.host, event.intent}];
    if (waiting.empty()) return std::nullopt;
    const Transaction oldest = waiting.front();
    waiting.erase(waiting.begin());
    if (!oldest.orphaned) processes_.leave(oldest.process);
    return oldest;
  }

  void commit(const HistoryEvent& event) {
    const std::optional<Transaction> waited = take_committing(event);
    const auto [asked, done] = micro_operations(event);
    if (done.empty()) return;
    Transaction transaction = waited ? *waited : begin_transaction();
    if (!waited) processes_.leave(transaction.process);
    operations_[transaction.invocation].value = "[" + asked + "]";
    operations_.push_back({now_, transaction.process, transaction.orphaned ? "info" : "ok", "txn",
                           "[" + (transaction.orphaned ? asked : done) + "]"});
  }

  // As they are asked for, and with what was read.
  std::pair<std::string, std::string> micro_operations(const HistoryEvent& event) {
    const std::size_t number = ++transactions_;
    std::pair<std::string, std::string> both;
    for (const RowChange& change : event.changes) {
      const RowName name = name_of(event, change);
      Register& row = registers_.try_emplace(name, Register{change.before, {}}).first->second;
      const std::string read = read_from(row, change.before);
      row.versions.emplace_back(number, change.after);
      if (run_.purchase && !mine_.contains(name)) continue;
      const std::string key = fmt::format("\"{}/{}/{}\"", history_.hosts[event.host.value],
                                          name_of_table(change.table), change.key);
      const std::string_view blank = both.first.empty() ? "" : " ";
      both.first += fmt::format("{}[:r {} nil] [:append {} {}]", blank, key, key, number);
      both.second += fmt::format("{}[:r {} [{}]] [:append {} {}]", blank, key, read, key, number);
    }
    return both;
  }

  // The latest version that looks like it; -1, which nobody appends, if none does.
  static std::string read_from(const Register& row, const Row& before) {
    for (std::size_t seen = row.versions.size(); seen > 0; --seen) {
      if (!alike(row.versions[seen - 1].second, before)) continue;
      std::string list;
      for (std::size_t i = 0; i < seen; ++i) {
        list += fmt::format("{}{}", i == 0 ? "" : " ", row.versions[i].first);
      }
      return list;
    }
    return alike(row.at_first, before) ? "" : "-1";
  }

  void orphan(HostId host) {
    for (auto& [who, transactions] : committing_) {
      if (who.first != host) continue;
      for (Transaction& one : transactions) one.orphaned = true;
    }
  }

  const ExportedRun& run_;
  const History& history_;
  std::set<RowName> mine_;
  Instant now_;
  std::vector<Operation> operations_;
  Processes processes_;
  std::map<IntentId, std::size_t> buying_;
  std::map<std::pair<HostId, IntentId>, std::vector<Transaction>> committing_;
  std::map<RowName, Register> registers_;
  std::size_t transactions_ = 0;
};

}  // namespace

std::string edn_history(const ExportedRun& run) { return Historian(run).text(); }

}  // namespace txlab
