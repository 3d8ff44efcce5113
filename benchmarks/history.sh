#!/bin/sh
# `assay git REPO` beside `git log -p -U0 --all` alone, one core, in turns.
# usage: benchmarks/history.sh REPO      (RUNS=3)
. "$(dirname "$0")/common.sh"
REPO=${1:?usage: history.sh REPO}
RUNS=${RUNS:-3}
git -C "$REPO" log -p -U0 --all >/dev/null || { echo "git itself can't read this history to its end" >&2; exit 1; }
: >"$WORK/assay.s"; : >"$WORK/git.s"
i=0
while [ "$i" -lt "$RUNS" ]; do
  seconds taskset -c 0 "$ROOT/assay" git "$REPO" --no-progress --threads 1 -o "json=$WORK/report.json" >>"$WORK/assay.s"
  seconds taskset -c 0 git -C "$REPO" log -p -U0 --all >>"$WORK/git.s"
  i=$((i + 1))
done
A=$(median <"$WORK/assay.s"); G=$(median <"$WORK/git.s")
echo "repository: $(git -C "$REPO" rev-list --all --count) commits; $RUNS runs"
awk "BEGIN { printf \"assay %.2f s, git log -p %.2f s, ratio %.2f\n\", $A, $G, $A / $G }"
