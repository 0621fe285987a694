#include "models/parts/database/other_users.hpp"

#include "sim/world/world.hpp"

namespace txlab {

OtherUsers::OtherUsers(Host& host, HostId database, std::size_t connections, Work work)
    : host_(host), database_(host, database, connections), work_(std::move(work)) {}

Task<> OtherUsers::main() {
  std::uint64_t number = 0;
  for (auto at = work_.next(); at; at = work_.next()) {
    co_await Sleep(host_.kernel(), *at - host_.kernel().now(), "next user");
    host_.spawn(one(++number));
  }
}

// Once: whoever wanted it is told that it failed.
Task<> OtherUsers::one(std::uint64_t number) {
  const Instant wanted = host_.kernel().now();
  const Statement statement = work_.statement(number);
  const auto status = co_await database_.run(statement);
  host_.world().happened({.kind = Happening::Kind::served,
                          .host = host_.id(),
                          .value = (host_.kernel().now() - wanted).count(),
                          .extra = status == StatementStatus::ok ? 0 : 1,
                          .name = statement.label});
}

}  // namespace txlab
