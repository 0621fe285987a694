"""The purchase on two real clusters, step by step, each step with its network in front."""

import threading
import time

MODES = {"local": 3, "plain": 4, "outbox": 6, "twopc": 8}  # and their steps


class Purchases:
    """One client: its own connections, one purchase after the other."""

    def __init__(self, a, b, log, log_lock, network, client):
        self.a, self.b = a.connect(), b.connect()
        self.log, self.log_lock = log, log_lock
        self.network = network
        self.next = client * 10_000_000_000
        self.steps = []

    def close(self):
        self.a.close()
        self.b.close()

    def step(self, *actions):
        begin = time.perf_counter()
        time.sleep(self.network)
        for action in actions:
            action()
        self.steps.append(time.perf_counter() - begin)

    @staticmethod
    def do(connection, query, *values):
        connection.cursor().execute(query, values)

    def debit(self, key):
        self.do(self.a, "update account set balance = balance - 1 where id = %s", key)

    def document(self, connection, row):
        self.do(connection, "insert into document values (%s, 'purchase')", row)

    def purchase(self, mode, key):
        """The durations of its steps, in seconds."""
        self.next += 1
        row = self.next
        self.steps = []
        if mode == "twopc":
            self.two_phase(row, key)
            return self.steps
        self.step(lambda: self.debit(key))
        self.step(lambda: self.document(self.a, row),
                  lambda: mode == "outbox" and self.do(
                      self.a, "insert into outbox values (%s, 0)", row))
        self.step(self.a.commit)
        if mode == "plain":
            self.step(lambda: self.document(self.b, row), self.b.commit)
        if mode == "outbox":
            self.step(lambda: self.document(self.b, row))
            self.step(self.b.commit)
            self.step(lambda: self.do(self.a, "update outbox set state = 1 where id = %s", row),
                      self.a.commit)
        return self.steps

    def two_phase(self, row, key):
        gid = f"t{row}"
        self.step(lambda: self.a.tpc_begin(gid), lambda: self.debit(key))
        self.step(lambda: self.document(self.a, row))
        self.step(lambda: self.b.tpc_begin(gid), lambda: self.document(self.b, row))
        for connection in (self.a, self.b):
            self.step(connection.tpc_prepare)
        self.step(lambda: self.decide(gid))
        for connection in (self.a, self.b):
            self.step(connection.tpc_commit)

    def decide(self, gid):
        with self.log_lock:
            self.log.force(gid)


class Run:
    """A closed loop of some clients for a time, after a warm-up."""

    def __init__(self, a, b, log, network):
        self.clusters = (a, b, log)
        self.network = network
        self.records = []

    def go(self, mode, clients, keys, seconds, warm_up=0.5):
        self.records = []
        lock = threading.Lock()
        begin = time.perf_counter() + warm_up
        end = begin + seconds
        threads = [threading.Thread(target=self.client,
                                    args=(mode, client, keys[client], begin, end, lock))
                   for client in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(self.records) / seconds

    def client(self, mode, client, keys, begin, end, lock):
        a, b, log = self.clusters
        purchases = Purchases(a, b, log, lock, self.network, client + 1)
        purchases.next += int(time.time() * 1e3) % 100_000_000 * 100
        for key in keys:
            steps = purchases.purchase(mode, key)
            now = time.perf_counter()
            if now >= end:
                break
            if now >= begin:
                with lock:
                    self.records.append((key, steps))
        purchases.close()

    def count(self, mode, purchases, keys):
        """Forced writes per purchase of one client."""
        a, b, log = self.clusters
        before = a.log_flushes() + b.log_flushes() + log.forced
        client = Purchases(a, b, log, threading.Lock(), 0, 90)
        client.next += int(time.time() * 1e3) % 100_000_000 * 100
        for _ in range(purchases):
            client.purchase(mode, next(keys))
        client.close()
        after = a.log_flushes() + b.log_flushes() + log.forced
        return (after - before) / purchases
