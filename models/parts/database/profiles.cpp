#include "models/parts/database/profiles.hpp"

namespace txlab {

namespace {

void postgres(DatabaseSettings& settings) {
  settings.hand_over = HandOver::random;
  settings.lock_wait_timeout = forever;  // lock_timeout = 0
}

// InnoDB as the servers ship it: REPEATABLE READ, innodb_lock_wait_timeout 50,
// innodb_rollback_on_timeout OFF. A rollback flushes nothing: recovery finds no commit and undoes
// (trx_rollback_for_mysql).
void innodb(DatabaseSettings& settings) {
  settings.hand_over = HandOver::fifo;
  settings.lock_wait_timeout = 50s;
  settings.lock_timeout_ends = LockTimeoutEnds::statement;
  settings.gap_locks = true;
  settings.flush_rollback_prepared = false;
  settings.max_prepared = 1'000'000;  // undo segments are the limit, not a setting
}

// A prepared transaction is bound to its session until that ends.
void innodb_attached(DatabaseSettings& settings) {
  innodb(settings);
  settings.prepared_finished_by = FinishedBy::owner;
}

void mysql_5_6(DatabaseSettings& settings) {
  innodb_attached(settings);
  settings.prepared_on_disconnect = OnDisconnect::rolled_back;
}

constexpr DatabaseProfile profiles[] = {
    {"postgres-15", postgres,
     "any waiter of a row lock may win, and waits for ever; prepared transactions outlive "
     "everything, anybody may finish them, and every end is flushed",
     "postgres/postgres src/backend/access/heap/heapam.c, access/transam/twophase.c"},
    {"mysql-5.6", mysql_5_6,
     "row locks in the order of the queue, 50 s, then only the statement is rolled back; gap "
     "locks; a prepared transaction is rolled back when its session ends",
     "MySQL 5.7 manual, XA restrictions (before 5.7.7); bug 12161"},
    {"mysql-5.7", innodb_attached,
     "as mysql-5.6, but a prepared transaction outlives its session (5.7.7); while that lives "
     "nobody else can finish it",
     "mysql/mysql-server sql/xa.cc; storage/innobase/lock/lock0lock.cc, trx/trx0trx.cc"},
    {"mysql-8.0", innodb,
     "as mysql-5.7, but anybody may finish a prepared transaction (xa_detach_on_prepare, 8.0.29)",
     "mysql/mysql-server sql/xa.cc; storage/innobase/lock/lock0lock.cc, trx/trx0trx.cc"},
    {"mariadb-10.11", innodb_attached,
     "as mysql-5.7 (prepared transactions outlive their session since 10.5, MDEV-742)",
     "MariaDB/server sql/xa.cc; storage/innobase/lock/lock0lock.cc"},
};

}  // namespace

std::span<const DatabaseProfile> database_profiles() { return profiles; }

}  // namespace txlab
