# Shared by the scripts beside it; POSIX sh. Sets ROOT, JAR and WORK.
set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
WORK=${WORK:-${TMPDIR:-/tmp}/assay-benchmarks}
RUNS=${RUNS:-5}
mkdir -p "$WORK"
CP="$ROOT/benchmarks/target/classes:$ROOT/scanner-core/target/classes:$ROOT/rules/target/classes"

need() {
  command -v "$1" >/dev/null 2>&1 || { echo "this benchmark needs '$1' on the PATH" >&2; exit 2; }
}

# The median of the numbers on standard input, one a line.
median() {
  sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# Wall seconds of a command whose output is thrown away; its exit code doesn't matter here.
seconds() {
  start=$(date +%s%N)
  "$@" >"$WORK/out" 2>"$WORK/err" || true
  end=$(date +%s%N)
  awk "BEGIN { printf \"%.3f\n\", ($end - $start) / 1e9 }"
}
