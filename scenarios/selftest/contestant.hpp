// Contestant: a base or a mutant, with one purchase and with two, as the searches see it.
#pragma once

#include <atomic>

#include "scenarios/selftest/base.hpp"
#include "scenarios/selftest/matrix.hpp"
#include "scenarios/selftest/search_list.hpp"
#include "scenarios/study/explored_world.hpp"

namespace txlab::selftest {

class Contestant {
 public:
  // It is held to what the base claims as it comes: a mutant that claims less is no better.
  Contestant(const Base& base, const Sets& sets, const Reader& read);

  const ExploredWorld& world(std::uint32_t purchases) const { return purchases == 1 ? one_ : two_; }
  std::uint32_t held() const { return one_.wanted(); }

 private:
  ExploredWorld one_;
  ExploredWorld two_;
};

struct Limits {
  std::uint64_t budget = 0;  // runs
  const std::atomic<bool>* stop = nullptr;
};

Cell first_kill(const Contestant& contestant, const NamedSearch& search, Limits limits);

}  // namespace txlab::selftest
