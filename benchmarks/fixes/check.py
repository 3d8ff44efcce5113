"""Applies every fix that Assay suggests to a small repository, packs it again with the real tool, and
looks whether the finding is gone and everything else still there.

usage: check.py WORK ASSAY…     WORK: a folder that fixes.sh has made; ASSAY…: the command to run
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
import secrets

WORK = sys.argv[1]
ASSAY = sys.argv[2:]
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PYTHON = os.path.join(WORK, "venv", "bin", "python")
VSCE = os.path.join(WORK, "node", "node_modules", ".bin", "vsce")
ESBUILD = os.path.join(WORK, "node", "node_modules", ".bin", "esbuild")


def token():
    """Of random digits with a checksum that holds; nothing token-shaped is committed."""
    body = "".join(secrets.choice(DIGITS) for _ in range(30))
    value, check = zlib.crc32(body.encode()), ""
    for _ in range(6):
        value, check = value // 62, DIGITS[value % 62] + check
    return "ghp_" + body + check


TOKEN = token()
ENV = "API_KEY=" + TOKEN + "\n"
MAP = json.dumps(
    {
        "version": 3,
        "file": "app.js",
        "sources": ["../src/app.ts", "../src/b.ts"],
        "sourcesContent": ["let a = 1;\n" * 50, "let b = 2;\n" * 50],
        "names": [],
        "mappings": "AAAA",
    }
)


def run(args, cwd, **more):
    done = subprocess.run(args, cwd=cwd, capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise RuntimeError(" ".join(args) + ": " + done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


def newest(folder, ending):
    files = [os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(ending)]
    return max(files, key=os.path.getmtime)


# --- the tools, each gives the path of what it packed ---------------------------------------------


def npm(repo):
    out = run(["npm", "pack", "--json", "--silent", "--ignore-scripts"], repo)
    return os.path.join(repo, json.loads(out)[0]["filename"])


def sdist(repo):
    run([PYTHON, "-m", "build", "--no-isolation", "--sdist", "--outdir", "dist"], repo)
    return newest(os.path.join(repo, "dist"), ".tar.gz")


def wheel(repo):
    run([PYTHON, "-m", "build", "--no-isolation", "--wheel", "--outdir", "dist"], repo)
    return newest(os.path.join(repo, "dist"), ".whl")


def maven(repo):
    run(["mvn", "-q", "-B", "-DskipTests", "clean", "package"], repo)
    target = os.path.join(repo, "target")
    jars = [f for f in os.listdir(target) if f.endswith((".jar", ".war"))]
    jar = [f for f in jars if not f.startswith("original-")][0]
    return os.path.join(target, jar)


def cargo(repo):
    run(["cargo", "package", "--offline", "--no-verify", "--allow-dirty", "--quiet"], repo)
    return newest(os.path.join(repo, "target", "package"), ".crate")


def vsix(repo):
    run([VSCE, "package", "--allow-missing-repository", "--skip-license", "-o", "x.vsix"], repo)
    return os.path.join(repo, "x.vsix")


def bundled(repo):
    """Bundles, then packs: the map is a part of the bundle."""
    options = open(os.path.join(repo, "build.options")).read().split()
    run([ESBUILD, "src/app.ts", "--bundle", "--outfile=dist/app.js", *options], repo)
    return npm(repo)


def entries(artifact):
    if zipfile.is_zipfile(artifact):
        with zipfile.ZipFile(artifact) as archive:
            return {name for name in archive.namelist() if not name.endswith("/")}
    with tarfile.open(artifact) as archive:
        return {member.name for member in archive.getmembers() if member.isfile()}


# --- repositories ---------------------------------------------------------------------------------

NPM = {"name": "@acme/app", "version": "1.0.0", "license": "UNLICENSED", "main": "dist/app.js"}


def package(**more):
    return json.dumps({**NPM, **more}, indent=2) + "\n"


DIST = {"dist/app.js": "console.log(1);\n", "dist/app.js.map": MAP, "README.md": "app\n"}
SECRET = {"dist/app.js": "console.log(1);\n", "dist/.env": ENV, "README.md": "app\n"}
SETUPTOOLS = """[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "acme"
version = "1.0"
"""
PY = {"src/acme/__init__.py": "", "src/acme/static/app.js": "1;\n", "README.md": "acme\n"}
HATCH = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "acme"
version = "1.0"

[tool.hatch.build.targets.sdist]
exclude = []

[tool.hatch.build.targets.wheel]
packages = ["acme"]
exclude = []
"""
FLAT = {"acme/__init__.py": "", "acme/static/app.js": "1;\n", "README.md": "acme\n"}
POETRY = """[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"

[tool.poetry]
name = "acme"
version = "1.0"
description = ""
authors = []
exclude = []
"""
FLIT = """[build-system]
requires = ["flit_core"]
build-backend = "flit_core.buildapi"

[project]
name = "acme"
version = "1.0"
description = "acme"

[tool.flit.sdist]
include = ["deploy/"]
exclude = []
"""
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.acme</groupId>
  <artifactId>app</artifactId>
  <version>1.0</version>
  <packaging>jar</packaging>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build>
    <resources>
      <resource>
        <directory>src/main/resources</directory>
        <!-- resource -->
      </resource>
    </resources>
    <plugins>
      <plugin>
        <artifactId>maven-jar-plugin</artifactId>
        <configuration><!-- maven-jar-plugin --></configuration>
      </plugin>
      SHADE
    </plugins>
  </build>
</project>
"""
SHADE = """<plugin>
        <artifactId>maven-shade-plugin</artifactId>
        <executions><execution>
          <phase>package</phase>
          <goals><goal>shade</goal></goals>
          <configuration><!-- maven-shade-plugin --></configuration>
        </execution></executions>
      </plugin>"""
JAVA = {
    "src/main/java/acme/App.java": "package acme;\n\npublic class App {}\n",
    "src/main/resources/app.properties": "a=b\n",
    "src/main/resources/conf/.env": ENV,
}
CRATE = {"src/lib.rs": "//! Acme.\n", "README.md": "acme\n", "deploy/prod.env": ENV}
CARGO = '[package]\nname = "acme"\nversion = "1.0.0"\nedition = "2021"\nlicense = "MIT"\ndescription = "a"\n'
EXTENSION = {
    "package.json": json.dumps(
        {
            "name": "acme",
            "publisher": "acme",
            "version": "1.0.0",
            "engines": {"vscode": "^1.80.0"},
            "main": "dist/app.js",
            "activationEvents": [],
        }
    ),
    **DIST,
}
HOOKED = {"build.options": "--sourcemap=inline", "src/app.ts": "export const a: number = 1;\n"}

# name, tool, files, the file that must go
CASES = [
    ("npm: files names the map", npm, {"package.json": package(files=["dist/app.js", "dist/app.js.map"]), **DIST}, "dist/app.js.map"),
    ("npm: files names its folder", npm, {"package.json": package(files=["dist"]), **DIST}, "dist/app.js.map"),
    ("npm: files names a pattern", npm, {"package.json": package(files=["dist/**/*", "lib"]), **DIST}, "dist/app.js.map"),
    ("npm: a secret file in its folder", npm, {"package.json": package(files=["dist/"]), **SECRET}, "dist/.env"),
    ("npm: a name with brackets", npm, {"package.json": package(files=["dist"]), "dist/app.js": "1;\n", "dist/[a] b/.env": ENV}, "dist/[a] b/.env"),
    ("npm: .npmignore", npm, {"package.json": package(), ".npmignore": "*.log", **DIST}, "dist/app.js.map"),
    ("npm: .npmignore, a secret file", npm, {"package.json": package(), ".npmignore": "*.log\n", **SECRET}, "dist/.env"),
    ("npm: .gitignore alone", npm, {"package.json": package(), ".gitignore": "*.log\nlocal/\n", "local/x.js": "1;\n", **DIST}, "dist/app.js.map"),
    ("npm: nothing says what ships", npm, {"package.json": package(), **SECRET}, "dist/.env"),
    ("npm: an inline map", bundled, {"package.json": package(files=["dist"]), **HOOKED}, "dist/app.js"),
    ("sdist, setuptools: MANIFEST.in", sdist, {"pyproject.toml": SETUPTOOLS, "MANIFEST.in": "graft src\n", **PY, "src/acme/.env": ENV}, "src/acme/.env"),
    ("sdist, setuptools: a map", sdist, {"pyproject.toml": SETUPTOOLS, "MANIFEST.in": "graft src", **PY, "src/acme/static/app.js.map": MAP}, "src/acme/static/app.js.map"),
    ("wheel, setuptools: package data", wheel, {"pyproject.toml": SETUPTOOLS + '\n[tool.setuptools.package-data]\nacme = ["*", ".*", "static/*"]\n', **PY, "src/acme/.env": ENV}, "acme/.env"),
    ("wheel, setuptools: a map", wheel, {"pyproject.toml": SETUPTOOLS + '\n[tool.setuptools.package-data]\nacme = ["static/*"]\n', **PY, "src/acme/static/app.js.map": MAP}, "acme/static/app.js.map"),
    ("sdist, hatch", sdist, {"pyproject.toml": HATCH, **FLAT, "acme/.env": ENV}, "acme/.env"),
    ("wheel, hatch", wheel, {"pyproject.toml": HATCH, **FLAT, "acme/.env": ENV}, "acme/.env"),
    ("wheel, hatch: a map", wheel, {"pyproject.toml": HATCH, **FLAT, "acme/static/app.js.map": MAP}, "acme/static/app.js.map"),
    ("sdist, poetry", sdist, {"pyproject.toml": POETRY, **FLAT, "acme/.env": ENV}, "acme/.env"),
    ("wheel, poetry", wheel, {"pyproject.toml": POETRY, **FLAT, "acme/.env": ENV}, "acme/.env"),
    ("sdist, flit", sdist, {"pyproject.toml": FLIT, **FLAT, "deploy/.env": ENV}, "deploy/.env"),
    ("jar, maven", maven, {"pom.xml": POM.replace("SHADE", ""), **JAVA}, "conf/.env"),
    ("jar, maven: a map", maven, {"pom.xml": POM.replace("SHADE", ""), **JAVA, "src/main/resources/conf/.env": "", "src/main/resources/static/app.js.map": MAP}, "static/app.js.map"),
    ("jar, maven-shade-plugin", maven, {"pom.xml": POM.replace("SHADE", SHADE), **JAVA}, "conf/.env"),
    ("crate", cargo, {"Cargo.toml": CARGO, **CRATE}, "deploy/prod.env"),
    ("crate: exclude", cargo, {"Cargo.toml": CARGO + 'exclude = [\n  "x",\n]\n', **CRATE}, "deploy/prod.env"),
    ("crate: include", cargo, {"Cargo.toml": CARGO + 'include = ["src", "deploy", "README.md"]\n', **CRATE}, "deploy/prod.env"),
    ("extension", vsix, {**EXTENSION, ".vscodeignore": "*.log"}, "extension/dist/app.js.map"),
    ("extension: no .vscodeignore", vsix, EXTENSION, "extension/dist/app.js.map"),
]


# --- what a fix says, done ------------------------------------------------------------------------


def edit(repo, file, change):
    path = os.path.join(repo, file)
    text = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
    changed = change(text)
    if changed == text:
        raise RuntimeError("nothing to change in " + file)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(changed)


def toml_list(key, table, value):
    """A value put into the (empty) list `key` of `table`, which our fixtures have."""
    return lambda text: re.sub(
        r"(\[" + re.escape(table) + r"\].*?^" + key + r" = \[)",
        lambda m: m.group(1) + json.dumps(value),
        text,
        flags=re.DOTALL | re.MULTILINE,
    )


def after_comment(mark, xml):
    return lambda text: text.replace("<!-- " + mark + " -->", xml)


def by_hand(repo, fix):
    """Does what the sentence says; False if it is for another tool than the fixture's."""
    said = fix["description"]
    found = re.search(r"[Aa]dd the line `(.+?)` (?:at the end of|to) ([\w.]+\w)", said)
    if found:
        before = open(os.path.join(repo, ".gitignore")).read() if ".gitignore before it" in said and os.path.exists(os.path.join(repo, ".gitignore")) else ""
        edit(repo, found.group(2), lambda text: (text or before) + ("" if (text or before).endswith("\n") or not (text or before) else "\n") + found.group(1) + "\n")
        return True
    if '"files": ["dist/**/*.js"]' in said:
        edit(repo, "package.json", lambda text: json.dumps({**json.loads(text), "files": ["dist/**/*.js"]}))
        return True
    found = re.search(r'add "(.+?)" to `exclude` below \[(.+?)\] in pyproject.toml', said)
    if found:
        if "[" + found.group(2) + "]" not in open(os.path.join(repo, "pyproject.toml")).read():
            return False
        edit(repo, "pyproject.toml", toml_list("exclude", found.group(2), found.group(1)))
        return True
    found = re.search(r'below \[(tool.setuptools.exclude-package-data)\] in pyproject.toml add (".+?" = \[".+?"\])', said)
    if found:
        edit(repo, "pyproject.toml", lambda text: text + "\n[" + found.group(1) + "]\n" + found.group(2) + "\n")
        return True
    found = re.search(r"put (<excludes>.+?</excludes>) into the <configuration> of (maven-jar-plugin)", said)
    if found:
        if "maven-shade-plugin" in open(os.path.join(repo, "pom.xml")).read():
            return False
        edit(repo, "pom.xml", after_comment(found.group(2), found.group(1)))
        return True
    found = re.search(r"maven-shade-plugin: put (<filters>.+?</filters>) into its <configuration>", said)
    if found:
        if "maven-shade-plugin" not in open(os.path.join(repo, "pom.xml")).read():
            return False
        edit(repo, "pom.xml", after_comment("maven-shade-plugin", found.group(1)))
        return True
    found = re.search(r'`include` in Cargo.toml .*: add "(.+?)" at its end', said)
    if found:
        edit(repo, "Cargo.toml", lambda text: text.replace('"README.md"]', '"README.md", ' + json.dumps(found.group(1)) + "]"))
        return True
    if "with esbuild" in said and os.path.exists(os.path.join(repo, "build.options")):
        edit(repo, "build.options", lambda text: "")
        return True
    return False


def resource(repo, fix):
    """The second way of the sentence about Maven."""
    found = re.search(r"put (<excludes>.+?</excludes>) .*or into the <resource>", fix["description"])
    if not found:
        return False
    edit(repo, "pom.xml", after_comment("resource", found.group(1)))
    return True


def by_change(repo, fix):
    path = os.path.join(repo, fix["file"])
    with open(path, "rb") as file:
        data = file.read()
    start = fix["region"]["byteOffset"]
    end = start + fix["region"]["byteLength"]
    with open(path, "wb") as out:
        out.write(data[:start] + fix["inserted"].encode() + data[end:])
    return True


# --- one case -------------------------------------------------------------------------------------


def scan(artifact, repo):
    done = subprocess.run(
        [*ASSAY, "scan", artifact, "--repo", repo, "-o", "json", "--fail-on", "never", "--min-confidence", "low"],
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError("exit " + str(done.returncode) + ": " + done.stderr + done.stdout[:300])
    if TOKEN in done.stdout + done.stderr:
        raise RuntimeError("the secret is in the report")
    return json.loads(done.stdout)["findings"]


def about(findings, file):
    def inner(finding):
        return "/".join(finding["location"]["nesting"])

    return [f for f in findings if file in inner(f) and f["ruleId"].startswith(("source-map-sources", "secret-file-", "github-"))]


def fixture(files, folder):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)


def check(name, tool, files, file):
    faults, told = [], []
    with tempfile.TemporaryDirectory(dir=WORK) as temp:
        repo = os.path.join(temp, "first")
        fixture(files, repo)
        artifact = tool(repo)
        before = entries(artifact)
        findings = about(scan(artifact, repo), file)
        fixes = [fix for finding in findings[:1] for fix in finding.get("fixes", [])]
        if not fixes:
            return ["no fix is told; findings: " + str([f["ruleId"] for f in findings])], told
        number = 0
        for fix in fixes:
            ways = [by_change, by_hand] if "file" in fix else [by_hand, resource]
            for way in ways:
                number += 1
                again = os.path.join(temp, "again" + str(number))
                fixture(files, again)
                if not way(again, fix):
                    continue
                packed = tool(again)
                left = about(scan(packed, again), file)
                lost = before - entries(packed)
                kind = "applied" if way is by_change else "by hand"
                if left:
                    faults.append(f"still there after: {fix['description']} ({kind})")
                elif any(not entry.endswith((os.path.basename(file), ".map")) for entry in lost) and '"files"' not in fix["description"]:
                    faults.append(f"takes away more: {sorted(lost)} after: {fix['description']} ({kind})")
                else:
                    told.append(f"{kind}: {fix['description']}")
    if not told and not faults:
        faults.append("no fix could be tried: " + str([fix["description"] for fix in fixes]))
    return faults, told


DOCKERIGNORE = """package main

import (
	"fmt"
	"os"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

func main() {
	patterns, err := ignorefile.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		panic(err)
	}
	for _, path := range os.Args[1:] {
		out, err := matcher.MatchesOrParentMatches(path)
		if err != nil {
			panic(err)
		}
		fmt.Println(out, path)
	}
}
"""


def layer(files, folder):
    """An image as `docker save` writes it, whose one layer holds `files`."""
    import hashlib
    import io

    def tar(path, members):
        with tarfile.open(path, "w") as archive:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))

    tar(os.path.join(folder, "layer.tar"), {name: text.encode() for name, text in files.items()})
    data = open(os.path.join(folder, "layer.tar"), "rb").read()
    config = json.dumps(
        {
            "architecture": "amd64",
            "os": "linux",
            "config": {},
            "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(data).hexdigest()]},
            "history": [{"created_by": "COPY . /app # buildkit"}],
        }
    ).encode()
    manifest = [{"Config": "config.json", "RepoTags": ["acme:1"], "Layers": ["layer.tar"]}]
    image = os.path.join(folder, "image.tar")
    tar(image, {"layer.tar": data, "config.json": config, "manifest.json": json.dumps(manifest).encode()})
    return image


def dockerignore():
    """There may be no daemon to build with, so the line is tried with the library that reads it."""
    files = {"app/sub/.env": ENV, "app/dist/app.js.map": MAP, "app/dist/app.js": "1;\n", "app/.environment": "x\n"}
    faults, told = [], []
    with tempfile.TemporaryDirectory(dir=WORK) as temp:
        module = os.path.join(temp, "ignore")
        fixture({"main.go": DOCKERIGNORE, "go.mod": "module ignore\n\ngo 1.19\n"}, module)
        run(["go", "get", "github.com/moby/patternmatcher@v0.6.0"], module)
        repo = os.path.join(temp, "repo")
        fixture({".dockerignore": "dist/*.log\n", "Dockerfile": "FROM scratch\nCOPY . /app\n"}, repo)
        findings = scan(layer(files, temp), repo)
        for file in ["app/sub/.env", "app/dist/app.js.map"]:
            fixes = [fix for finding in about(findings, file)[:1] for fix in finding.get("fixes", [])]
            lines = [re.search(r"Add the line `(.+?)` to .dockerignore", fix["description"]) for fix in fixes]
            lines = [found.group(1) for found in lines if found]
            if not lines:
                faults.append("no line for .dockerignore: " + str(fixes))
            for line in lines:
                inside = [name[len("app/"):] for name in files]  # as it stands in the context
                out = run(["go", "run", ".", *inside], module, input=line + "\n")
                kept = {row.split(" ", 1)[1] for row in out.splitlines() if row.startswith("false")}
                if kept == set(inside) - {file[len("app/"):]}:
                    told.append(f"by the library: .dockerignore {line}")
                else:
                    faults.append(f".dockerignore {line} keeps {sorted(kept)}")
    return faults, told


def main():
    failed = tried = 0
    wanted = os.environ.get("ONLY", "")
    cases = [*CASES, *([("image: .dockerignore", None, {}, "")] if shutil.which("go") else [])]
    for name, tool, files, file in cases:
        if wanted not in name:
            continue
        try:
            faults, told = check(name, tool, files, file) if tool else dockerignore()
        except Exception as fault:  # a case that can't be packed is a failure, not the end
            faults, told = [repr(fault)], []
        tried += len(told)
        failed += bool(faults)
        print(("FAIL " if faults else "ok   ") + name)
        for text in told:
            print("       " + text)
        for text in faults:
            print("     ! " + text)
        sys.stdout.flush()
    print(f"{tried} fixes made their finding go; {failed} cases failed")
    sys.exit(1 if failed else 0)


main()
