// BeginLog: a producer writes down that a local transaction has begun, before it runs it: the log
// that a truthful listener answers from (RocketMQ's listener is asked whether a transaction was
// committed and is left alone with the case "there is no row"; apache/rocketmq
// docs/cn/RocketMQ_Example.md, section 6, keeps it in the RAM of one process).
//
// The entry is durable before main begins, names the process that wrote it, and is erased by main's
// own transaction. Whoever finds it where there is no order row knows that main may still commit,
// unless he wrote it himself and knows better, or has been restarted since.
#pragma once

#include "models/fund/purchase.hpp"
#include "models/parts/database/client.hpp"

namespace txlab {

class BeginLog {
 public:
  // What an order without a row is, as far as `host`, which asks, can know.
  enum class Entry : std::uint8_t {
    none,     // nobody has begun it
    my_own,   // this process has begun it
    earlier,  // an earlier process on this host has
    others,   // another replica has: it may be running
  };

  BeginLog(Host& host, DatabaseClient& database) : host_(host), database_(database) {}

  // True when it is durable.
  Task<bool> begin(Purchase purchase);
  // Nothing if the database does not answer.
  Task<std::optional<Entry>> find(Purchase purchase);
  // Main as it was, which also takes the entry away.
  static Statement with_end(Statement main, const Purchase& purchase);

 private:
  Host& host_;
  DatabaseClient& database_;
};

}  // namespace txlab
