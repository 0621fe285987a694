#!/usr/bin/env bash
# Instructions per PHOLD event (1,000 places, one event each), counted by callgrind: the slope between two
# lengths, so that building the model does not count. Noise does not reach these figures.
#
# usage: tests/bench/instructions.sh [build/release/tests/bench/bench]
#
# Fails if an event takes more than 600 instructions, or more than 400 on the floor (a slow floor
# would make every ratio look good).
set -euo pipefail
bench=${1:-build/release/tests/bench/bench}
out=$(mktemp)
trap 'rm -f "$out"' EXIT

instructions() { # workload, events
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bench" \
    --benchmark_filter="^instructions/$1/$2/" >/dev/null 2>"$out"
  awk '/Collected/ {print $4}' "$out"
}

per_event() { # workload
  local short long
  short=$(instructions "$1" 100000)
  long=$(instructions "$1" 300000)
  echo $(((long - short) / 200000))
}

floor=$(per_event floor)
ours=$(per_event ours)
echo "instructions per PHOLD event: floor $floor (at most 400), ours $ours (at most 600)"
((floor <= 400 && ours <= 600))
