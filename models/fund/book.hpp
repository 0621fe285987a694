// Book: follows every purchase by what is observed, and asks the properties about each step.
//
// An open purchase has a record; a settled one leaves a few bits behind (its effects, saturating,
// and the last definitive statement), from which the record is made again if something late
// arrives. So a late double is still seen, and ten million purchases need no stored history.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "models/fund/customers.hpp"
#include "models/fund/ledger.hpp"
#include "models/fund/purchase_record.hpp"
#include "models/fund/violations.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class Book;
class Property;
using MakeProperty = std::unique_ptr<Property> (*)(const Book& book, Violations& violations);

enum class Effect : std::uint8_t { main, reversal, branch, withdrawal, extra };

class Book final : public Observer {
 public:
  struct Settings {
    std::uint32_t branches = 1;
    Duration stuck_after = 26h;
    Duration told_within = 30h;
    std::vector<HostId> further_databases{};  // of the second and further branches
    bool ledger_watched = false;              // the strategy has somebody who compares the ledgers
    std::optional<Calendar> calendar{};
    bool earmark = true;  // off: main's amount stands in its row, and nothing is earmarked
  };
  // Properties by their id, except nothing-stuck-unseen, which needs the book's clock.
  static std::span<const MakeProperty> usual_properties();
  Book(Settings settings, const Customers& customers,
       std::span<const MakeProperty> asked = usual_properties());
  ~Book() override;

  void on(const Happening& happening, Instant at) override;
  // After the drain: judges what must hold eventually, and hands over what is still open. In a
  // quiet world nothing will ever happen again; one that was cut off might have gone on.
  enum class Ending : std::uint8_t { quiet, cut_off };
  void end(Instant at, Ending ending = Ending::quiet);

  const Violations& violations() const { return violations_; }
  Violations& violations() { return violations_; }
  const Settings& settings() const { return settings_; }
  const Customers& customers() const { return customers_; }

  // Told about every purchase once, when it is settled or at the end.
  using Closed = std::function<void(const PurchaseRecord&)>;
  void on_closed(Closed closed) { closed_ = std::move(closed); }
  // Whether a machine is down right now; while one is, being in doubt is no fault of the protocol.
  bool somebody_is_down() const { return down_ > 0; }
  // Whether the purchase has a living application for the target fund.
  bool has_branch(IntentId intent) const;
  // The purchases that are open right now, by intent; at most so many.
  std::vector<PurchaseRecord> unfinished(std::size_t most) const;
  std::uint64_t offered() const { return offered_; }
  std::uint64_t open() const { return open_; }
  std::uint64_t max_open() const { return max_open_; }
  // Orders that are decided and neither whole nor undone, and their money.
  std::uint64_t half_done() const { return half_done_; }
  std::int64_t fen_at_risk() const { return fen_at_risk_; }

 private:
  struct Remains;

  PurchaseRecord& record(IntentId intent);
  PurchaseRecord* find_open(IntentId intent);
  void close(PurchaseRecord& record);
  bool finished(const PurchaseRecord& record) const;
  void began(const Happening& happening, Instant at);
  void durable(const Happening& happening, Instant at);
  void row_changed(const RowChange& change, HostId host, Instant at);
  void extra_done(PurchaseRecord& record, const RowChange& change, HostId host) const;
  void effect(PurchaseRecord& record, Effect effect, const RowChange& change, Instant at);
  void told(PurchaseRecord& record, const Happening& statement, Instant at);
  void decide(PurchaseRecord& record, Instant at);
  void gave_up(PurchaseRecord& record, Instant at);
  void after_step(PurchaseRecord& record, Instant at);
  void look_for_stuck(Instant now) { look_for_stuck(now, now); }
  void look_for_stuck(Instant until, Instant now);
  void look_for_frozen(PurchaseRecord& record, Instant at);
  void count_reservations(PurchaseRecord& record, const RowChange& change);

  Settings settings_;
  const Customers& customers_;
  Violations violations_;
  std::vector<std::unique_ptr<Property>> properties_;
  Closed closed_;
  std::deque<PurchaseRecord> records_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> slot_of_;                // by intent: index into records_, or a mark
  std::vector<std::uint32_t> remains_;                // by intent, of settled purchases
  std::deque<std::pair<Instant, IntentId>> decided_;  // to be looked at after stuck_after
  int down_ = 0;
  std::uint64_t offered_ = 0;
  std::uint64_t open_ = 0;
  std::uint64_t max_open_ = 0;
  std::uint64_t half_done_ = 0;
  std::int64_t fen_at_risk_ = 0;
};

}  // namespace txlab
