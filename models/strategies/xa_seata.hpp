// What Seata's resource manager for XA is told (apache/incubator-seata
// rm-datasource/.../xa/ConnectionProxyXA.java, ResourceManagerXA.java).
//
// Phase one is the business call itself: XA START, the work, XA END, XA PREPARE. Nobody asks for a
// vote; that the call comes back says that the branch is prepared.
#pragma once

#include "models/strategies/tcc_global.hpp"
#include "models/strategies/xa_messages.hpp"

namespace txlab::xa {

struct PhaseOne {
  static constexpr MessageType type{"xa-phase-one", MessageClass::work};
  struct Reply {
    bool prepared;
  };
  IntentId intent;
  GlobalId gid;
  Purchase purchase;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(part_of(gid)); }
};

// BranchCommit or BranchRollback.
struct PhaseTwo {
  static constexpr MessageType type{"xa-phase-two", MessageClass::protocol};
  struct Reply {
    bool known;  // false: XAER_NOTA
  };
  IntentId intent;
  GlobalId gid;
  bool commit;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(part_of(gid)); }
};

Task<bool> phase_one(Host& host, HostId where, tcc::GlobalTransaction transaction,
                     std::uint8_t branch, tcc::GlobalOptions options);
Task<bool> phase_two(Host& host, HostId where, tcc::GlobalTransaction transaction,
                     std::uint8_t branch, tcc::GlobalOptions options, std::uint32_t attempt);
// What is rolled back has never been there, so the order could be tried again.
inline constexpr tcc::BranchCalls prepare_and_end{phase_one, phase_two, false};

}  // namespace txlab::xa

namespace txlab {

std::unique_ptr<Strategy> make_xa_seata(const Deployment& site, const Parameters& parameters);

}  // namespace txlab
