// OtherUsers: a service beside the system under test that has transactions of its own at one of its
// databases. Whoever holds locks there, or fills the disk's queue, delays them.
#pragma once

#include <functional>

#include "models/parts/database/client.hpp"
#include "sim/world/program.hpp"

namespace txlab {

class OtherUsers final : public Program {
 public:
  struct Work {
    std::function<std::optional<Instant>()> next;              // when one is wanted; in order
    std::function<Statement(std::uint64_t number)> statement;  // from 1 on
  };
  OtherUsers(Host& host, HostId database, std::size_t connections, Work work);
  Task<> main() override;

 private:
  Task<> one(std::uint64_t number);

  Host& host_;
  DatabaseClient database_;
  Work work_;
};

}  // namespace txlab
