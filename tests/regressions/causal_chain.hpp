// CausalChain: looks for happenings in a given order, each for the same purchase.
//
// The words of a chain (between two of them anything else may happen):
//
//   main.durable, branch.durable, ...     a record of this label took effect
//   publish.forced                        somebody waits for a record of this name
//   publish.sent, .delivered, .lost, .duplicated; of an answer: publish.reply.sent, ...
//   check.sent, dead-letter.stored, redelivered, repaired, repaired-in-vain
//   listed, unlisted                      the purchase entered or left a list that people watch
//   prepared.durable, resolved            in doubt, and not any more
//   deadlock, lock-wait-timeout
//   told.placed, told.refused, told.accepted, told.held-in-wallet, told.refunded, told.unknown
//   gave-up                               the client stopped waiting
//   wallet.crashed, wallet-db.restarted   a machine, by its own name or its group's: counts for all
//   NAME.began, NAME.ended                a fault of the scenario, counts for all
#pragma once

#include <string>
#include <vector>

#include "sim/world/observer.hpp"

namespace txlab {

class CausalChain final : public Observer {
 public:
  // `hosts` and `groups` by number of the host.
  CausalChain(std::vector<std::string> words, std::vector<std::string> hosts,
              std::vector<std::string> groups);

  void on(const Happening& happening, Instant at) override;
  bool seen_for(IntentId intent) const;
  bool seen() const { return complete_ > 0; }
  // The words of the purchase that came furthest.
  std::size_t longest() const { return longest_; }

 private:
  bool is(const std::string& word, const Happening& happening) const;
  void advance(std::size_t& position, const Happening& happening);

  std::vector<std::string> words_;
  std::vector<std::string> hosts_;
  std::vector<std::string> groups_;
  std::vector<std::size_t> positions_;  // by intent: how many words have been seen
  std::size_t of_the_others_ = 0;       // the same for purchases that have not begun
  std::size_t complete_ = 0;
  std::size_t longest_ = 0;
};

}  // namespace txlab
