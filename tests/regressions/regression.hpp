// Regression: a scenario of the library that reproduces a real failure, with what its block
// `x-regression` says about it:
//
//   x-regression:
//     row: OB04                          # the failure's name; the file is called ob04-....yaml
//     fails: in-two-transactions         # the strategy entry that has the failure (see `expect`)
//     trigger_off: ["faults=[]"]         # --sets that take the trigger away, and with it the
//     failure fixed_by: ["hosts.mq.flush=sync"]  # only where the mended version is no entry of its
//     own chain: [main.durable, wallet.crashed, wallet.restarted]   # see causal_chain.hpp
#pragma once

#include <string>
#include <vector>

namespace txlab {

struct Regression {
  std::string file;
  std::string row;
  std::string fails;
  std::vector<std::string> trigger_off;
  std::vector<std::string> fixed_by;
  std::vector<std::string> chain;
  std::vector<std::string> malformed;  // what is wrong with the block, in words
};

Regression read_regression(const std::string& file);

// Everything that the scenario does not do as its block says; empty if all of it is true:
//   - as it stands, it ends with exit code 0, so the pinned failure comes;
//   - another entry is free of the pinned failure, or this one is under `fixed_by`;
//   - without the trigger the entry that fails is free of it, too;
//   - the happenings of the chain are seen in that order for one purchase; if a property is pinned,
//     for a purchase that is told as an example of its violation.
std::vector<std::string> untrue_of(const Regression& regression);

}  // namespace txlab
