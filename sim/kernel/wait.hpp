// What a process can wait for: time, a signal, a permit, several tasks at once.
//
// Every wait is an awaiter that lives in the waiting frame, is an Event itself (nothing is
// allocated), and takes itself off the agenda and off every list when the frame is destroyed.
#pragma once

#include <array>
#include <coroutine>
#include <optional>

#include "sim/kernel/kernel.hpp"

namespace txlab {

// The base of all waits: an event that resumes the waiting coroutine.
class Wait : public Event {
 protected:
  Wait(Kernel& kernel, std::string_view what)
      : Event(&Wait::resume), kernel_(kernel), what_(what) {}
  ~Wait() { kernel_.agenda().cancel(*this); }

  template <typename P>
  void suspend(std::coroutine_handle<P> waiter, bool idle = false) {
    waiter_ = waiter;
    Scope* const scope = waiter.promise().scope;
    belongs_to(scope);
    kernel_.note_wait(scope, what_, idle);
  }
  static void resume(Event& event) { static_cast<Wait&>(event).waiter_.resume(); }
  std::coroutine_handle<> waiter() const { return waiter_; }

  Kernel& kernel_;
  std::string_view what_;

 private:
  std::coroutine_handle<> waiter_;
};

// co_await Sleep(kernel, 5ms): always suspends, also for a delay of zero.
class [[nodiscard]] Sleep : Wait {
 public:
  Sleep(Kernel& kernel, Duration delay, std::string_view what = "sleep")
      : Wait(kernel, what), delay_(delay) {}
  bool await_ready() const noexcept { return false; }
  template <typename P>
  void await_suspend(std::coroutine_handle<P> waiter) {
    suspend(waiter);
    kernel_.agenda().add(saturating_add(kernel_.now(), delay_), *this);
  }
  void await_resume() noexcept {}

 private:
  Duration delay_;
};

// Signal: processes wait, somebody notifies. A notification that nobody waits for is not
// remembered.
class Signal {
 public:
  explicit Signal(Kernel& kernel) : kernel_(kernel) {}
  Signal(const Signal&) = delete;
  ~Signal() { CHECK(first_ == nullptr); }

  class [[nodiscard]] Waiter : public Wait {
   public:
    Waiter(Signal& signal, std::string_view what, bool idle)
        : Wait(signal.kernel_, what), signal_(signal), idle_(idle) {}
    ~Waiter() { signal_.remove(*this); }
    bool await_ready() const noexcept { return false; }
    template <typename P>
    void await_suspend(std::coroutine_handle<P> waiter) {
      signal_.append(*this);
      suspend(waiter, idle_);
    }
    void await_resume() noexcept {}

   private:
    friend class Signal;
    Signal& signal_;
    Waiter* previous_ = nullptr;
    Waiter* next_ = nullptr;
    bool idle_;
    bool listed_ = false;
  };

  // `idle`: the wait of a loop that has nothing to do (counted once by the crash-point sweep).
  Waiter wait(std::string_view what = "signal", bool idle = false) {
    return Waiter(*this, what, idle);
  }
  bool awaited() const { return first_ != nullptr; }
  void notify_one();
  void notify_all();

 private:
  void append(Waiter& waiter);
  void remove(Waiter& waiter);

  Kernel& kernel_;
  Waiter* first_ = nullptr;
  Waiter* last_ = nullptr;
};

// Permits: a counted resource, first come, first served (worker threads, connections).
class Permits {
 public:
  Permits(Kernel& kernel, std::size_t count) : free_(count), returned_(kernel) {}

  // Holds one permit for as long as it lives.
  class Permit {
   public:
    explicit Permit(Permits& permits) : permits_(&permits) {}
    Permit(Permit&& other) noexcept : permits_(std::exchange(other.permits_, nullptr)) {}
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (permits_ != nullptr) permits_->give_back();
    }

   private:
    Permits* permits_;
  };

  // co_await permits.acquire(): suspends only when no permit is free.
  class [[nodiscard]] Acquire : public Signal::Waiter {
   public:
    Acquire(Permits& permits, std::string_view what)
        : Waiter(permits.returned_, what, false), permits_(permits) {}
    ~Acquire() {
      if (armed()) permits_.give_back();  // it was handed over to a process that will not come
    }
    bool await_ready() noexcept {
      if (permits_.free_ == 0) return false;
      --permits_.free_;
      return true;
    }
    Permit await_resume() noexcept { return Permit(permits_); }

   private:
    Permits& permits_;
  };
  Acquire acquire(std::string_view what = "permit") { return Acquire(*this, what); }
  std::size_t free() const { return free_; }

 private:
  // A returned permit goes straight to the process that has waited longest.
  void give_back() {
    if (returned_.awaited()) {
      returned_.notify_one();
    } else {
      ++free_;
    }
  }

  std::size_t free_;
  Signal returned_;
};

// co_await list: runs up to N tasks concurrently in the scope of the caller, waits for every one.
template <typename T, std::size_t N = 16>
class TaskList {
 public:
  void add(Task<T> task) {
    CHECK(size_ < N);
    tasks_[size_++].emplace(std::move(task));
  }
  std::size_t size() const { return size_; }

  bool await_ready() const noexcept { return size_ == 0; }
  template <typename P>
  bool await_suspend(std::coroutine_handle<P> parent) {
    join_ = {parent, size_ + 1};
    for (std::size_t i = 0; i < size_; ++i) {
      auto& promise = tasks_[i]->handle_.promise();
      promise.scope = parent.promise().scope;
      promise.join = &join_;
      tasks_[i]->handle_.resume();
    }
    return --join_.running > 0;  // all of them may have finished without waiting
  }
  // std::array<std::optional<T>, N>, or nothing if the tasks have no results.
  auto await_resume() {
    if constexpr (!std::is_void_v<T>) {
      std::array<std::optional<T>, N> results;
      for (std::size_t i = 0; i < size_; ++i) results[i] = tasks_[i]->handle_.promise().take();
      return results;
    }
  }

 private:
  std::array<std::optional<Task<T>>, N> tasks_;
  std::size_t size_ = 0;
  Join join_;
};

}  // namespace txlab
