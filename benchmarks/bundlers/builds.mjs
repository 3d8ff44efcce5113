// Each way to build the project: what it is called, and which source must come back out of it.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const JS = "src/config.js";
const TS = "src/config.ts";
const SCSS = "src/_palette.scss";

const esbuild = (options) => async (dir, out) => {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: dir,
    entryPoints: ["src/main.ts"],
    bundle: true,
    minify: true,
    outfile: path.join(out, "main.js"),
    logLevel: "error",
    ...options,
  });
};

const webpack = (devtool) => async (dir, out) => {
  const { default: pack } = await import("webpack");
  await new Promise((done, fail) =>
    pack(
      {
        context: dir,
        mode: devtool.startsWith("eval") ? "development" : "production",
        entry: "./src/main.js",
        devtool,
        output: { path: out, filename: "main.js" },
      },
      (error, stats) =>
        error || stats.hasErrors() ? fail(error ?? stats.toString()) : done(),
    ),
  );
};

const rollup = (output) => async (dir, out) => {
  const { rollup: roll } = await import("rollup");
  const bundle = await roll({ input: path.join(dir, "src/main.js") });
  await bundle.write({ file: path.join(out, "main.js"), format: "es", ...output });
};

const vite = (sourcemap) => async (dir, out) => {
  const { build } = await import("vite");
  fs.rmSync(path.join(dir, JS)); // vite prefers them to those in TypeScript
  fs.rmSync(path.join(dir, "src/lib/util.js"));
  await build({
    root: dir,
    logLevel: "error",
    configFile: false,
    build: {
      outDir: out,
      emptyOutDir: false,
      sourcemap,
      rollupOptions: { input: path.join(dir, "src/main.ts") },
    },
  });
};

const tool = (name) =>
  path.join(path.dirname(fileURLToPath(import.meta.url)), "node_modules", ".bin", name);

const tsc = (...options) => async (dir, out) => {
  execFileSync(
    tool("tsc"),
    ["--outDir", out, "--rootDir", "src", "--target", "es2022", "--module", "preserve",
      "--removeComments", "--types", "", "--lib", "es2022,dom", ...options, "src/main.ts"],
    { cwd: dir, stdio: "inherit" },
  );
};

const terser = (options) => async (dir, out) => {
  const { minify } = await import("terser");
  const sources = {};
  for (const file of ["src/config.js", "src/lib/util.js", "src/main.js"]) {
    sources[file] = fs.readFileSync(path.join(dir, file), "utf8");
  }
  const made = await minify(sources, { module: true, sourceMap: options });
  fs.writeFileSync(path.join(out, "main.js"), made.code);
  if (options.url !== "inline") {
    fs.writeFileSync(path.join(out, "main.js.map"), made.map);
  }
};

const sass = (...options) => async (dir, out) => {
  execFileSync(tool("sass"), ["--style=compressed", ...options, "src/theme.scss", path.join(out, "theme.css")], {
    cwd: dir,
    stdio: "inherit",
  });
};

const swc = (sourceMaps, sources) => async (dir, out) => {
  const { transformFile } = await import("@swc/core");
  for (const name of ["config", "main"]) {
    const made = await transformFile(path.join(dir, "src", name + ".ts"), {
      cwd: dir,
      minify: true,
      sourceMaps,
      inlineSourcesContent: sources,
      jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    });
    fs.writeFileSync(path.join(out, name + ".js"), made.code);
    if (made.map && sourceMaps !== "inline") {
      fs.writeFileSync(path.join(out, name + ".js.map"), made.map);
    }
  }
};

/** Two bundles one after the other with an index map (ECMA-426, sections), as concatenation makes. */
const indexed = (inline) => async (dir, out) => {
  const parts = [];
  for (const [name, build] of [["a", esbuild({ sourcemap: "external" })], ["b", terser({ includeSources: true })]]) {
    const at = path.join(out, ".." , path.basename(out) + "." + name);
    fs.mkdirSync(at, { recursive: true });
    await build(dir, at);
    parts.push({
      code: fs.readFileSync(path.join(at, "main.js"), "utf8").trimEnd() + "\n",
      map: JSON.parse(fs.readFileSync(path.join(at, "main.js.map"), "utf8")),
    });
    fs.rmSync(at, { recursive: true });
  }
  let line = 0;
  const sections = parts.map((part) => {
    const section = { offset: { line, column: 0 }, map: part.map };
    line += part.code.split("\n").length - 1;
    return section;
  });
  const map = JSON.stringify({ version: 3, file: "main.js", sections });
  const code = parts.map((part) => part.code).join("");
  if (inline) {
    const data = Buffer.from(map).toString("base64");
    const comment = "//# sourceMappingURL=data:application/json;charset=utf-8;base64," + data;
    fs.writeFileSync(path.join(out, "main.js"), code + comment + "\n");
  } else {
    fs.writeFileSync(path.join(out, "main.js"), code + "//# sourceMappingURL=main.js.map\n");
    fs.writeFileSync(path.join(out, "main.js.map"), map);
  }
};

/** [name, build, the source with the secret if its text must come back, else null] */
export const BUILDS = [
  ["esbuild-external", esbuild({ sourcemap: "linked" }), TS],
  ["esbuild-hidden", esbuild({ sourcemap: "external" }), TS],
  ["esbuild-inline", esbuild({ sourcemap: "inline" }), TS],
  ["esbuild-no-sources", esbuild({ sourcemap: "linked", sourcesContent: false }), null],
  ["esbuild-root", esbuild({ sourcemap: "linked", sourceRoot: "https://maps.acme.example/build/" }), TS],
  ["webpack-external", webpack("source-map"), JS],
  ["webpack-hidden", webpack("hidden-source-map"), JS],
  ["webpack-inline", webpack("inline-source-map"), JS],
  ["webpack-no-sources", webpack("nosources-source-map"), null],
  ["webpack-eval", webpack("eval-source-map"), JS],
  ["rollup-external", rollup({ sourcemap: true }), JS],
  ["rollup-hidden", rollup({ sourcemap: "hidden" }), JS],
  ["rollup-inline", rollup({ sourcemap: "inline" }), JS],
  ["rollup-no-sources", rollup({ sourcemap: true, sourcemapExcludeSources: true }), null],
  ["vite-external", vite(true), TS],
  ["vite-hidden", vite("hidden"), TS],
  ["vite-inline", vite("inline"), TS],
  ["tsc-external", tsc("--sourceMap", "--inlineSources"), TS],
  ["tsc-inline", tsc("--inlineSourceMap", "--inlineSources"), TS],
  ["tsc-no-sources", tsc("--sourceMap"), null],
  ["tsc-declarations", tsc("--declaration", "--declarationMap"), null],
  ["terser-external", terser({ includeSources: true, url: "main.js.map" }), JS],
  ["terser-inline", terser({ includeSources: true, url: "inline" }), JS],
  ["terser-no-sources", terser({ url: "main.js.map" }), null],
  ["sass-external", sass("--embed-sources"), SCSS],
  ["sass-inline", sass("--embed-sources", "--embed-source-map"), SCSS],
  ["sass-no-sources", sass(), null],
  ["swc-external", swc(true, true), TS],
  ["swc-inline", swc("inline", true), TS],
  ["swc-no-sources", swc(true, false), null],
  ["indexed-external", indexed(false), TS],
  ["indexed-inline", indexed(true), TS],
];
