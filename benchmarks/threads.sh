#!/bin/sh
# `assay scan TREE...` on one core and on two, in turns.
# usage: benchmarks/threads.sh TREE...      (RUNS=5)
. "$(dirname "$0")/common.sh"
[ $# -gt 0 ] || { echo "usage: threads.sh TREE..." >&2; exit 2; }
: >"$WORK/one.s"; : >"$WORK/two.s"
i=0
while [ "$i" -le "$RUNS" ]; do
  a=$(seconds taskset -c 0 "$ROOT/assay" scan "$@" --no-ignore --no-progress --threads 1 -o "json=$WORK/report.json")
  b=$(seconds taskset -c 0,1 "$ROOT/assay" scan "$@" --no-ignore --no-progress --threads 2 -o "json=$WORK/report.json")
  if [ "$i" -gt 0 ]; then echo "$a" >>"$WORK/one.s"; echo "$b" >>"$WORK/two.s"; fi
  i=$((i + 1))
done
A=$(median <"$WORK/one.s"); B=$(median <"$WORK/two.s")
echo "trees: $(du -scm "$@" | tail -1 | cut -f1) MB; $RUNS runs after one warm-up"
awk "BEGIN { printf \"one thread %.2f s, two threads %.2f s, %.2f times\n\", $A, $B, $A / $B }"
