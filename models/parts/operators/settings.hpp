// OperatorSettings: the people who work off what no program does, as the scenario describes them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/time.hpp"

namespace txlab {

// What they may do.
enum class OperatorAction : std::uint8_t {
  replay_dead_letter,
  resume_half,
  force_xa,
  repair_difference,
};

// From when to when they are there, every day.
struct OfficeHours {
  Duration opens = 9h;  // times of day
  Duration closes = 18h;
  Duration at_zero{0};  // the time of day of time 0

  // How long until they come; 0: they are there.
  Duration until_open(Duration now) const;
  // How long until they go; 0: they are gone.
  Duration until_closed(Duration now) const;
};

struct OperatorSettings {
  std::uint32_t people = 1;
  std::optional<OfficeHours> hours;  // nothing: day and night
  Duration per_case = 10min;         // of working time
  std::vector<OperatorAction> actions{OperatorAction::replay_dead_letter,
                                      OperatorAction::resume_half, OperatorAction::force_xa,
                                      OperatorAction::repair_difference};

  bool may(OperatorAction action) const {
    return std::ranges::find(actions, action) != actions.end();
  }
};

}  // namespace txlab
