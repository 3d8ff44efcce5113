#!/bin/sh
# Applies each fix that is suggested, packs again with npm, Python's build backends, Maven, cargo and
# vsce, and looks whether the finding is gone. Needs node, npm, python3, mvn, cargo and their registries.
# usage: benchmarks/fixes.sh [COMMAND…]      (WORK=folder; ONLY=part of a case's name)
. "$(dirname "$0")/common.sh"
need npm; need python3; need mvn; need cargo
TOOLS="$WORK/fixes"
mkdir -p "$TOOLS/node"
[ -x "$TOOLS/venv/bin/python" ] || python3 -m venv "$TOOLS/venv"
"$TOOLS/venv/bin/pip" install -q build==1.6.1 setuptools==80.9.0 hatchling==1.33.0 poetry-core==2.5.0 flit_core==4.2.0
(cd "$TOOLS/node" && npm install --silent --no-audit --no-fund --ignore-scripts @vscode/vsce@3.9.2 esbuild@0.28.2 >/dev/null)
[ $# -gt 0 ] || set -- "$ROOT/assay"
exec python3 "$ROOT/benchmarks/fixes/check.py" "$TOOLS" "$@"
