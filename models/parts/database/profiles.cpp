#include "models/parts/database/profiles.hpp"

namespace txlab {

namespace {

constexpr DatabaseProfile profiles[] = {
    {"postgres-15", [](DatabaseSettings& settings) { settings.hand_over = HandOver::random; },
     "wakes every waiter of a row lock and any may win; prepared transactions outlive everything",
     "postgres/postgres src/backend/access/heap/heapam.c, access/transam/twophase.c"},
    {"mysql-8.0", [](DatabaseSettings& settings) { settings.hand_over = HandOver::fifo; },
     "grants row locks in the order of the queue",
     "mysql/mysql-server storage/innobase/lock/lock0lock.cc"},
    {"mariadb-10.11", [](DatabaseSettings& settings) { settings.hand_over = HandOver::fifo; },
     "grants row locks in the order of the queue",
     "MariaDB/server storage/innobase/lock/lock0lock.cc"},
};

}  // namespace

std::span<const DatabaseProfile> database_profiles() { return profiles; }

}  // namespace txlab
