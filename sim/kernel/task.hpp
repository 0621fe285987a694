// Task<T>: a process, or a part of one, as a lazy coroutine.
//
// A task starts when it is awaited (or spawned in a Scope) and resumes its awaiter directly when it
// returns (symmetric transfer). Frames nest: a task owns the frame of the task it awaits, so
// destroying the outermost frame destroys the whole chain, innermost last acquired first released.
// There is no cancellation other than destruction, and destroying a frame is what a crash is.
//
// Each frame knows its Scope, inherited from whoever awaits it; waits use it to be attributed to a
// host. Exceptions must not leave a task (an internal error).
#pragma once

#include <coroutine>
#include <optional>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/kernel/frame_pool.hpp"

namespace txlab {

class Scope;

// Counts the children of one `co_await list`.
struct Join {
  std::coroutine_handle<> parent;
  std::size_t running = 0;
};

class PromiseBase {
 public:
  Scope* scope = nullptr;
  std::coroutine_handle<> continuation;
  Join* join = nullptr;
  // The list of a scope's processes, for roots only.
  PromiseBase* older = nullptr;
  PromiseBase* newer = nullptr;

  static void* operator new(std::size_t bytes) { return FramePool::allocate(bytes); }
  static void operator delete(void* frame, std::size_t bytes) { FramePool::release(frame, bytes); }

  std::suspend_always initial_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { check_failed("no exception leaves a task", __FILE__, 0); }

  struct Final {
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> done) noexcept {
      return finish(done.promise(), done);
    }
    void await_resume() noexcept {}
  };
  Final final_suspend() noexcept { return {}; }

 private:
  // Whom to resume next. A finished root leaves its scope and destroys itself.
  static std::coroutine_handle<> finish(PromiseBase& promise,
                                        std::coroutine_handle<> done) noexcept;
};

template <typename T>
class Promise : public PromiseBase {
 public:
  auto get_return_object() { return std::coroutine_handle<Promise>::from_promise(*this); }
  void return_value(T value) { value_.emplace(std::move(value)); }
  T take() { return std::move(*value_); }

 private:
  std::optional<T> value_;
};

template <>
class Promise<void> : public PromiseBase {
 public:
  auto get_return_object() { return std::coroutine_handle<Promise>::from_promise(*this); }
  void return_void() {}
  void take() {}
};

template <typename T = void>
class [[nodiscard]] Task {
 public:
  using promise_type = Promise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  Task(Handle handle) : handle_(handle) {}  // NOLINT: the compiler converts the return object
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }

  class Awaiter {
   public:
    explicit Awaiter(Handle handle) : handle_(handle) {}
    bool await_ready() const noexcept { return false; }
    template <typename Parent>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Parent> parent) noexcept {
      handle_.promise().scope = parent.promise().scope;
      handle_.promise().continuation = parent;
      return handle_;
    }
    T await_resume() { return handle_.promise().take(); }

   private:
    Handle handle_;
  };
  Awaiter operator co_await() const& noexcept { return Awaiter(handle_); }

 private:
  friend class Scope;
  template <typename U, std::size_t N>
  friend class TaskList;
  Handle release() { return std::exchange(handle_, nullptr); }
  Handle handle_;
};

}  // namespace txlab
