#!/bin/sh
# A whole `assay scan TREE` beside `rg -F -uu -jN -f ANCHORS TREE`, in turns, on the same threads.
# usage: benchmarks/tree.sh TREE [THREADS]      (RUNS=5)
. "$(dirname "$0")/common.sh"
TREE=${1:?usage: tree.sh TREE [THREADS]}
THREADS=${2:-$(nproc)}
need rg
java -cp "$CP" dev.assay.benchmarks.Anchors "$WORK/anchors"
CPUS=0-$((THREADS - 1))
: >"$WORK/assay.s"; : >"$WORK/rg.s"
i=0
while [ "$i" -le "$RUNS" ]; do
  a=$(seconds taskset -c "$CPUS" "$ROOT/assay" scan "$TREE" --no-ignore --no-progress --threads "$THREADS" -o "json=$WORK/report.json")
  r=$(seconds taskset -c "$CPUS" sh -c "rg -F -uu -j$THREADS -f '$WORK/anchors' '$TREE' >'$WORK/rg.out'")
  if [ "$i" -gt 0 ]; then echo "$a" >>"$WORK/assay.s"; echo "$r" >>"$WORK/rg.s"; fi
  i=$((i + 1))
done
A=$(median <"$WORK/assay.s"); R=$(median <"$WORK/rg.s")
echo "tree: $(du -sm "$TREE" | cut -f1) MB, $(find "$TREE" -type f | wc -l) files; $(wc -l <"$WORK/anchors") anchors; $THREADS threads; $RUNS runs after one warm-up"
awk "BEGIN { printf \"assay %.2f s, rg %.2f s, ratio %.2f\n\", $A, $R, $A / $R }"
