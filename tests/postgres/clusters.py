"""Two PostgreSQL clusters of their own, and the coordinator's log, in a folder that goes away."""

import glob
import os
import subprocess
import time

import psycopg2

SCHEMA = """
create table account (id int primary key, balance bigint not null);
insert into account select i, 1000000 from generate_series(0, 999) i;
create table document (id bigint primary key, note text not null);
create table outbox (id bigint primary key, state int not null);
"""


def binary(name):
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    if not found:
        raise SystemExit(f"validate-postgres: no {name}; apt-get install postgresql")
    return found[-1]


class Cluster:
    """One server on loopback. `restart` is a crash: it is stopped without a checkpoint."""

    def __init__(self, folder, name, port):
        self.data = os.path.join(folder, name)
        self.port = port
        self.log = os.path.join(folder, name + ".log")
        subprocess.run([binary("initdb"), "-D", self.data, "-A", "trust", "-U", "txlab",
                        "--no-sync"], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(self.data, "postgresql.conf"), "a") as conf:
            conf.write(f"""
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
max_prepared_transactions = 64
shared_buffers = 64MB
autovacuum = off
checkpoint_timeout = 1h
""")
        self.start()
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(SCHEMA)

    def start(self):
        subprocess.run([binary("pg_ctl"), "-D", self.data, "-l", self.log, "-w", "start"],
                       check=True, stdout=subprocess.DEVNULL)

    def stop(self, mode):
        subprocess.run([binary("pg_ctl"), "-D", self.data, "-m", mode, "-w", "stop"],
                       check=False, stdout=subprocess.DEVNULL)

    def crash_and_restart(self):
        self.stop("immediate")
        self.start()

    def connect(self, autocommit=False):
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, user="txlab",
                                      dbname="postgres")
        connection.autocommit = autocommit
        return connection

    def one(self, query):
        connection = self.connect(autocommit=True)
        cursor = connection.cursor()
        cursor.execute(query)
        row = cursor.fetchone()
        connection.close()
        return row[0]

    def log_flushes(self):
        """WAL flushes so far; sessions report theirs when they end."""
        time.sleep(0.3)
        return self.one("select wal_sync from pg_stat_wal")


class CoordinatorLog:
    """Decisions, one a line; `force` returns when the line is on disk."""

    def __init__(self, path):
        self.path = path
        self.file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)
        self.forced = 0

    def force(self, line):
        os.write(self.file, (line + "\n").encode())
        os.fsync(self.file)
        self.forced += 1

    def lines(self):
        with open(self.path) as text:
            return text.read().split()
