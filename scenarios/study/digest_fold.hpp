// DigestFold: the fingerprint of everything that was observed in a run, in order.
#pragma once

#include "sim/base/digest.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class DigestFold final : public Observer {
 public:
  void on(const Happening& happening, Instant at) override {
    const std::uint64_t what = static_cast<std::uint64_t>(happening.kind) |
                               static_cast<std::uint64_t>(happening.flow) << 8 |
                               std::uint64_t{happening.host.value} << 16 |
                               std::uint64_t{happening.peer.value} << 32;
    const std::uint64_t name = happening.code != 0 ? happening.code : hash_of(happening.name);
    digest_.add(what, at.time_since_epoch().count(), happening.intent.value, name, happening.value,
                happening.extra);
    for (const RowChange& row : happening.changes) {
      digest_.add(std::uint64_t{row.table} << 32 | row.after.state, row.key, row.after.owner,
                  row.after.value[0], row.after.value[1], row.after.value[2]);
    }
  }
  std::uint64_t value() const { return digest_.value(); }

 private:
  Digest digest_;
};

}  // namespace txlab
