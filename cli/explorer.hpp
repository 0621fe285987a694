// Explorer: hunts in every strategy of a scenario, and makes trails of what it finds.
#pragma once

#include <atomic>
#include <string>

#include "cli/arguments.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/study/exploration.hpp"

namespace txlab {

// The strategy alone with so many purchases; the text is what a trail keeps.
struct Reduced {
  std::string text;
  Scenario scenario;
};
Reduced reduce(const ReadResult& read, const std::string& strategy, std::uint32_t purchases);

class Explorer {
 public:
  Explorer(const Arguments& arguments, const ReadResult& read);
  Exploration explore();

 private:
  ExploredStrategy explore(const StrategyEntry& entry) const;
  FoundTrail trail_of(const Finding& finding, const ExploredWorld& world,
                      const std::string& text) const;
  void say_speed(const ExploredStrategy& explored, double seconds) const;
  std::uint64_t runs() const;

  const Arguments& arguments_;
  const ReadResult& read_;
  const std::atomic<bool>& interrupted_;
};

}  // namespace txlab
