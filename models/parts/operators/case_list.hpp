// CaseList: a list that people work off, as they see it: through the interface of the machine that
// keeps it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/kernel/task.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

struct Case {
  std::uint64_t number = 0;  // on its list; grows
  IntentId intent{};
};

inline constexpr std::string_view difference_list = "differences";
// Prepared transactions are a list of every database. Most end by themselves, so people see to
// those only that have been there for a while.
inline constexpr std::string_view in_doubt_list = "in doubt";
inline constexpr Duration in_doubt_alarm = 1min;

class CaseList {
 public:
  struct Page {
    std::vector<Case> cases;  // in order
    bool more = false;
  };

  virtual ~CaseList() = default;
  // What observers call it.
  virtual std::string_view name() const = 0;
  // Counts what is on the list, for whoever has nothing else to do.
  virtual WorkGate& gate() = 0;
  // The cases after this number; nothing if nobody answers.
  virtual Task<std::optional<Page>> read(std::uint64_t after) = 0;
  // Whether this took it off the list. If not, it is met again at a later look.
  virtual Task<bool> settle(Case one) = 0;
};

}  // namespace txlab
