// Copies of properties, each with one hole. What is right about them is written as in
// models/fund/properties.
#pragma once

#include "models/fund/properties/property_fold.hpp"

namespace txlab::selftest {

// What happens to orders.
std::unique_ptr<Property> agreement_without_reversals(const Book&, Violations&);
std::unique_ptr<Property> agreement_that_waits_for_doubts(const Book&, Violations&);
std::unique_ptr<Property> branch_with_a_reversed_main(const Book&, Violations&);
std::unique_ptr<Property> duplicates_of_main_only(const Book&, Violations&);

// What customers are told.
std::unique_ptr<Property> truth_at_the_moment(const Book&, Violations&);
std::unique_ptr<Property> truth_of_refusals_only(const Book&, Violations&);
std::unique_ptr<Property> late_but_never_silent(const Book&, Violations&);
std::unique_ptr<Property> silent_but_never_late(const Book&, Violations&);

// Money.
std::unique_ptr<Property> money_that_is_lost_only(const Book&, Violations&);
std::unique_ptr<Property> money_without_credit(const Book&, Violations&);
std::unique_ptr<Property> negative_only_at_the_fund(const Book&, Violations&);
std::unique_ptr<Property> amounts_within_five_percent(const Book&, Violations&);

}  // namespace txlab::selftest
