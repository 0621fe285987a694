// What a book asks if it is told nothing else.
#include "models/fund/properties/property_fold.hpp"

namespace txlab {

std::span<const MakeProperty> Book::usual_properties() {
  static constexpr MakeProperty usual[] = {make_conservation,
                                           make_no_duplicate_purchase,
                                           make_no_branch_without_main,
                                           make_main_branch_agreement,
                                           make_told_truth,
                                           make_told_eventually,
                                           make_no_negative_balance,
                                           make_amounts_match};
  return usual;
}

}  // namespace txlab
