#!/bin/sh
# The hook path: five staged files of 20 KB in a repository whose index has 50,000 entries.
# usage: benchmarks/hook.sh      (RUNS=30; JAVA_HOME chooses the JDK)
. "$(dirname "$0")/common.sh"
RUNS=${RUNS:-30}
REPO="$WORK/hook-repository"
if [ ! -d "$REPO/.git" ]; then
  git init -q "$REPO"
  cd "$REPO"
  git config user.name benchmark; git config user.email benchmark@example.org
  blob=$(echo text | git hash-object -w --stdin)
  awk -v b="$blob" 'BEGIN { for (i = 0; i < 50000; i++) printf "100644 %s\tdir%03d/sub%02d/file%05d.txt\n", b, i % 500, i % 37, i }' | git update-index --index-info
  git commit -q -m base
  for n in 1 2 3 4 5; do
    find "$ROOT/scanner-core/src/main/java" -name '*.java' | sort | tail -n +"$((n * 7))" | xargs cat 2>/dev/null | head -c 20480 >"staged$n.java"
    git add "staged$n.java"
  done
fi
cd "$REPO"
echo "index: $(git ls-files | wc -l) entries, staged: $(git diff-index --cached --name-only HEAD | wc -l) files"
need hyperfine
time_of() {
  hyperfine -N -i -w 3 -r "$RUNS" --export-json "$WORK/hook.json" "$*" >/dev/null 2>&1
  median=$(sed -n 's/.*"median": *\([0-9.e-]*\).*/\1/p' "$WORK/hook.json")
  awk "BEGIN { printf \"%.0f ms\", 1000 * $median }"
}
CACHE="$WORK/hook-cache"
rm -rf "$CACHE"; mkdir -p "$CACHE"
XDG_CACHE_HOME="$CACHE" "$ROOT/assay" git --staged >/dev/null 2>&1 || true
sleep "${SETTLE:-8}" # the archive is written in the background after the first run
echo "archive warm:   $(XDG_CACHE_HOME="$CACHE" time_of "$ROOT/assay" git --staged) (median of $RUNS)"
echo "archive absent: $(XDG_CACHE_HOME=/dev/null time_of "$ROOT/assay" git --staged)"
echo "git diff --cached: $(time_of git diff --cached)"
