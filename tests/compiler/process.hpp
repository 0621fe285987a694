// The smallest coroutine type with the shape of the real one, to ask the compiler questions.
//
// Lazy, resumes its awaiter by symmetric transfer, owns its frame: an awaited Process lives in the
// frame of its awaiter, so destroying the outermost frame destroys the chain. It shares no code
// with sim/kernel on purpose: what fails here is the compiler.
#pragma once

#include <coroutine>
#include <deque>
#include <exception>
#include <utility>

namespace compiler_test {

// What is ready to be resumed, oldest first.
using Ready = std::deque<std::coroutine_handle<>>;

// co_await Turn{ready}: suspends until the loop below gets to it.
struct Turn {
  Ready& ready;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) { ready.push_back(waiter); }
  void await_resume() const noexcept {}
};

inline void run(Ready& ready) {
  while (!ready.empty()) {
    const auto next = ready.front();
    ready.pop_front();
    next.resume();
  }
}

template <typename T>
class [[nodiscard]] Process {
 public:
  struct promise_type;
  using Handle = std::coroutine_handle<promise_type>;

  struct Final {
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(Handle done) const noexcept {
      const auto awaiter = done.promise().awaiter;
      return awaiter ? awaiter : std::noop_coroutine();
    }
    void await_resume() const noexcept {}
  };

  struct promise_type {
    T value{};
    std::coroutine_handle<> awaiter;

    Process get_return_object() { return Process(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Final final_suspend() noexcept { return {}; }
    void return_value(T result) { value = std::move(result); }
    void unhandled_exception() noexcept { std::terminate(); }
  };

  explicit Process(Handle frame) : frame_(frame) {}
  Process(Process&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  Process& operator=(Process&&) = delete;
  ~Process() {
    if (frame_) frame_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) noexcept {
    frame_.promise().awaiter = awaiter;
    return frame_;
  }
  T await_resume() { return std::move(frame_.promise().value); }

  void start() { frame_.resume(); }
  bool done() const { return frame_.done(); }
  const T& result() const { return frame_.promise().value; }

 private:
  Handle frame_;
};

}  // namespace compiler_test
