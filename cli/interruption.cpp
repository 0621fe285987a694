#include "cli/interruption.hpp"

#include <sys/time.h>

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

const std::atomic<bool>& interruptible(std::optional<Duration> timeout) {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  if (timeout) {
    std::signal(SIGALRM, on_alarm);
    itimerval timer{};
    timer.it_value.tv_sec = static_cast<time_t>(*timeout / 1s);
    timer.it_value.tv_usec = static_cast<suseconds_t>(*timeout % 1s / 1us);
    if (*timeout < 1us) timer.it_value.tv_usec = 1;  // zero would mean never
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
