#include <algorithm>

#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

std::span<const Mutant> mutants() {
  static const std::vector<Mutant> all = [] {
    std::vector<Mutant> joined;
    for (const auto family : {reconciliation_mutants, table_mutants, message_mutants, xa_mutants,
                              tcc_mutants, single_service_mutants, consumer_mutants}) {
      std::ranges::copy(family(), std::back_inserter(joined));
    }
    return joined;
  }();
  return all;
}

const Mutant* find_mutant(std::string_view name) {
  const auto found = std::ranges::find(mutants(), name, &Mutant::name);
  return found == mutants().end() ? nullptr : &*found;
}

}  // namespace txlab::selftest
