// How first answers came about: what they waited for, and who had to be up for them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace txlab {

// A part of the way to an answer, on its critical path.
struct PathStep {
  enum class Kind : std::uint8_t {
    network,  // a message under way
    disk,     // a record that is waited for
    work,     // a machine has the request: queues, statements and locks
    timer,    // a machine has sent something, and nothing comes
  };
  Kind kind = Kind::work;
  std::string where;  // "wallet > mq", "fund-db"
  std::string what;   // what came at the end of it
  double ms = 0;
};

struct CriticalPath {
  std::uint64_t purchase = 0;
  double latency_ms = 0;
  std::vector<PathStep> steps;  // from the customer's tap to the answer; they sum to the latency
};

// How long the answers of a kind waited for what, on the average.
struct PathMeans {
  std::uint64_t answers = 0;
  double latency_ms = 0;
  double network_ms = 0;
  double disk_ms = 0;
  double work_ms = 0;
  double timer_ms = 0;
};

struct AnswersOfARun {
  std::uint64_t answers = 0;  // those that say yes: placed or accepted
  // By service: the share of these answers that have something of it in their past.
  std::vector<std::pair<std::string, double>> needed;
  // Services without which hardly anybody is told yes: one answer in a thousand may have come
  // another way, such as a notice after a crash.
  std::vector<std::string> must_be_up() const;
  CriticalPath typical;     // the median's
  CriticalPath slow;        // that of p99
  PathMeans typical_means;  // between p45 and p55
  PathMeans slow_means;     // from p99 on
};

// Purchases that came while every machine of a service was down.
struct WhileAway {
  std::string service;
  std::uint64_t came = 0;
  std::uint64_t told_yes = 0;  // before one of them was up again
};

}  // namespace txlab
