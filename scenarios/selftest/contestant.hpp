// Contestant: what one row of the matrix puts before the searches, with one purchase and with two.
#pragma once

#include <atomic>

#include "scenarios/selftest/base.hpp"
#include "scenarios/selftest/checker_mutant.hpp"
#include "scenarios/selftest/matrix.hpp"
#include "scenarios/selftest/search_list.hpp"
#include "scenarios/study/explored_world.hpp"

namespace txlab::selftest {

// A base or a mutant. A property is broken when the base claims it, as it comes: a mutant that
// claims less is no better.
//
// With a checker mutant: its property is broken when it and the true one say different things.
class Contestant {
 public:
  Contestant(const Base& base, const Sets& sets, const Reader& read,
             const CheckerMutant* checker = nullptr);

  // `watcher`: what a policy has to watch the run, or null.
  Outcome explore(std::uint32_t purchases, Chooser& chooser, Observer* watcher,
                  const std::atomic<bool>* stop) const;
  const std::vector<std::string>& hosts() const { return one_.hosts(); }

 private:
  Outcome compared(const ExploredWorld& world, Chooser& chooser, Observer* watcher,
                   const std::atomic<bool>* stop) const;

  ExploredWorld one_;
  ExploredWorld two_;
  const CheckerMutant* checker_;
};

struct Limits {
  std::uint64_t budget = 0;  // runs
  const std::atomic<bool>* stop = nullptr;
};

Cell first_kill(const Contestant& contestant, const NamedSearch& search, Limits limits);

}  // namespace txlab::selftest
