"""Repositories that a bundler builds with a source map, and what each setting that is told means there."""

import json
import re

import packers as pack
from ways import edit, setting

SOURCES = {
    "src/app.js": 'import { twice } from "./b.js";\n\nconsole.log(twice("a"));\n',
    "src/b.js": "// Twice.\nexport function twice(text) {\n  return text + text;\n}\n",
}
TYPED = {
    "src/app.ts": 'import { twice } from "./b.js";\n\nconsole.log(twice("a"));\n',
    "src/b.ts": "// Twice.\nexport function twice(text: string): string {\n  return text + text;\n}\n",
}
STYLES = {"src/theme.scss": '@use "b";\n.a {\n  color: b.$main;\n}\n', "src/_b.scss": "// The house colours.\n$main: #123456;\n"}


def files(commands, uses, sources, **more):
    manifest = {
        "name": "@acme/app",
        "version": "1.0.0",
        "license": "UNLICENSED",
        "type": "module",
        "files": ["dist"],
        "devDependencies": {use: "*" for use in uses},
    }
    return {"package.json": json.dumps(manifest, indent=2) + "\n", "build.txt": commands + "\n", **sources, **more}


def config(value):
    return json.dumps(value, indent=2) + "\n"


def webpack(devtool):
    text = """const path = require("path");
module.exports = { mode: "production", entry: "./src/app.js", devtool: "%s", output: { path: path.join(__dirname, "dist"), filename: "app.js" } };
"""
    return files("webpack --config webpack.config.cjs", ["webpack"], SOURCES, **{"webpack.config.cjs": text % devtool})


def rollup(maps):
    text = 'export default { input: "src/app.js", output: { file: "dist/app.js", format: "es", sourcemap: %s } };\n'
    return files("rollup -c", ["rollup"], SOURCES, **{"rollup.config.mjs": text % maps})


def vite(maps):
    text = 'export default { build: { sourcemap: %s, rollupOptions: { input: "src/app.js" } } };\n'
    return files("vite build --logLevel error", ["vite"], SOURCES, **{"vite.config.mjs": text % maps})


def tsc(**options):
    base = {"outDir": "dist", "rootDir": "src", "target": "es2022", "module": "nodenext", "lib": ["es2022", "dom"], "types": []}
    return files("tsc", ["typescript"], TYPED, **{"tsconfig.json": config({"compilerOptions": {**base, **options}, "include": ["src"]})})


def off(said):
    """The options that stand in what is `said` set to false, where tsconfig.json has them as true."""

    def done(repo, fix):
        found = re.search(said, fix["description"])
        if not found:
            return False
        options = re.findall(r"`(\w+)`", found.group(1))
        edit(repo, "tsconfig.json", lambda text: re.sub('"(' + "|".join(options) + ')": true', r'"\1": false', text))
        return True

    return done


TSC = [off(r"with tsc, set (.+) to false in tsconfig.json"), off(r"or only (.+) for a map without sources")]


def swc(maps):
    options = {"jsc": {"target": "es2022"}, "module": {"type": "es6"}, "sourceMaps": maps, "inlineSourcesContent": True}
    return files("swc src -d dist --strip-leading-paths", ["@swc/cli"], SOURCES, **{".swcrc": config(options)})


def rspack(devtool):
    text = """const path = require("path");
module.exports = { mode: "production", entry: "./src/app.js", devtool: "%s", output: { path: path.join(__dirname, "dist"), filename: "app.js" } };
"""
    return files("rspack build --config rspack.config.cjs", ["@rspack/core"], SOURCES, **{"rspack.config.cjs": text % devtool})


ESBUILD = "esbuild src/app.ts --bundle --outfile=dist/app.js --log-level=error --sourcemap"
TSUP = "tsup src/app.ts --format esm --silent --sourcemap"
TSUP_CONFIG = "export default { esbuildOptions(options) { options.charset = 'utf8'; } };\n"
UGLIFY = "uglifyjs src/b.js -o dist/b.min.js --source-map url=b.min.js.map,includeSources"
TERSER = "terser src/b.js --module -o dist/b.min.js --source-map url=b.min.js.map,includeSources"
SASS = "sass --embed-sources src/theme.scss dist/theme.css"
POSTCSS = 'export default { map: { inline: %s }, plugins: [] };\n'
CSS = {"src/a.css": "/* Ours. */\n.a {\n  color: red;\n}\n"}
NEXT = {
    "app/layout.js": "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n",
    "app/page.js": '"use client";\nimport { useState } from "react";\n\nexport default function Page() {\n  const [n, set] = useState(0);\n  return <b onClick={() => set(n + 1)}>{n}</b>;\n}\n',
    "next.config.mjs": 'export default { distDir: "dist", productionBrowserSourceMaps: true };\n',
}
REACT = {
    "public/index.html": "<!doctype html>\n<title>a</title>\n<div id=\"root\"></div>\n",
    "src/index.js": 'import { twice } from "./b.js";\n\ndocument.title = twice("a");\n',
    "src/b.js": "// Twice.\nexport function twice(text) {\n  return text + text;\n}\n",
    ".env": "BUILD_PATH=dist\nGENERATE_SOURCEMAP=true\n",
}
COMMON = {"src/app.js": 'const b = require("./b");\nconsole.log(b.twice("a"));\n', "src/b.js": "// Twice.\nexports.twice = (text) => text + text;\n"}
NATIVE_CONFIG = """const path = require("path");
const { getDefaultConfig, mergeConfig } = require("@react-native/metro-config");
const above = path.dirname(path.dirname(require.resolve("react-native/package.json")));
module.exports = mergeConfig(getDefaultConfig(__dirname), { watchFolders: [above] });
"""
NATIVE = "../../../native/node_modules/.bin/react-native bundle --entry-file src/app.js --platform android --dev false --config metro.config.cjs --bundle-output dist/app.bundle --sourcemap-output dist/app.bundle.map"
METRO_CONFIG = """const path = require("path");
module.exports = { watchFolders: [path.dirname(require.resolve("metro-runtime/package.json"))] };
"""
METRO = "metro build src/app.js --config metro.config.cjs --out dist/app --source-map"

# name, tool, files, the file that must go, ways
CASES = [
    ("esbuild", pack.bundled("esbuild"), files(ESBUILD, ["esbuild"], TYPED), "dist/app.js", [
        setting("without `--sourcemap`", "build.txt", " --sourcemap", ""),
        setting("with `--sources-content=false`", "build.txt", " --sourcemap", " --sourcemap --sources-content=false"),
    ]),
    ("esbuild, inline", pack.bundled("esbuild"), files(ESBUILD + "=inline", ["esbuild"], TYPED), "dist/app.js", [
        setting("without `--sourcemap`", "build.txt", " --sourcemap=inline", ""),
        setting("with `--sources-content=false`", "build.txt", "=inline", "=inline --sources-content=false"),
    ]),
    ("tsup", pack.bundled("tsup"), files(TSUP, ["tsup"], TYPED, **{"tsup.config.js": TSUP_CONFIG}), "dist/app.js", [
        setting("without `--sourcemap`", "build.txt", " --sourcemap", ""),
        setting("`options.sourcesContent = false` in `esbuildOptions`", "tsup.config.js", "options.charset = 'utf8'", "options.sourcesContent = false"),
    ]),
    ("tsup, inline", pack.bundled("tsup"), files(TSUP + " inline", ["tsup"], TYPED, **{"tsup.config.js": TSUP_CONFIG}), "dist/app.js", [
        setting("without `--sourcemap`", "build.txt", " --sourcemap inline", ""),
        setting("`options.sourcesContent = false` in `esbuildOptions`", "tsup.config.js", "options.charset = 'utf8'", "options.sourcesContent = false"),
    ]),
    ("rspack", pack.bundled("rspack"), rspack("source-map"), "dist/app.js", [
        setting("`devtool: false`", "rspack.config.cjs", '"source-map"', "false"),
        setting("'nosources-source-map' it holds no sources", "rspack.config.cjs", '"source-map"', '"nosources-source-map"'),
    ]),
    ("rspack, inline", pack.bundled("rspack"), rspack("inline-source-map"), "dist/app.js", [
        setting("`devtool: false`", "rspack.config.cjs", '"inline-source-map"', "false"),
    ]),
    ("webpack", pack.bundled("webpack"), webpack("source-map"), "dist/app.js", [
        setting("`devtool: false`", "webpack.config.cjs", '"source-map"', "false"),
        setting("'nosources-source-map' it holds no sources", "webpack.config.cjs", '"source-map"', '"nosources-source-map"'),
    ]),
    ("webpack, inline", pack.bundled("webpack"), webpack("inline-source-map"), "dist/app.js", [
        setting("`devtool: false`", "webpack.config.cjs", '"inline-source-map"', "false"),
    ]),
    ("rollup", pack.bundled("rollup"), rollup("true"), "dist/app.js", [
        setting("`output.sourcemap: false`", "rollup.config.mjs", "sourcemap: true", "sourcemap: false"),
        setting("`output.sourcemapExcludeSources: true`", "rollup.config.mjs", "sourcemap: true", "sourcemap: true, sourcemapExcludeSources: true"),
    ]),
    ("rollup, inline", pack.bundled("rollup"), rollup('"inline"'), "dist/app.js", [
        setting("`output.sourcemap: false`", "rollup.config.mjs", 'sourcemap: "inline"', "sourcemap: false"),
    ]),
    ("vite", pack.bundled("vite"), vite("true"), "dist/", [
        setting("`build.sourcemap: false`", "vite.config.mjs", "sourcemap: true", "sourcemap: false"),
    ]),
    ("vite, inline", pack.bundled("vite"), vite('"inline"'), "dist/", [
        setting("`build.sourcemap: false`", "vite.config.mjs", 'sourcemap: "inline"', "sourcemap: false"),
    ]),
    ("tsc", pack.bundled("tsc"), tsc(sourceMap=True, inlineSources=True, declaration=True, declarationMap=True), "dist/app.js", TSC),
    ("tsc, inline", pack.bundled("tsc"), tsc(inlineSourceMap=True, inlineSources=True), "dist/app.js", TSC),
    ("babel", pack.bundled("babel"), files("babel src --out-dir dist", ["@babel/cli"], SOURCES, **{"babel.config.json": config({"sourceMaps": True})}), "dist/app.js", [
        setting("`sourceMaps: false`", "babel.config.json", "true", "false"),
    ]),
    ("babel, inline", pack.bundled("babel"), files("babel src --out-dir dist", ["@babel/cli"], SOURCES, **{"babel.config.json": config({"sourceMaps": "inline"})}), "dist/app.js", [
        setting("`sourceMaps: false`", "babel.config.json", '"inline"', "false"),
    ]),
    ("swc", pack.bundled("swc"), swc(True), "dist/app.js", [
        setting("`sourceMaps: false`", ".swcrc", '"sourceMaps": true', '"sourceMaps": false'),
        setting("`inlineSourcesContent: false`", ".swcrc", '"inlineSourcesContent": true', '"inlineSourcesContent": false'),
    ]),
    ("swc, inline", pack.bundled("swc"), swc("inline"), "dist/app.js", [
        setting("`sourceMaps: false`", ".swcrc", '"sourceMaps": "inline"', '"sourceMaps": false'),
    ]),
    ("terser", pack.bundled("terser"), files(TERSER, ["terser"], SOURCES, **{"dist/.keep": ""}), "dist/b.min.js", [
        setting("without `--source-map`", "build.txt", " --source-map url=b.min.js.map,includeSources", ""),
        setting("without its `includeSources`", "build.txt", ",includeSources", ""),
    ]),
    ("terser, inline", pack.bundled("terser"), files(TERSER.replace("b.min.js.map", "inline"), ["terser"], SOURCES, **{"dist/.keep": ""}), "dist/b.min.js", [
        setting("without `--source-map`", "build.txt", " --source-map url=inline,includeSources", ""),
    ]),
    ("uglify-js", pack.bundled("uglifyjs"), files(UGLIFY, ["uglify-js"], {"src/b.js": "// Twice.\nfunction twice(text) {\n  return text + text;\n}\n"}, **{"dist/.keep": ""}), "dist/b.min.js", [
        setting("without `--source-map`", "build.txt", " --source-map url=b.min.js.map,includeSources", ""),
        setting("without its `includeSources`", "build.txt", ",includeSources", ""),
    ]),
    ("uglify-js, inline", pack.bundled("uglifyjs"), files(UGLIFY.replace("b.min.js.map", "inline"), ["uglify-js"], {"src/b.js": "// Twice.\nfunction twice(text) {\n  return text + text;\n}\n"}, **{"dist/.keep": ""}), "dist/b.min.js", [
        setting("without `--source-map`", "build.txt", " --source-map url=inline,includeSources", ""),
    ]),
    ("sass", pack.bundled("sass"), files(SASS, ["sass"], STYLES), "dist/theme.css", [
        setting("`--no-source-map`", "build.txt", "--embed-sources", "--no-source-map"),
        setting("without `--embed-sources`", "build.txt", "--embed-sources ", ""),
    ]),
    ("sass, inline", pack.bundled("sass"), files(SASS.replace("src/", "--embed-source-map src/", 1), ["sass"], STYLES), "dist/theme.css", [
        setting("`--no-source-map`", "build.txt", "--embed-sources --embed-source-map", "--no-source-map"),
    ]),
    ("sass-embedded", pack.bundled("../sass-embedded/dist/bin/sass.js"), files(SASS.replace("sass", "../sass-embedded/dist/bin/sass.js", 1), ["sass-embedded"], STYLES), "dist/theme.css", [
        setting("`--no-source-map`", "build.txt", "--embed-sources", "--no-source-map"),
        setting("without `--embed-sources`", "build.txt", "--embed-sources ", ""),
    ]),
    ("postcss", pack.bundled("postcss"), files("postcss src/a.css -o dist/a.css", ["postcss-cli"], CSS, **{"postcss.config.js": POSTCSS % "false"}), "dist/a.css", [
        setting("`map: false`", "postcss.config.js", "map: { inline: false }", "map: false"),
    ]),
    ("postcss, inline", pack.bundled("postcss"), files("postcss src/a.css -o dist/a.css", ["postcss-cli"], CSS, **{"postcss.config.js": POSTCSS % "true"}), "dist/a.css", [
        setting("`map: false`", "postcss.config.js", "map: { inline: true }", "map: false"),
    ]),
    ("parcel", pack.bundled("parcel"), files("parcel build src/app.js --dist-dir dist --no-cache --log-level error", ["parcel"], SOURCES), "dist/app.js", [
        setting("`--no-source-maps`", "build.txt", "--dist-dir", "--no-source-maps --dist-dir"),
    ]),
    ("Metro", pack.bundled("metro"), files(METRO, ["metro"], COMMON, **{"metro.config.cjs": METRO_CONFIG, "dist/.keep": ""}), "dist/app", [
        setting("without `--source-map`", "build.txt", " --source-map", ""),
    ]),
    ("React Native", pack.bundled("../../../native/node_modules/.bin/react-native", folder="native"), files(NATIVE, ["react-native"], COMMON, **{"metro.config.cjs": NATIVE_CONFIG, "dist/.keep": "", "maps/.keep": ""}), "dist/app.bundle", [
        setting("name a folder outside of what is packed", "build.txt", "dist/app.bundle.map", "maps/app.bundle.map"),
    ]),
    ("react-scripts", pack.bundled("../../../react/node_modules/.bin/react-scripts", folder="react"), files("../../../react/node_modules/.bin/react-scripts build", ["react-scripts"], REACT), "dist/static/", [
        setting("`GENERATE_SOURCEMAP=false`", ".env", "SOURCEMAP=true", "SOURCEMAP=false"),
    ]),
    ("Next.js, webpack", pack.bundled("next"), files("next build --webpack", ["next"], NEXT), "dist/static/", [
        setting("`productionBrowserSourceMaps: false`", "next.config.mjs", "productionBrowserSourceMaps: true", "productionBrowserSourceMaps: false"),
    ]),
    ("Next.js", pack.bundled("next"), files("next build", ["next"], NEXT), "dist/static/", [
        setting("`productionBrowserSourceMaps: false`", "next.config.mjs", "productionBrowserSourceMaps: true", "productionBrowserSourceMaps: false"),
    ]),
]
