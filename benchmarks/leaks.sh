#!/bin/sh
# Two leaks rebuilt: whole commands with a heap of 256 MB; by the rules about source maps, and
# without them by the content lock and the release before.
# usage: benchmarks/leaks.sh      (JAVA_HOME chooses the JDK)
. "$(dirname "$0")/common.sh"
LEAKS="$WORK/leaks"
rm -rf "$LEAKS"; mkdir -p "$LEAKS"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" "$ROOT/benchmarks/leaks/Leaks.java" "$LEAKS"
cd "$LEAKS"
for each in external external-before inline inline-before; do
  tar czf "$each.tgz" -C "$each" package
done
export ASSAY_JAVA_OPTS="-Xmx256m ${ASSAY_JAVA_OPTS:-}"
"$ROOT/assay" --version >/dev/null 2>&1 || true # builds what is missing
run() {
  echo "\$ assay $*"
  # shellcheck disable=SC2086
  /usr/bin/time -f "  %e s, %M kB" "$ROOT/assay" "$@" -q 2>time.txt >out.txt && code=0 || code=$?
  grep -hE '^(CRITICAL|HIGH|MEDIUM)|^  what' out.txt | sed 's/^/  /'
  echo "  exit $code; $(tail -1 time.txt | sed 's/^ *//')"
}
for each in external inline; do
  run scan "$each.tgz"
  run scan "$each.tgz" --against "$each-before.tgz" --skip 'source-map-*'
  "$ROOT/assay" lock --file "$each.lock" "$each-before.tgz" >/dev/null 2>&1
  run lock --check --file "$each.lock" "$each.tgz"
done
