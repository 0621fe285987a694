// A hand-made history of one or more purchases, told to a Book as the world would tell it.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "models/fund/book.hpp"

namespace txlab {

class History {
 public:
  static constexpr std::int64_t fen = 100'000;
  static constexpr std::int64_t fee = 150;

  explicit History(Book::Settings settings = {})
      : book_(with_databases(std::move(settings)), customers_) {
    book_.on_closed([this](const PurchaseRecord& record) { closed_.push_back(record); });
  }

  History& at(Duration since_start) {
    now_ = start_of_run + since_start;
    return *this;
  }
  History& purchase(std::uint64_t number) {
    intent_ = IntentId{number};
    return *this;
  }
  History& began() { return say({.kind = Happening::Kind::began, .value = fen}); }
  History& told(Told told) {
    return say({.kind = Happening::Kind::told, .value = static_cast<std::int64_t>(told)});
  }
  History& accepted_for(ApplicationDate date) {
    return say({.kind = Happening::Kind::told,
                .value = static_cast<std::int64_t>(Told::accepted),
                .extra = date});
  }
  History& gave_up() { return say({.kind = Happening::Kind::gave_up}); }
  History& decided() {
    return say({.kind = Happening::Kind::durable, .value = 1, .name = "decision"});
  }
  History& in_doubt(int change) {
    return say({.kind = Happening::Kind::in_doubt, .value = change});
  }
  History& listed(int change) { return say({.kind = Happening::Kind::listed, .value = change}); }

  // The local transactions of the business, under an order of its own where it matters.
  History& main(RowKey order = 1) {
    const Row bank{.value = {1'000'000, 0, 0}, .state = 1};
    return commit({{ledger::orders, order, {}, row(ledger::main_done, fen, fen)},
                   {ledger::bank, 1, bank, less(bank, fen)}});
  }
  History& reverse(RowKey order = 1) {
    const Row none{.state = 1};
    return commit(
        {{ledger::orders, order, row(ledger::main_done, fen, fen), row(ledger::order_held, fen, 0)},
         {ledger::available, 1, none, less(none, -fen)}});
  }
  History& branch(RowKey application = 1, std::int64_t amount = fen, std::int64_t its_fee = fee) {
    const Row none{.state = 1};
    return commit({{ledger::applications,
                    application,
                    {},
                    row(ledger::applied, amount - its_fee, its_fee, -amount)},
                   {ledger::holdings, 1, none, less(none, its_fee - amount)}});
  }
  // An application for this date.
  History& branch_for(ApplicationDate date, RowKey application = 1) {
    const Row none{.state = 1};
    Row accepted = row(ledger::applied, fen - fee, fee, -fen);
    accepted.stamp = date;
    return commit({{ledger::applications, application, {}, accepted},
                   {ledger::holdings, 1, none, less(none, fee - fen)}});
  }
  // The transfer agent refuses the application, and so much of its fee is kept.
  History& agent_refused(std::int64_t kept_fee) {
    const Row before = row(ledger::application_exported, fen - fee, fee, -fen);
    const Row after = row(ledger::application_agent_refused, fen - kept_fee, kept_fee, -fen);
    const Row held{.value = {fen - fee, 0, 0}, .state = 1};
    const Row none{.state = 1};
    return commit({{ledger::applications, 1, before, after},
                   {ledger::holdings, 1, held, less(held, fen - fee)},
                   {ledger::redemption_payable, 1, none, less(none, kept_fee - fen)}});
  }
  History& withdraw(RowKey application = 1) {
    const Row held{.value = {fen - fee, 0, 0}, .state = 1};
    return commit({{ledger::applications, application, row(ledger::applied, fen - fee, fee, -fen),
                    row(ledger::application_cancelled, fen - fee, 0, 0)},
                   {ledger::holdings, 1, held, less(held, fen - fee)}});
  }
  // A further branch; each has a database of its own.
  History& extra(std::uint16_t number = 1, RowKey order = 1) {
    const std::vector<RowChange> changes{{ledger::extras, order, {}, row(ledger::applied, fen)}};
    return say({.kind = Happening::Kind::durable,
                .host = extra_database(number),
                .name = "transaction",
                .changes = changes});
  }
  History& message_row(bool there, RowKey order = 1) {
    const Row row = this->row(1, fen);
    return commit({{ledger::outbox, order, there ? Row{} : row, there ? row : Row{}}});
  }
  // The end-of-day batch.
  History& settle(RowKey order = 1) {
    const Row none{.state = 1};
    return commit({{ledger::remitted, 1, none, less(none, -fen)},
                   {ledger::orders, order, row(ledger::main_done, fen, fen), {}}});
  }
  History& net(RowKey application = 1) {
    const Row none{.state = 1};
    return commit(
        {{ledger::fees, 1, none, less(none, -fee)},
         {ledger::received, 1, none, less(none, fen)},
         {ledger::applications, application, row(ledger::applied, fen - fee, fee, -fen), {}}});
  }
  // A local transaction that the business does not know.
  History& commit(std::vector<RowChange> changes) {
    return say({.kind = Happening::Kind::durable, .name = "transaction", .changes = changes});
  }
  Row row(std::uint16_t state, std::int64_t a, std::int64_t b = 0, std::int64_t c = 0) const {
    return {.value = {a, b, c}, .intent = intent_, .owner = 1, .state = state};
  }
  // A purchase that goes well, as a message-based strategy does it.
  History& bought() { return began().main().told(Told::accepted).branch().told(Told::placed); }

  History& end(Book::Ending ending = Book::Ending::quiet) {
    book_.end(now_, ending);
    return *this;
  }
  std::set<std::string> broken() const {
    std::set<std::string> names;
    for (const PropertyInfo& property : all_properties) {
      if (book_.violations().of(property.id).count > 0) names.emplace(property.name);
    }
    return names;
  }
  const Violations::Entry& entry(PropertyId id) const { return book_.violations().of(id); }
  const std::vector<PurchaseRecord>& closed() const { return closed_; }
  Book& book() { return book_; }

 private:
  static HostId extra_database(std::uint16_t number) {
    return HostId{static_cast<std::uint16_t>(100 + number)};
  }
  static Book::Settings with_databases(Book::Settings settings) {
    for (std::uint16_t number = 1; number < settings.branches; ++number) {
      settings.further_databases.push_back(extra_database(number));
    }
    return settings;
  }
  static Row less(Row row, std::int64_t amount) {
    row.value[0] -= amount;
    return row;
  }
  History& say(Happening happening) {
    happening.intent = intent_;
    book_.on(happening, now_);
    return *this;
  }

  WorkloadSettings workload_;
  Customers customers_{workload_, 1};
  Book book_;
  std::vector<PurchaseRecord> closed_;
  Instant now_ = start_of_run;
  IntentId intent_{1};
};

using Names = std::set<std::string>;

}  // namespace txlab
