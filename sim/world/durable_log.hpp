// DurableLog: an append-only file of records with a durable prefix, and group commit.
//
// append() puts a record into the page cache; force() also waits until a flush has covered it. One
// flush runs at a time; records that arrive meanwhile share the next one (group commit among
// *concurrent* writers only). When a record becomes durable, `on_durable` is told, in log order: state
// that readers see only once it is durable is changed there. A crash keeps, drops or tears what was not
// flushed (a torn record fails its checksum and ends the log, so recovery sees a prefix).
// Records before the oldest that anybody needs are dropped by `trim`.
#pragma once

#include <deque>
#include <functional>
#include <utility>

#include "sim/kernel/wait.hpp"
#include "sim/world/host.hpp"
#include "sim/world/observer.hpp"
#include "sim/world/world.hpp"

namespace txlab {

template <typename T>
class DurableLog {
 public:
  using Position = std::uint64_t;  // of a record; the first is 1
  using OnDurable = std::function<void(T&)>;

  explicit DurableLog(Host& host, OnDurable on_durable = {})
      : host_(host), on_durable_(std::move(on_durable)), flush_(*this) {}

  Position append(const T& record) {
    records_.push_back(record);
    return end();
  }
  // The log holds the records begin() .. end(); those up to durable_end() are safe.
  Position begin() const { return first_; }
  Position end() const { return first_ + records_.size() - 1; }
  Position durable_end() const { return durable_; }
  T& at(Position position) { return records_[position - first_]; }

  class [[nodiscard]] Synced : public Wait {
   public:
    Synced(DurableLog& log, Position position, std::string_view what)
        : Wait(log.host_.kernel(), what), log_(log), position_(position) {}
    ~Synced() { log_.forget(*this); }
    bool await_ready() const noexcept { return log_.durable_ >= position_; }
    template <typename P>
    void await_suspend(std::coroutine_handle<P> waiter) {
      log_.enlist(*this);
      suspend(waiter);
    }
    void await_resume() noexcept {}

   private:
    friend class DurableLog;
    DurableLog& log_;
    Position position_;
    Synced* next_ = nullptr;
    bool listed_ = false;
  };

  // Appends, reports a forced write, and waits until it is durable.
  Synced force(const T& record, std::string_view what, IntentId intent) {
    host_.world().happened({.kind = Happening::Kind::forced_write,
                            .host = host_.id(),
                            .intent = intent,
                            .name = what});
    return Synced(*this, append(record), what);
  }
  Synced synced(Position position, std::string_view what) { return Synced(*this, position, what); }

  // Starts a flush of everything appended so far within `delay`, if none is under way.
  void flush_within(Duration delay) {
    if (!flush_.armed() && durable_ < end()) start_flush(delay, false);
  }

  void trim(Position first) {
    while (first_ < first && first_ <= durable_) {
      records_.pop_front();
      ++first_;
    }
  }

  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
    host_.kernel().agenda().cancel(flush_);
    CHECK(waiters_ == nullptr);
    if (kind == CrashKind::host_lost) {
      records_.clear();
      durable_ = first_ - 1;
      return;
    }
    Position keep = end();
    if (kind == CrashKind::power && unsynced == Unsynced::gone) keep = durable_;
    if (kind == CrashKind::power && unsynced == Unsynced::torn && end() > durable_) {
      keep = durable_ + draw.bits % (end() - durable_);  // the record after it is torn
    }
    while (end() > keep) records_.pop_back();
    settle(end());
  }

 private:
  struct Flush : Event {
    explicit Flush(DurableLog& owner) : Event(&Flush::fire), log(owner) {}
    ~Flush() { log.host_.kernel().agenda().cancel(*this); }
    static void fire(Event& event) { static_cast<Flush&>(event).log.flushed(); }
    DurableLog& log;
    Position target = 0;
    bool delayed = false;  // still waiting for its time, the device is idle
  };

  void start_flush(Duration delay, bool now) {
    flush_.target = end();
    flush_.delayed = !now;
    const Duration takes = now ? host_.flush_time(++flushes_) : delay;
    host_.kernel().agenda().add(host_.kernel().now() + takes, flush_);
  }

  void enlist(Synced& waiter) {
    waiter.listed_ = true;
    (last_ != nullptr ? last_->next_ : waiters_) = &waiter;
    last_ = &waiter;
    if (flush_.armed() && flush_.delayed) host_.kernel().agenda().cancel(flush_);
    if (!flush_.armed()) start_flush(Duration{0}, true);
  }

  void flushed() {
    if (flush_.delayed) return start_flush(Duration{0}, true);
    const Position before = durable_;
    settle(flush_.target);
    host_.world().happened({.kind = Happening::Kind::flushed,
                            .host = host_.id(),
                            .value = static_cast<std::int64_t>(durable_ - before)});
    while (waiters_ != nullptr && waiters_->position_ <= durable_) {
      Synced& waiter = *waiters_;
      forget(waiter);
      host_.kernel().agenda().add(host_.kernel().now(), waiter);
    }
    if (waiters_ != nullptr && !flush_.armed()) start_flush(Duration{0}, true);
  }

  void settle(Position target) {
    while (durable_ < target) {
      ++durable_;
      if (on_durable_) on_durable_(at(durable_));
    }
  }

  // Waiters leave in order, except those whose process was destroyed.
  void forget(Synced& waiter) {
    if (!waiter.listed_) return;
    waiter.listed_ = false;
    Synced* previous = nullptr;
    for (Synced* at = waiters_; at != &waiter; at = at->next_) previous = at;
    (previous != nullptr ? previous->next_ : waiters_) = waiter.next_;
    if (last_ == &waiter) last_ = previous;
    waiter.next_ = nullptr;
  }

  Host& host_;
  OnDurable on_durable_;
  std::deque<T> records_;
  Position first_ = 1;
  Position durable_ = 0;
  Synced* waiters_ = nullptr;
  Synced* last_ = nullptr;
  std::uint64_t flushes_ = 0;
  Flush flush_;
};

}  // namespace txlab
