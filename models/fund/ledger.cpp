#include "models/fund/ledger.hpp"

#include <vector>

namespace txlab::ledger {

std::vector<TableShape> tables(const WorkloadSettings& workload) {
  return {
      {.id = bank,
       .name = "bank",
       .accounts = true,
       .opening = workload.bank_balance.fen,
       .openings = workload.customers},
      {.id = available, .name = "available", .accounts = true},
      {.id = orders, .name = "orders", .queue = true},
      {.id = remitted, .name = "remitted", .accounts = true},
      {.id = outbox, .name = "outbox", .queue = true},
      {.id = wallet_notices, .name = "wallet notices", .queue = true},
      {.id = leases, .name = "leases"},
      {.id = events, .name = "events", .queue = true},
      {.id = cases, .name = "cases", .queue = true},
      {.id = recharges, .name = "recharges", .queue = true},
      {.id = begun, .name = "begun"},
      {.id = applications, .name = "applications", .queue = true},
      {.id = holdings, .name = "holdings", .accounts = true},
      {.id = fees, .name = "fees", .accounts = true},
      {.id = received, .name = "received", .accounts = true},
      {.id = fund_notices, .name = "fund notices", .queue = true},
      {.id = extras, .name = "extras"},
      {.id = fences, .name = "fences", .queue = true},
      {.id = consumed, .name = "consumed messages"},
      {.id = quotas, .name = "quotas"},
      {.id = confirmed, .name = "confirmed", .accounts = true},
      {.id = redemption_payable, .name = "redemption payable", .accounts = true},
      {.id = paid_back, .name = "paid back", .accounts = true},
      {.id = paybacks, .name = "paybacks"},
      {.id = withdrawals, .name = "withdrawals"},
      {.id = redemptions, .name = "redemptions", .queue = true},
      {.id = company_advance, .name = "company advance", .accounts = true},
      {.id = fast_limits,
       .name = "fast limits",
       .accounts = true,
       .opening = fast_redemption_limit.fen,
       .openings = ~RowKey{0}},
      {.id = agent_notices, .name = "agent notices", .queue = true},
      {.id = companion_notes, .name = "companion notes"},
      {.id = statistics, .name = "statistics", .accounts = true},
      {.id = units,
       .name = "units",
       .accounts = true,
       .opening = workload.bank_balance.fen,
       .openings = workload.customers},
      {.id = proceeds, .name = "proceeds", .accounts = true},
  };
}

}  // namespace txlab::ledger
