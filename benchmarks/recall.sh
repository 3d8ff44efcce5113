#!/bin/sh
# How many of the secrets that it plants itself are found at default confidence, and which are not.
#   benchmarks/recall.sh
# Plants the examples of every rule, their secrets in other notations, and generated passwords, tokens and
# encoded secrets in the files of benchmarks/src/main/resources/planted. Exit 1 below 95%.
. "$(dirname "$0")/common.sh"
need java
"$ROOT/mvnw" -q -f "$ROOT/pom.xml" -DskipTests package
rm -rf "$WORK/planted"
mkdir -p "$WORK/planted"
exec java -XX:+UseSerialGC -cp "$ROOT/benchmarks/target/classes:$ROOT/scanner-cli/target/assay.jar" \
  dev.assay.benchmarks.recall.Recall "$WORK/planted" "$ROOT/rules"
