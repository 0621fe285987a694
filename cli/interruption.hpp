// Interruption: SIGINT, SIGTERM and the time limit become a flag that a study looks at.
#pragma once

#include <atomic>
#include <optional>

#include "reports/exit_code.hpp"
#include "sim/base/time.hpp"

namespace txlab {

// From here on signals set the flag instead of ending the process; a second one ends it.
const std::atomic<bool>& interruptible(std::optional<Duration> timeout);

// Why the flag is set: interrupted, terminated, or nothing (also when the time was up).
std::optional<ExitCode> interrupted_by();

}  // namespace txlab
