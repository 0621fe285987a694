// The mutants by what they are made of, each family in a file of its own.
#pragma once

#include "scenarios/selftest/mutant.hpp"

namespace txlab::selftest {

std::span<const Mutant> reconciliation_mutants();
std::span<const Mutant> table_mutants();
std::span<const Mutant> message_mutants();
std::span<const Mutant> xa_mutants();
std::span<const Mutant> tcc_mutants();
std::span<const Mutant> single_service_mutants();
std::span<const Mutant> consumer_mutants();

}  // namespace txlab::selftest
