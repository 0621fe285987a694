// History: what was observed in a run, kept in order, with each arrival tied to its sending.
//
// Properties and metrics are folds that forget; a story, a drawing or an export needs the run as a
// whole. Only small runs, or single purchases of large ones, are kept.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/world/observer.hpp"

namespace txlab {

struct HistoryEvent {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  Instant at;
  Happening::Kind kind = Happening::Kind::sent;
  MessageClass message_class = MessageClass::work;
  Envelope::Flow flow = Envelope::Flow::one_way;
  HostId host;  // where it happened; of a message that arrives, its receiver
  HostId peer;  // of a message: the other side
  std::string name;
  IntentId intent;
  std::int64_t value = 0;
  std::int64_t extra = 0;
  std::vector<RowChange> changes;
  std::size_t sending = none;  // of a message that arrives, is lost or doubled: where it was sent

  bool answers() const { return Envelope::answers(flow); }
  bool is_message() const { return kind <= Happening::Kind::duplicated && kind != began_; }
  // Whether a host took part; what the network does to a message happens to none.
  bool has_host() const;

 private:
  static constexpr Happening::Kind began_ = Happening::Kind::began;
};

struct History {
  std::vector<std::string> hosts;  // names, by id
  HostId customers;                // where wishes arise
  std::vector<HistoryEvent> events;
};

// The events that have to do with one purchase: its own, batches that change its rows, and crashes
// and faults, which have to do with everybody: all of these, or those while something happens to
// the purchase itself.
enum class Crashes : std::uint8_t { all, meanwhile };
History about(const History& history, IntentId intent, Crashes crashes = Crashes::all);

class HistoryFold final : public Observer {
 public:
  struct Keep {
    std::optional<IntentId> only{};  // what `about` would keep
    bool records = false;            // and what became durable for the others
    bool messages = true;
  };
  // `customers` is the host at which wishes arise.
  HistoryFold(std::vector<std::string> hosts, HostId customers, Keep keep = {{}, false, true});

  void on(const Happening& happening, Instant at) override;
  const History& history() const { return history_; }

 private:
  bool kept(const Happening& happening) const;

  Keep keep_;
  History history_;
  std::map<std::uint64_t, std::size_t> sendings_;  // by number of the message
};

}  // namespace txlab
