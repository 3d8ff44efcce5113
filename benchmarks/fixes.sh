#!/bin/sh
# Applies each fix that is suggested, packs or builds again with the real tool, and looks whether the
# finding is gone. Needs python3; npm, pip and go fetch what they can from their registries, and all other
# tools (mvn, gradle, cargo, gem, nuget, debhelper, rpmbuild, buildah) are taken from the PATH. A case
# whose tool isn't there is skipped, and said so. No case needs a daemon; buildah may want root.
# usage: benchmarks/fixes.sh [COMMAND…]      (WORK=folder; ONLY=part of a case's name)
. "$(dirname "$0")/common.sh"
need python3
TOOLS="$WORK/fixes"
mkdir -p "$TOOLS/node" "$TOOLS/native" "$TOOLS/react" "$TOOLS/go"

absent() {
  echo "could not be had, its cases are skipped: $1" >&2
}

[ -x "$TOOLS/venv/bin/python" ] || python3 -m venv "$TOOLS/venv" || absent "python3-venv"
"$TOOLS/venv/bin/pip" install -q build==1.6.1 setuptools==80.9.0 hatchling==1.33.0 poetry-core==2.5.0 flit_core==4.2.0 || absent "build"
"$TOOLS/venv/bin/pip" install -q py-rattler-build==0.73.0 || absent "rattler-build"
if command -v npm >/dev/null; then
  (cd "$TOOLS/node" && npm install --silent --no-audit --no-fund --ignore-scripts \
    @vscode/vsce@3.9.2 esbuild@0.28.2 webpack@5.112.2 webpack-cli@7.3.1 rollup@4.68.7 vite@8.3.8 typescript@7.0.2 terser@5.51.2 \
    sass@1.108.2 @swc/core@1.16.22 @swc/cli@0.8.1 @babel/core@8.1.2 @babel/cli@8.1.0 postcss@8.5.33 postcss-cli@12.0.0 \
    parcel@2.16.4 metro@0.87.1 next@16.4.6 react@19.3.1 react-dom@19.3.1 tsup@9.0.0 uglify-js@3.19.3 @rspack/core@2.3.2 \
    @rspack/cli@2.2.8 sass-embedded@1.108.2 >/dev/null) || absent "vsce and the bundlers"
  (cd "$TOOLS/native" && npm install --silent --no-audit --no-fund --ignore-scripts react-native@0.83.9 react@19.2.0 \
    @react-native-community/cli@20.2.0 @react-native/metro-config@0.83.9 @react-native/babel-preset@0.83.9 >/dev/null) || absent "react-native"
  (cd "$TOOLS/react" && npm install --silent --no-audit --no-fund --ignore-scripts react-scripts@5.0.1 react@18.3.1 react-dom@18.3.1 >/dev/null) || absent "react-scripts"
fi
if command -v go >/dev/null && [ ! -x "$TOOLS/go/helm" ]; then
  GOBIN="$TOOLS/go" go install helm.sh/helm/v3/cmd/helm@v3.19.0 || absent "helm"
fi
[ $# -gt 0 ] || set -- "$ROOT/assay"
export PYTHONDONTWRITEBYTECODE=1
exec python3 "$ROOT/benchmarks/fixes/check.py" "$TOOLS" "$@"
