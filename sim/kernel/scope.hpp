// Scope: the processes that live and die together, usually those of one host incarnation.
//
// Processes are started at once (up to their first wait) and destroyed newest first. A scope must
// outlive its processes; destroying it destroys them. `destroy_all` is never called from a process
// of the same scope: a crash is an event of the agenda.
#pragma once

#include <coroutine>

#include "sim/base/time.hpp"
#include "sim/kernel/event.hpp"
#include "sim/kernel/task.hpp"

namespace txlab {

class Kernel;

class Scope {
 public:
  explicit Scope(Kernel& kernel, Actor actor = no_actor) : kernel_(kernel), actor_(actor) {}
  virtual ~Scope() { destroy_all(); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

  Kernel& kernel() const { return kernel_; }
  Actor actor() const { return actor_; }
  void spawn(Task<> process);
  void destroy_all();
  bool idle() const { return newest_ == nullptr; }

  // Nothing of a paused scope runs before `resumes_at()`: its events are put off until then.
  Instant resumes_at() const { return resumes_at_; }
  void pause_until(Instant at) { resumes_at_ = at; }

  // A process of this scope is about to wait (called only while a Chooser watches the run).
  virtual void suspended(std::string_view what, bool idle);

 private:
  friend class PromiseBase;
  void left_by(PromiseBase& root);

  Kernel& kernel_;
  Actor actor_;
  PromiseBase* newest_ = nullptr;
  Instant resumes_at_ = start_of_run;
};

}  // namespace txlab
