// AnswerFold: follows each purchase from the tap to the first answer, in its causal graph.
//
// An event of a purchase depends on what was there before it on its host, and the arrival of a
// message on its sending. Services in the past of every answer that says yes must be up for one: in
// a flow graph of all the ways to an answer they are the dominators of the reply. The critical path
// leads from the answer back, at each step to the cause that came last (C.-Q. Yang and B. P.
// Miller, "Critical path analysis for the execution of parallel and distributed programs", ICDCS
// 1988).
#pragma once

#include <unordered_map>
#include <vector>

#include "scenarios/study/answers/answers.hpp"
#include "sim/world/observer.hpp"
#include "sim/world/world.hpp"

namespace txlab {

class AnswerFold final : public Observer {
 public:
  // Paths are kept of so many answers, the first ones.
  static constexpr std::size_t most_paths = 50'000;

  // `customers` is the host at which wishes arise. The world outlives it.
  AnswerFold(World& world, HostId customers);

  void on(const Happening& happening, Instant at) override;
  AnswersOfARun finish();

 private:
  using Index = std::uint32_t;
  static constexpr Index none = ~Index{0};

  struct Event {
    Instant at;
    HostId host;
    Happening::Kind kind;
    Index cause = none;  // the last one
    std::string_view name;
  };
  // A purchase without an answer.
  struct Open {
    std::vector<Event> events;
    std::vector<Index> last;          // by host
    std::vector<std::uint64_t> past;  // by host: a bit for each service that it depends on
  };
  struct Sending {
    Index event = none;
    std::uint64_t past = 0;
  };
  struct Step {
    Duration lasted;
    PathStep::Kind kind;
    HostId from;
    HostId to;
    std::string_view what;
  };
  struct Path {
    std::uint64_t purchase = 0;
    Duration latency{0};
    std::vector<Step> steps;
  };

  void began(const Happening& happening, Instant at);
  Index add(Open& open, Event event);
  void sent(const Happening& happening, Instant at, Open& open);
  void delivered(const Happening& happening, Instant at);
  void answered(const Happening& happening, Instant at);
  static Path path_to(const Open& open, Index answer);
  std::string name_of(HostId host) const { return world_.host(host).name(); }
  CriticalPath in_words(const Path& path) const;

  World& world_;
  HostId customers_;
  std::unordered_map<std::uint64_t, Open> open_;         // by intent
  std::unordered_map<std::uint64_t, Sending> sendings_;  // by number of the message
  std::vector<std::string> services_;                    // groups of hosts, by their bit
  std::vector<std::uint64_t> bit_of_;                    // by host
  std::vector<std::uint64_t> needed_;                    // by service: answers that depend on it
  std::uint64_t answers_ = 0;
  std::vector<Path> paths_;
};

}  // namespace txlab
