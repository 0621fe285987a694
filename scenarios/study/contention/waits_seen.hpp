// WaitsSeen: who waited for whose row lock at one instant of a run, as people are told of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace txlab {

struct WaitSeen {
  std::uint64_t waiter = 0;  // purchases; 0: somebody else's transaction
  std::uint64_t holder = 0;
  std::string waiter_does;  // what the transactions are to the business: main, branch, ...
  std::string holder_does;
  std::string table;
  std::uint64_t key = 0;  // of the row; of a gap that of the row after it, 0: behind the last
  bool gap = false;       // leave to insert there
  double waited_ms = 0;
};

// A cycle is a deadlock at the instant at which it would have closed; the first closes it and is
// refused, the last waits for the first. A chain is a wait as it was when it began: the first waits
// for one that waits for another, and so on; the wait of the first is the whole of it.
struct WaitsSeen {
  bool cycle = false;
  std::string database;
  double at_s = 0;  // of a chain: when its first wait was over; since time 0
  std::uint32_t replication = 0;
  std::vector<WaitSeen> waits;
};

// A cycle is worse than a chain, then more waits, then the longest wait.
bool worse(const WaitsSeen& one, const WaitsSeen& other);

}  // namespace txlab
