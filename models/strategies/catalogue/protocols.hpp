// One function per protocol, each in a file of its own beside its parameters.
#pragma once

#include "models/strategies/catalogue.hpp"
#include "models/strategies/protocols.hpp"

namespace txlab {

Protocol none_protocol();
Protocol naive_protocol();
Protocol async_reconciliation_protocol();
Protocol local_message_table_protocol();
Protocol xa_protocol();
Protocol tcc_protocol();
Protocol transactional_message_protocol();
Protocol domain_events_protocol();
Protocol companionship_protocol();
Protocol two_step_protocol();

// In liveness.cpp.
Liveness liveness_of_none(const Parameters& chosen, const BrokerSettings& broker, Duration outage);
Liveness liveness_of_async_reconciliation(const Parameters& chosen, const BrokerSettings& broker,
                                          Duration outage);
Liveness liveness_of_local_message_table(const Parameters& chosen, const BrokerSettings& broker,
                                         Duration outage);
Liveness liveness_of_xa(const Parameters& chosen, const BrokerSettings& broker, Duration outage);
Liveness liveness_of_tcc(const Parameters& chosen, const BrokerSettings& broker, Duration outage);
Liveness liveness_of_transactional_message(const Parameters& chosen, const BrokerSettings& broker,
                                           Duration outage);
Liveness liveness_of_domain_events(const Parameters& chosen, const BrokerSettings& broker,
                                   Duration outage);
Liveness liveness_of_two_step(const Parameters& chosen, const BrokerSettings& broker,
                              Duration outage);

}  // namespace txlab
