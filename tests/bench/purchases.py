#!/usr/bin/env python3
"""Purchases per second of processor time, events per purchase and peak memory, end to end.

    tests/bench/purchases.py build/release/txlab [SECONDS_OF_ARRIVALS]

1,000 purchases arrive per second, so 10000 seconds are ten million purchases. A run of half as many
comes first; what a settled purchase leaves behind is the slope between the two. It says something
from 2000 seconds on: the end of a day comes every 15 minutes, and what is not settled stays.
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def measure(txlab, strategy, seconds):
    command = [txlab, "run", os.path.join(HERE, "purchases.yaml"), "-s", strategy, "-j", "1",
               "--no-progress", "--format", "json",
               "--set", f"workload.arrivals.0.for={seconds}s"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    text = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{strategy}: exit status {status}")
    result = json.loads(text)["points"][0]["strategies"][0]
    offered = result["outcomes"]["offered"]
    processor = used.ru_utime + used.ru_stime
    return offered, processor, result["events"], used.ru_maxrss * 1024


def main():
    txlab = sys.argv[1]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    for strategy in ("reconcile", "table", "mq-tx"):
        few, _, _, small = measure(txlab, strategy, max(seconds // 2, 1))
        offered, processor, events, large = measure(txlab, strategy, seconds)
        print(f"{strategy:10} {offered:9} purchases  {offered / processor:9.0f} purchases/s  "
              f"{events / offered:5.1f} events/purchase  {large / 2**20:7.0f} MB  "
              f"{(large - small) / (offered - few):5.0f} bytes/settled purchase", flush=True)


if __name__ == "__main__":
    main()
