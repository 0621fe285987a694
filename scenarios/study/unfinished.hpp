// Unfinished: why a purchase is still open when its run is over, in words.
//
// The time after the last fault is the healing phase: machines have restarted, messages pass, and
// every timer of the protocol has had its turn. What is open then has one of three reasons: it is
// blocked by design (in doubt, and a machine that knows the outcome is away), stuck (nothing
// happens to it any more), or in a livelock (the same things happen to it again and again, and
// nothing durable comes of it).
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "models/fund/purchase_record.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

enum class OpenReason : std::uint8_t { blocked_by_design, stuck, livelock };
std::string_view name_of(OpenReason reason);  // "blocked by design"

struct Unfinished {
  IntentId intent;
  OpenReason reason = OpenReason::stuck;
  std::string words;  // "in doubt at fund-db, centre is down; last step: ..."
};

class UnfinishedFold final : public Observer {
 public:
  // Host names by id; they must outlive this.
  explicit UnfinishedFold(const std::vector<std::string>& hosts) : hosts_(hosts) {}
  explicit UnfinishedFold(std::vector<std::string>&& hosts) = delete;

  void on(const Happening& happening, Instant at) override;
  // `open`: the purchases that are not finished at the end of the run.
  std::vector<Unfinished> explain(const std::vector<PurchaseRecord>& open, Instant ended) const;

 private:
  // An act that can come again: what happened, where, between whom.
  using Act = std::tuple<Happening::Kind, std::uint16_t, std::uint16_t, std::string>;
  struct Life {
    std::map<std::uint16_t, int> in_doubt;                          // by host
    std::map<std::pair<std::uint16_t, std::string>, int> standing;  // in lists that people watch
    std::string last_step;
    Instant stepped{};
    std::map<Act, std::uint32_t> since;  // acts since the last step
    Act last_act{};
    Instant acted{};
  };

  void step(Life& life, const Happening& happening, Instant at);
  OpenReason reason_of(const PurchaseRecord& record, const Life& life, Instant ended) const;
  std::string words_of(const PurchaseRecord& record, const Life& life, OpenReason reason) const;

  const std::vector<std::string>& hosts_;
  std::map<IntentId, Life> lives_;
  std::map<std::uint16_t, bool> down_;
};

}  // namespace txlab
