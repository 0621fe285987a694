// What the strategy files offer to the catalogue, and the two programs that most of them boot.
#pragma once

#include "models/parts/broker/broker.hpp"
#include "models/parts/operators/case_list.hpp"
#include "models/strategies/strategy.hpp"

namespace txlab {

std::unique_ptr<Strategy> make_none(const Deployment& site, const Parameters& parameters);
std::unique_ptr<Strategy> make_naive(const Deployment& site, const Parameters& parameters);
std::unique_ptr<Strategy> make_async_reconciliation(const Deployment& site,
                                                    const Parameters& parameters);
std::unique_ptr<Strategy> make_local_message_table(const Deployment& site,
                                                   const Parameters& parameters);
std::unique_ptr<Strategy> make_xa(const Deployment& site, const Parameters& parameters);
std::unique_ptr<Strategy> make_tcc(const Deployment& site, const Parameters& parameters);
std::unique_ptr<Strategy> make_transactional_message(const Deployment& site,
                                                     const Parameters& parameters);
std::unique_ptr<Strategy> make_domain_events(const Deployment& site, const Parameters& parameters);
std::unique_ptr<Strategy> make_companionship(const Deployment& site, const Parameters& parameters);
std::unique_ptr<Strategy> make_two_step(const Deployment& site, const Parameters& parameters);

// The gateway, passing purchases on to `entries`.
std::unique_ptr<Program> gateway_to(const Deployment& site, std::vector<HostId> entries,
                                    Host& host);
// A broker whose topics (one per branch) are consumed by the fund service.
std::unique_ptr<Program> broker_for(const Deployment& site, Host& host, BrokerUse use);
// The end-of-day batch, for orders whose applications are in this database; and the people who work
// off the broker's lists and those of the protocol.
using CaseLists = std::vector<std::unique_ptr<CaseList>>;
std::unique_ptr<Program> end_of_day(const Deployment& site, Host& host, HostId fund_database,
                                    CaseLists of_the_protocol = {});

}  // namespace txlab
