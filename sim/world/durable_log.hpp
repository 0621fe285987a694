// DurableLog: an append-only file of records with a durable prefix, and group commit.
//
// append() puts a record into the page cache; force() also waits until a flush has covered it. One
// flush runs at a time; records that arrive meanwhile share the next one (group commit among
// *concurrent* writers only). When a record becomes durable, `on_durable` is told, in log order:
// state that readers see only once it is durable is changed there. A crash keeps, drops or tears
// what was not flushed (a torn record fails its checksum and ends the log, so recovery sees a
// prefix). Records before the oldest that anybody needs are dropped by `trim`.
#pragma once

#include <algorithm>
#include <functional>
#include <utility>

#include "sim/base/ring.hpp"
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
    Synced* previous_ = nullptr;
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

  // Everything appended so far will have begun to be flushed within `delay` (as soon as the device
  // is idle, if a flush is under way).
  void flush_within(Duration delay) {
    if (durable_ == end()) return;
    if (!flush_.armed()) {
      start_flush(delay);
    } else if (flush_.waiting) {
      if (saturating_add(host_.kernel().now(), delay) >= flush_.begins) return;
      host_.kernel().agenda().cancel(flush_);
      start_flush(delay);
    } else if (flush_.target < end()) {
      again_ = std::min(again_, saturating_add(host_.kernel().now(), delay));
    }
  }

  void trim(Position first) {
    while (first_ < first && first_ <= durable_) {
      records_.pop_front();
      ++first_;
    }
  }

  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) {
    host_.kernel().agenda().cancel(flush_);
    again_ = end_of_time;
    CHECK(first_waiter_ == nullptr);
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
  // First the event waits for its time, if it is not to begin at once, then the device works.
  struct Flush : Event {
    explicit Flush(DurableLog& owner) : Event(&Flush::fire), log(owner) {
      acts_on(log.host_.id().value);
    }
    ~Flush() { log.host_.kernel().agenda().cancel(*this); }
    static void fire(Event& event) {
      auto& flush = static_cast<Flush&>(event);
      flush.waiting ? flush.log.flush_now() : flush.log.flushed();
    }
    DurableLog& log;
    Position target = 0;
    Instant begins = end_of_time;
    bool waiting = false;
  };

  void start_flush(Duration delay) {
    flush_.waiting = true;
    flush_.begins = saturating_add(host_.kernel().now(), delay);
    add_flush(delay);
  }

  void flush_now() {
    host_.kernel().agenda().cancel(flush_);
    flush_.waiting = false;
    flush_.target = end();
    add_flush(host_.flush_time(++flushes_));
  }

  void add_flush(Duration delay) {
    host_.kernel().agenda().add(saturating_add(host_.kernel().now(), delay), flush_);
  }

  void flushed() {
    const Position before = durable_;
    settle(flush_.target);
    host_.world().happened({.kind = Happening::Kind::flushed,
                            .host = host_.id(),
                            .value = static_cast<std::int64_t>(durable_ - before)});
    wake();
    const Instant again = std::exchange(again_, end_of_time);
    if (first_waiter_ != nullptr) {
      flush_now();
    } else if (again != end_of_time) {
      start_flush(std::max(again - host_.kernel().now(), Duration{0}));
    }
  }

  void settle(Position target) {
    while (durable_ < target) {
      ++durable_;
      if (on_durable_) on_durable_(at(durable_));
    }
  }

  void enlist(Synced& waiter) {
    waiter.listed_ = true;
    waiter.previous_ = last_waiter_;
    (last_waiter_ != nullptr ? last_waiter_->next_ : first_waiter_) = &waiter;
    last_waiter_ = &waiter;
    if (!flush_.armed() || flush_.waiting) flush_now();
  }

  void forget(Synced& waiter) {
    if (!waiter.listed_) return;
    waiter.listed_ = false;
    (waiter.previous_ != nullptr ? waiter.previous_->next_ : first_waiter_) = waiter.next_;
    (waiter.next_ != nullptr ? waiter.next_->previous_ : last_waiter_) = waiter.previous_;
  }

  // In the order in which they began to wait.
  void wake() {
    for (Synced* waiter = first_waiter_; waiter != nullptr;) {
      Synced* const next = waiter->next_;
      if (waiter->position_ <= durable_) {
        forget(*waiter);
        host_.kernel().agenda().add(host_.kernel().now(), *waiter);
      }
      waiter = next;
    }
  }

  Host& host_;
  OnDurable on_durable_;
  Ring<T> records_;
  Position first_ = 1;
  Position durable_ = 0;
  Synced* first_waiter_ = nullptr;
  Synced* last_waiter_ = nullptr;
  Instant again_ = end_of_time;  // when to flush what came during a flush, if nobody waits for it
  std::uint64_t flushes_ = 0;
  Flush flush_;
};

}  // namespace txlab
