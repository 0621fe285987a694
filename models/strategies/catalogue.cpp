#include "models/strategies/catalogue.hpp"

#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

std::span<const Protocol> protocols() {
  static const std::vector<Protocol> all{
      none_protocol(),
      naive_protocol(),
      async_reconciliation_protocol(),
      local_message_table_protocol(),
      xa_protocol(),
      tcc_protocol(),
      transactional_message_protocol(),
      domain_events_protocol(),
      companionship_protocol(),
      two_step_protocol(),
  };
  return all;
}

const Protocol* find_protocol(std::string_view name) {
  for (const Protocol& protocol : protocols()) {
    if (protocol.name == name) return &protocol;
  }
  return nullptr;
}

}  // namespace txlab
