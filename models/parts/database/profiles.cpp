#include "models/parts/database/profiles.hpp"

namespace txlab {

namespace {

// A rollback flushes nothing: recovery finds no commit and undoes (trx_rollback_for_mysql).
void innodb(DatabaseSettings& settings) {
  settings.hand_over = HandOver::fifo;
  settings.flush_rollback_prepared = false;
}

constexpr DatabaseProfile profiles[] = {
    {"postgres-15", [](DatabaseSettings& settings) { settings.hand_over = HandOver::random; },
     "wakes every waiter of a row lock and any may win; prepared transactions outlive everything",
     "postgres/postgres src/backend/access/heap/heapam.c, access/transam/twophase.c"},
    {"mysql-8.0", &innodb,
     "grants row locks in the order of the queue; no flush when a prepared transaction rolls back",
     "mysql/mysql-server storage/innobase/lock/lock0lock.cc, storage/innobase/trx/trx0trx.cc"},
    {"mariadb-10.11", &innodb,
     "grants row locks in the order of the queue; no flush when a prepared transaction rolls back",
     "MariaDB/server storage/innobase/lock/lock0lock.cc"},
};

}  // namespace

std::span<const DatabaseProfile> database_profiles() { return profiles; }

}  // namespace txlab
