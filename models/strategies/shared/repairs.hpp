// Repairs: what a reconciliation asks of a fund service, and how people close a case.
#pragma once

#include "models/fund/transactions.hpp"
#include "models/parts/database/client.hpp"
#include "models/strategies/deployment.hpp"

namespace txlab {

// What the reconciliation asks of a fund service.
struct Repair {
  static constexpr MessageType type{"repair", MessageClass::work};
  enum class How : std::uint8_t { run_branch, rule_out_branch, withdraw_branch, correct_branch };
  struct Reply {
    bool done;
  };
  IntentId intent;
  Purchase purchase;
  How how;
  Purchase wrong{};  // what is to be corrected
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(how); }
};

class Repairs {
 public:
  Repairs(Host& host, const Deployment& site, DatabaseClient& wallet)
      : host_(host), site_(site), wallet_(wallet) {}

  Task<bool> ask_fund(Repair repair);
  // Main counts: the branch is put right, and then the case is closed. True if the branch is.
  Task<bool> close_case(RowKey number, Row row);

 private:
  Host& host_;
  const Deployment& site_;
  DatabaseClient& wallet_;
};

}  // namespace txlab
