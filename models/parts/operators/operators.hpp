// Operators: people at their desks, who look at lists and work off one case after the other.
//
// Somebody looks at every list once a minute while there is something on it, and reads as far as
// can be dealt with until the next look. Each case takes one of them the same working time, and
// only then something is done about it; who goes home goes on with his case in the morning. What
// could not be settled stays on its list and is met again. Which case is in whose hands is RAM: the
// lists are what lasts.
#pragma once

#include <deque>
#include <memory>
#include <set>
#include <vector>

#include "models/parts/operators/case_list.hpp"
#include "models/parts/operators/settings.hpp"
#include "sim/world/host.hpp"

namespace txlab {

class Operators {
 public:
  Operators(Host& host, const OperatorSettings& settings);

  void take_on(std::unique_ptr<CaseList> list);
  // They work for as long as the host is up.
  void start();

 private:
  struct List {
    std::unique_ptr<CaseList> cases;
    std::uint64_t read_up_to = 0;
    std::set<std::uint64_t> in_hand;
  };
  struct Turn {
    List* list;
    Case one;
  };

  Task<> watch(std::size_t index);
  Task<> look_at(std::size_t index);
  Task<> work();
  Task<> office_open();
  Task<> spend(Duration working_time);
  Duration now() const;

  Host& host_;
  const OperatorSettings& settings_;
  std::size_t at_once_;  // how many cases of a list are dealt with until the next look, at most
  std::vector<std::unique_ptr<List>> lists_;
  std::deque<Turn> inbox_;
  Signal arrived_;
};

}  // namespace txlab
