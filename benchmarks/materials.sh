#!/bin/sh
# Holds components and edges against what npm, Maven and pip list themselves, on real projects: npm
# (1,224 packages), Maven (159 artifacts, as a folder of jars with their POMs and as one jar), Python
# (165 distributions). Needs node, npm, mvn, python3 and their registries. Says what differs and isn't
# explained in materials/*.txt; exit 1 if anything does.
# usage: benchmarks/materials.sh [COMMAND…]      (WORK=folder)
. "$(dirname "$0")/common.sh"
need npm; need mvn; need python3
[ $# -gt 0 ] || set -- "$ROOT/assay"
HERE="$ROOT/benchmarks/materials"
TO="$WORK/materials"
mkdir -p "$TO/npm" "$TO/maven/src/main/java/example" "$TO/python"
LEFT=0

# scan NAME PATH: reports to $TO/NAME.json
scan() { name=$1; path=$2; shift 2; "$@" scan "$path" --no-ignore --only secret-file-git-folder --fail-on never -q -o "json=$TO/$name.json" >/dev/null || [ $? -eq 3 ]; }
compare() { echo "== $1"; shift; "$@" || LEFT=1; }

cp "$HERE/npm/package.json" "$TO/npm/"
(cd "$TO/npm" && npm install --silent --no-audit --no-fund --ignore-scripts >/dev/null && npm ls --all --json >"$TO/npm-ls.json" 2>/dev/null || true)
scan npm "$TO/npm" "$@"
compare "npm ls --all" python3 "$HERE/compare.py" --explain="$HERE/npm.txt" npm "$TO/npm.json" "$TO/npm-ls.json"

cp "$HERE/maven/pom.xml" "$TO/maven/"
echo 'package example; public class Main { public static void main(String[] arguments) {} }' >"$TO/maven/src/main/java/example/Main.java"
(cd "$TO/maven" && mvn -q -B -ntp package -DskipTests dependency:copy-dependencies -DoutputDirectory="$TO/jars" \
  -Dmdep.copyPom=true -Dmdep.addParentPoms=true dependency:tree -Dverbose -DoutputFile="$TO/tree.txt" >/dev/null)
cp "$TO/maven/target/benchmark-1.0.0.jar.original" "$TO/jars/benchmark-1.0.0.jar"
scan jars "$TO/jars" "$@"
compare "mvn dependency:tree -Dverbose, a folder of jars and POMs" \
  python3 "$HERE/compare.py" --explain="$HERE/jars.txt" maven "$TO/jars.json" "$TO/tree.txt"
scan fat "$TO/maven/target/benchmark-1.0.0.jar" "$@"
compare "the same as one jar" python3 "$HERE/compare.py" --explain="$HERE/fat.txt" maven "$TO/fat.json" "$TO/tree.txt"

[ -x "$TO/python/venv/bin/python" ] || python3 -m venv "$TO/python/venv"
"$TO/python/venv/bin/pip" install -q -r "$HERE/python/requirements.txt"
"$TO/python/venv/bin/pip" inspect >"$TO/pip.json" 2>/dev/null
scan pip-report "$TO/python/venv" "$@"
compare "pip inspect" "$TO/python/venv/bin/python" "$HERE/compare.py" --explain="$HERE/python.txt" pip "$TO/pip-report.json" "$TO/pip.json"
exit $LEFT
