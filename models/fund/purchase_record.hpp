// PurchaseRecord: everything observed about one purchase while it is open.
#pragma once

#include "models/fund/property.hpp"
#include "models/fund/purchase.hpp"
#include "sim/base/time.hpp"

namespace txlab {

struct PurchaseRecord {
  static constexpr Instant never = end_of_time;

  IntentId intent;
  Instant arrived = never;
  std::int64_t fen = 0;

  // What customers heard.
  Instant answered_at = never;  // first answer, or the client's final timeout
  Told answer = Told::unknown;
  Instant final_at = never;  // first definitive statement
  Told final = Told::unknown;
  bool gave_up = false;
  ApplicationDate promised = 0;  // by ACCEPTED

  // Durable effects, each counted; a Try or a PREPARE is none.
  std::uint8_t mains = 0;
  std::uint8_t reversed = 0;
  std::uint8_t branches = 0;   // applications for the target fund
  std::uint8_t withdrawn = 0;  // applications taken back
  std::uint16_t extras = 0;    // further branches, a bit each
  bool extra_twice = false;    // one of them was executed twice
  bool commit_decided = false;
  bool agent_refused = false;  // by the transfer agent, after it was placed
  std::int8_t holding = 0;     // reservations (Tries) that are neither confirmed nor cancelled
  std::int16_t in_doubt = 0;   // prepared transactions without an outcome
  std::int16_t listed = 0;     // durable, watched lists that it stands in
  std::int64_t earmarked = 0;
  std::int64_t branch_fen = 0;
  ApplicationDate date = 0;   // of the application
  std::int64_t clearing = 0;  // negative: the fund side has given credit

  Instant decided_at = never;  // first decided effect
  Instant settled_at = never;  // first whole or undone

  std::uint16_t violated = 0;  // a bit per property, so that each counts once per purchase
  bool reopened = false;       // closed before; its times are not known any more

  int live_mains() const { return mains - reversed; }
  int live_branches() const { return branches - withdrawn; }
  bool untouched() const { return mains == 0 && branches == 0; }
  bool has_all_extras(std::uint32_t branch_count) const {
    return extras + 1u == 1u << (branch_count - 1);
  }
  bool whole(std::uint32_t branch_count) const {
    return live_mains() == 1 && live_branches() == 1 && has_all_extras(branch_count) &&
           !extra_twice;
  }
  // The customer left between two steps, and keeps the money fund.
  bool lapsed() const { return untouched() && final == Told::held_in_wallet; }
  bool undone() const { return !untouched() && live_mains() == 0 && live_branches() == 0; }
};

}  // namespace txlab
