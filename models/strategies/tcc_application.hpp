// Application: the code that a developer writes around a global transaction, at the gateway. It
// begins it, registers and calls each branch in turn, and asks the coordinator to commit or roll
// back.
//
// What customers are told comes from the order's row at the wallet as soon as anything is unclear:
// an order that has one cannot be tried again, whatever became of the transaction. The branches may
// be those of TCC or of XA.
#pragma once

#include <set>

#include "models/fund/admission.hpp"
#include "models/strategies/tcc_global.hpp"

namespace txlab::tcc {

class Application final : public Program {
 public:
  // `attempts`: how often the coordinator is asked for a decision before nobody knows.
  Application(Host& host, const Deployment& site, const GlobalOptions& options, BranchCalls calls,
              std::uint32_t attempts)
      : host_(host),
        site_(site),
        options_(options),
        calls_(calls),
        attempts_(attempts),
        admission_(host, site.workload, site.customers, site.bank) {}
  Task<> main() override;
  Task<std::optional<PlaceOrder::Reply>> on_place(PlaceOrder request);
  Task<std::optional<Ask::Reply>> on_ask(Ask request);

 private:
  Task<Told> run(Purchase purchase);
  Task<std::uint32_t> try_all(Purchase purchase, std::uint64_t transaction);
  Task<std::optional<Decide::Answer>> decide(IntentId intent, std::uint64_t transaction,
                                             bool commit);
  Task<Told> rule_out(Purchase purchase);

  Host& host_;
  const Deployment& site_;
  const GlobalOptions& options_;
  BranchCalls calls_;
  std::uint32_t attempts_;
  Admission admission_;
  std::set<OrderId> working_;
};

}  // namespace txlab::tcc
