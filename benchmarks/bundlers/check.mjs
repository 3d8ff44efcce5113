// Builds the project in every way, has Assay scan each output, and checks that the secret is
// reported at its original file and line, that figures are right, and that --extract-sources gives
// the source back byte for byte. `node check.mjs [COMMAND…]`: the command to run, default ../../assay.
// `node check.mjs --fixtures DIR` writes the outputs, with the placeholder in place of the secret.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { BUILDS } from "./builds.mjs";
import { FILES, PLACEHOLDER, SECRET_AT, token, write } from "./project.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const fixtures = args[0] === "--fixtures" ? args[1] : null;
const command = args.length > 0 && !fixtures ? args : [path.join(here, "..", "..", "assay")];
const secret = fixtures ? PLACEHOLDER : token();
const INLINE = /sourceMappingURL=data:application\/json;(?:charset=utf-8;)?base64,([A-Za-z0-9+/=]+)/g;
const PERCENT = /sourceMappingURL=data:application\/json;charset=utf-8,([^\s*]+)/g;
const work = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "assay-bundlers-")));

function scan(folder, ...more) {
  const run = spawnSync(command[0], [...command.slice(1), "scan", folder, ...more], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.stdout.includes(secret) || run.stderr.includes(secret)) {
    throw new Error("the secret is in the report");
  }
  return run;
}

function report(folder) {
  const run = scan(folder, "-o", "json", "--fail-on", "never", "--min-confidence", "low");
  if (run.status !== 0) {
    throw new Error("exit " + run.status + ": " + run.stderr + run.stdout.slice(0, 500));
  }
  return JSON.parse(run.stdout);
}

/** `[files, lines]` whose texts the maps in an output hold, by reading them as any JSON. */
function held(folder) {
  let files = 0;
  let lines = 0;
  const add = (map) => {
    for (const section of map.sections ?? []) {
      add(section.map);
    }
    for (const text of map.sourcesContent ?? []) {
      if (text !== null) {
        files++;
        lines += text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
      }
    }
  };
  for (const file of all(folder)) {
    const text = fs.readFileSync(file, "utf8");
    if (file.endsWith(".map")) {
      add(JSON.parse(text));
    }
    for (const [, data] of text.matchAll(INLINE)) {
      add(JSON.parse(Buffer.from(data, "base64").toString("utf8")));
    }
    for (const [, data] of text.matchAll(PERCENT)) {
      add(JSON.parse(decodeURIComponent(data)));
    }
  }
  return [files, lines];
}

function all(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** The texts of ours that a map with sources gives back, by what tool it is of. */
function ours(source) {
  const ending = path.extname(source);
  return Object.keys(FILES).filter((file) => file.startsWith("src/") && path.extname(file) === ending);
}

function check(name, folder, source) {
  const faults = [];
  const result = report(folder);
  const tokens = result.findings.filter((finding) => finding.ruleId.startsWith("github-"));
  const inMap = tokens.flatMap((finding) => [finding.location, ...finding.places])
    .filter((place) => place.nesting.length > 0)
    .map((place) => ({ file: place.nesting.at(-1), line: place.line }));
  if (result.problems.length > 0) {
    faults.push("problems: " + JSON.stringify(result.problems));
  }
  if (source === null) {
    if (inMap.length > 0) {
      faults.push("a secret where there are no sources");
    }
  } else {
    const right = inMap.filter(
      (place) => place.file.endsWith(source.slice("src/".length)) && place.line === SECRET_AT[source]);
    if (right.length === 0) {
      faults.push("the secret is not at " + source + ":" + SECRET_AT[source] + " but at " + JSON.stringify(inMap));
    }
  }
  const maps = result.findings.filter((finding) => finding.ruleId === "source-map-sources");
  const said = maps.map((finding) => finding.message + " " + finding.evidence.join("; ")).join(" | ");
  if ((source !== null) !== maps.length > 0) {
    faults.push(source === null ? "sources are said to be in it" : "nothing says that it holds sources");
  }
  let [files, lines] = [0, 0];
  for (const [, some, of] of said.matchAll(/recovers ([\d,]+) files?, ([\d,]+) lines?/g)) {
    files += Number(some.replaceAll(",", ""));
    lines += Number(of.replaceAll(",", ""));
  }
  const [trueFiles, trueLines] = held(folder);
  if (files !== trueFiles || lines !== trueLines) {
    faults.push(`it says ${files} files, ${lines} lines, and the maps hold ${trueFiles} and ${trueLines}`);
  }
  if (source !== null) {
    if (!maps.some((finding) => finding.severity === "critical")) {
      faults.push("it is not critical, though the package is private");
    }
    if (maps.some((finding) => !(finding.fixes?.length > 0))) {
      faults.push("it does not say what to change");
    }
    faults.push(...extracted(name, folder, source));
  }
  return { faults, said, fixes: maps[0]?.fixes?.map((fix) => fix.description) ?? [] };
}

/** What --extract-sources writes must be the sources, byte for byte. */
function extracted(name, folder, source) {
  const faults = [];
  const into = path.join(work, name + ".sources");
  const run = scan(folder, "--extract-sources", into, "--fail-on", "never");
  if (run.status !== 0) {
    return ["--extract-sources: exit " + run.status + " " + run.stderr];
  }
  const written = all(into)
    .filter((file) => path.basename(file) !== "sources.tsv")
    .map((file) => fs.readFileSync(file, "utf8"));
  const sources = ours(source).map((file) => FILES[file].replaceAll(PLACEHOLDER, secret));
  const secretly = FILES[source].replaceAll(PLACEHOLDER, secret);
  if (!written.includes(secretly)) {
    faults.push("--extract-sources did not write " + source + " as it was");
  }
  const known = written.filter((text) => sources.includes(text)).length;
  if (known === 0) {
    faults.push("--extract-sources wrote none of our sources");
  }
  return faults;
}

let failed = 0;
if (fixtures) {
  fs.mkdirSync(fixtures, { recursive: true });
  fs.writeFileSync(path.join(fixtures, "expected.tsv"), "name\tsource\tline\tfiles\tlines\n");
}
for (const [name, build, source] of BUILDS) {
  const project = path.join(work, name + ".project");
  const out = path.join(work, name);
  fs.mkdirSync(out, { recursive: true });
  write(project, secret);
  try {
    await build(project, out);
    fs.writeFileSync(path.join(out, "package.json"), FILES["package.json"]);
    if (fixtures) {
      keep(name, out, project, source);
      continue;
    }
    const { faults, said, fixes } = check(name, out, source);
    failed += faults.length > 0 ? 1 : 0;
    console.log((faults.length > 0 ? "FAIL " : "ok   ") + name + "  " + said);
    for (const fix of fixes.slice(0, 3)) {
      console.log("       " + fix);
    }
    for (const fault of faults) {
      console.log("     ! " + fault);
    }
  } catch (error) {
    failed++;
    console.log("FAIL " + name + "  " + (error.stack ?? error));
  }
}

/** Outputs as they are, but for the folder that they were built in; also inside base64. */
function keep(name, out, project, source) {
  const clean = (text) => text.replaceAll(project, "/home/build/acme").replaceAll(work, "/home/build");
  for (const file of all(out)) {
    const to = path.join(fixtures, name, path.relative(out, file));
    const text = clean(fs.readFileSync(file, "utf8")).replace(INLINE, (whole, data) => {
      const map = clean(Buffer.from(data, "base64").toString("utf8"));
      return whole.slice(0, whole.length - data.length) + Buffer.from(map).toString("base64");
    });
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, text);
  }
  const [files, lines] = held(out);
  const row = [name, source ?? "-", source ? SECRET_AT[source] : 0, files, lines].join("\t");
  fs.appendFileSync(path.join(fixtures, "expected.tsv"), row + "\n");
}

fs.rmSync(work, { recursive: true, force: true });
console.log(failed === 0 ? BUILDS.length + " builds, all as they should be" : failed + " of " + BUILDS.length + " failed");
process.exitCode = failed === 0 ? 0 : 1;
