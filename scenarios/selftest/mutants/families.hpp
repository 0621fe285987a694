// The mutants by what they are made of, each family in a file of its own.
#pragma once

#include <vector>

#include "scenarios/selftest/mutant.hpp"

namespace txlab::selftest {

std::vector<Mutant> reconciliation_mutants();
std::vector<Mutant> table_mutants();
std::vector<Mutant> message_mutants();
std::vector<Mutant> xa_mutants();
std::vector<Mutant> tcc_mutants();
std::vector<Mutant> single_service_mutants();
std::vector<Mutant> consumer_mutants();

}  // namespace txlab::selftest
