// Strategy: which program runs in which role. That is the whole interface.
//
// `boot` is called at the start and after every crash. A role that a strategy does not need stays
// idle.
#pragma once

#include <memory>
#include <string_view>

#include "models/strategies/deployment.hpp"
#include "models/strategies/parameters.hpp"
#include "sim/world/host.hpp"
#include "sim/world/program.hpp"

namespace txlab {

// Departments are there only for protocols that have something to tell them (catalogue.hpp).
enum class Role : std::uint8_t { gateway, wallet, fund, broker, centre, ops, department };

class Strategy {
 public:
  virtual ~Strategy() = default;
  virtual std::unique_ptr<Program> boot(Role role, Host& host) const = 0;
};

// A host that a strategy leaves alone.
class Idle final : public Program {
 public:
  Task<> main() override { co_return; }
};

}  // namespace txlab
