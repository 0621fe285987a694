#!/usr/bin/env python3
"""Measures purchases on two real PostgreSQL clusters.

usage: measure.py FOLDER [SECONDS] [BLOCKS]

FOLDER gets the clusters' data and, in the format of scenarios/measured, the step times of one client
and the throughput of four; forced_writes.csv and truth_table.csv are beside them.
"""

import csv
import itertools
import os
import random
import sys

from clusters import Cluster, CoordinatorLog
from in_doubt import truth_table
from purchases import MODES, Run

NETWORK = 0.002
ACCOUNTS = 1000
CONTENDED = ("outbox", "twopc")
KEYS = ("hot1", "zipf0.0", "zipf0.9")


def accounts(keys, seed):
    draw = random.Random(seed)
    if keys == "hot1":
        return itertools.repeat(0)
    weights = [rank ** -float(keys[4:]) for rank in range(1, ACCOUNTS + 1)]
    every = list(itertools.accumulate(weights))
    return (draw.choices(range(ACCOUNTS), cum_weights=every)[0] for _ in itertools.count())


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header.split(","))
        out.writerows(rows)


def run_all(run, seconds, blocks):
    steps, throughput = [], []
    plan = [(mode, keys, block, clients) for block in range(1, blocks + 1) for mode in CONTENDED
            for keys in KEYS for clients in (1, 4)]
    random.Random(1).shuffle(plan)
    for mode, keys, block, clients in plan:
        sources = [accounts(keys, 100 * block + client) for client in range(clients)]
        per_s = run.go(mode, clients, sources, seconds)
        print(f"  {mode:<7}{keys:<9}block {block}  clients {clients}  {per_s:7.1f}/s",
              file=sys.stderr, flush=True)
        if clients > 1:
            throughput.append([mode, clients, keys, block, len(run.records), f"{per_s:.2f}",
                               0, 0, 0, 0])
            continue
        for key, times in run.records:
            micros = [round(t * 1e6) for t in times] + [0] * (8 - len(times))
            steps.append([mode, keys, block, key, *micros, sum(micros), sum(micros)])
    return steps, throughput


def main():
    folder = sys.argv[1]
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 4.0
    blocks = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    port = random.Random(os.getpid()).randrange(20000, 30000)
    clusters = []
    try:
        for i, name in enumerate("ab"):
            clusters.append(Cluster(folder, name, port + i))
        a, b = clusters
        log = CoordinatorLog(os.path.join(folder, "decisions.log"))
        run = Run(a, b, log, NETWORK)
        counted = [[mode, run.count(mode, 200, accounts("zipf0.0", 1))] for mode in MODES]
        write(folder, "forced_writes.csv", "mode,per_purchase", counted)
        steps, throughput = run_all(run, seconds, blocks)
        write(folder, "postgres15_steps_1_client.csv",
              "mode,keys,block,key,s0_us,s1_us,s2_us,s3_us,s4_us,s5_us,s6_us,s7_us,client_us,"
              "end_to_end_us", steps)
        write(folder, "postgres15_throughput_4_clients.csv",
              "mode,clients,keys,block,completed,throughput_per_s,client_mean_us,client_p50_us,"
              "client_p90_us,client_p99_us", throughput)
        write(folder, "truth_table.csv", "question,answer",
              [[question, "yes" if answer else "no"]
               for question, answer in truth_table(a, b, folder).items()])
    finally:
        for cluster in clusters:
            cluster.stop("fast")


if __name__ == "__main__":
    main()
