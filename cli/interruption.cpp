#include "cli/interruption.hpp"

#include <sys/time.h>

#include <cmath>
#include <csignal>

namespace txlab {

namespace {

std::atomic<bool> stop{false};
volatile std::sig_atomic_t signalled = 0;

void on_signal(int number) {
  signalled = number;
  stop.store(true);
  std::signal(number, SIG_DFL);
}

void on_alarm(int) { stop.store(true); }

}  // namespace

const std::atomic<bool>& interruptible(std::optional<double> timeout_s) {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  if (timeout_s) {
    std::signal(SIGALRM, on_alarm);
    itimerval timer{};
    timer.it_value.tv_sec = static_cast<time_t>(*timeout_s);
    timer.it_value.tv_usec = static_cast<suseconds_t>((*timeout_s - std::floor(*timeout_s)) * 1e6);
    setitimer(ITIMER_REAL, &timer, nullptr);
  }
  return stop;
}

std::optional<ExitCode> interrupted_by() {
  if (signalled == SIGINT) return ExitCode::interrupted;
  if (signalled == SIGTERM) return ExitCode::terminated;
  return std::nullopt;
}

}  // namespace txlab
