// SingleFault: steers a run through exactly one fault, or through none while it counts where faults
// could be placed.
//
// A place is one question that the kernel or the network asks the chooser: a process of some host
// is about to wait, or a message is about to travel. The run up to that question is the same with
// and without the fault (a run is a pure function of its choices), so "place number 17" means the
// same in both. Idle turns of periodic loops are one place per host and loop.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/kernel/chooser.hpp"

namespace txlab {

// One place at which faults can be put.
struct FaultPlace {
  Site::Kind kind = Site::Kind::suspension;
  std::uint16_t host = 0;
  std::uint16_t peer = 0;
  std::string what;
  bool reply = false;        // of a message
  std::uint64_t number = 0;  // in the order of the run
};

class SingleFault final : public Chooser {
 public:
  // Places count from the moment `armed` says so (the client's request).
  using Armed = std::function<bool()>;

  // Counts places, puts no fault anywhere.
  explicit SingleFault(Armed armed) : armed_(std::move(armed)) {}
  // Gives `answer` at place `number`, and the dull answer everywhere else.
  SingleFault(Armed armed, std::uint64_t number, std::uint32_t answer)
      : armed_(std::move(armed)), wanted_(number), answer_(answer), counting_(false) {}

  std::uint32_t choose(const Site& site, std::uint32_t n) override;

  const std::vector<FaultPlace>& places() const { return places_; }
  bool placed() const { return placed_; }

 private:
  bool is_place(const Site& site);

  Armed armed_;
  std::uint64_t wanted_ = ~std::uint64_t{0};
  std::uint32_t answer_ = 0;
  bool counting_ = true;
  bool placed_ = false;
  std::uint64_t next_ = 0;
  std::set<std::pair<std::uint16_t, std::string>> idle_;  // loops whose idle turn has been counted
  std::vector<FaultPlace> places_;
};

}  // namespace txlab
