"""What becomes of a row when the coordinator dies between PREPARE and the decision."""

import os
import signal
import subprocess
import sys
import time

import psycopg2

from clusters import CoordinatorLog

COORDINATOR = """
import sys, time
sys.path.insert(0, sys.argv[1])
from clusters import CoordinatorLog
import psycopg2
for port in sys.argv[2:4]:
    connection = psycopg2.connect(host="127.0.0.1", port=port, user="txlab", dbname="postgres")
    connection.cursor().execute("update account set balance = balance - 50 where id = 1")
    connection.cursor().execute("prepare transaction 'doubt'")
print("prepared", flush=True)
time.sleep(3600)
"""


def dead_coordinator(a, b):
    """Starts a coordinator and kills it when both have voted yes."""
    here = os.path.dirname(os.path.abspath(__file__))
    process = subprocess.Popen([sys.executable, "-c", COORDINATOR, here, str(a.port), str(b.port)],
                               stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().strip() == "prepared"
    process.send_signal(signal.SIGKILL)
    process.wait()


def update(cluster, timeout_ms):
    """How long a writer of the row took, or None if it did not get the row in time."""
    connection = cluster.connect()
    cursor = connection.cursor()
    cursor.execute(f"set lock_timeout = {timeout_ms}")
    connection.commit()
    begin = time.perf_counter()
    try:
        cursor.execute("update account set balance = balance - 1 where id = 1")
        connection.commit()
        return time.perf_counter() - begin
    except psycopg2.errors.LockNotAvailable:
        return None
    finally:
        connection.close()


def finish(cluster, verb):
    connection = cluster.connect(autocommit=True)
    try:
        connection.cursor().execute(f"{verb} prepared 'doubt'")
        return True
    except psycopg2.errors.UndefinedObject:
        return False
    finally:
        connection.close()


def prepared(cluster):
    return cluster.one("select count(*) from pg_prepared_xacts")


def truth_table(a, b, folder):
    """(question, what PostgreSQL does) in the order in which `txlab` answers them."""
    log = CoordinatorLog(os.path.join(folder, "doubt.log"))
    before = a.one("select balance from account where id = 1")
    dead_coordinator(a, b)
    table = {"a reader sees the old value at once":
             a.one("select balance from account where id = 1") == before,
             "a writer of the row waits": update(a, 400) is None}
    time.sleep(2)
    table["nothing ends it by itself"] = prepared(a) == 1 and prepared(b) == 1
    a.crash_and_restart()
    table["it survives a crash of the server"] = prepared(a) == 1
    table["its locks survive as well"] = update(a, 400) is None
    undecided = "doubt" not in log.lines()
    table["no decision in the log: rolled back at both"] = (
        undecided and finish(a, "rollback") and finish(b, "rollback"))
    table["then the writer goes on"] = update(a, 400) is not None
    table["a second end is told that there is none"] = not finish(a, "commit")
    return table
