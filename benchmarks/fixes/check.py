"""Applies every fix that Assay suggests to a small repository, packs it again with the real tool, and
looks whether the finding is gone and everything else still there.

usage: check.py WORK ASSAY…     WORK: a folder that fixes.sh has made; ASSAY…: the command to run
ONLY=part of a case's name. A tool that is not there is skipped and said. Exit 1 if a case failed.
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

import bundlers
import ignored
import repositories
from packers import WORK
from ways import WAYS, by_change

ASSAY = sys.argv[2:]
FAMILIES = ("source-map-sources", "source-map-shipped-", "secret-file-", "unwanted-file-", "github-")


def entries(artifact, temp):
    """Names of what is in it; of what `artifact` holds in tars of its own, those."""
    if artifact.endswith(".rpm"):
        out = subprocess.run(["rpm", "-qlp", "--dbpath", temp, artifact], capture_output=True, text=True)
        return set(out.stdout.split("\n")) - {""}
    if artifact.endswith(".deb"):
        out = subprocess.run(["dpkg-deb", "--contents", artifact], capture_output=True, text=True)
        return {line.split(None, 5)[5] for line in out.stdout.splitlines() if not line.endswith("/")}
    if zipfile.is_zipfile(artifact):
        with zipfile.ZipFile(artifact) as archive:
            return {name for name in archive.namelist() if not name.endswith("/")}
    with tarfile.open(artifact) as archive:
        names = {member.name for member in archive.getmembers() if member.isfile()}
        for name in [name for name in names if name.endswith((".tar.gz", ".tar"))]:
            with tarfile.open(fileobj=archive.extractfile(name)) as inner:
                names |= {member.name for member in inner.getmembers() if member.isfile()}
        return {name for name in names if not re.fullmatch(r"[0-9a-f]{64}(\.json|\.tar|/json|/VERSION)", name)}


def scan(artifact, repo):
    done = subprocess.run(
        [*ASSAY, "scan", artifact, "--repo", repo, "-o", "json", "--fail-on", "never", "--min-confidence", "low"],
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError("exit " + str(done.returncode) + ": " + done.stderr + done.stdout[:300])
    if repositories.TOKEN in done.stdout + done.stderr:
        raise RuntimeError("the secret is in the report")
    return json.loads(done.stdout)["findings"]


def about(findings, file):
    return [f for f in findings if file in "/".join(f["location"]["nesting"]) and f["ruleId"].startswith(FAMILIES)]


def fixture(files, folder):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())


def meant(entry, file):
    return entry.endswith((os.path.basename(file), ".map")) or "info/recipe/" in entry


def check(tool, files, file, ways):
    """What went wrong, and what was tried and did it."""
    faults, told = [], []
    with tempfile.TemporaryDirectory(dir=tool.folder) as temp:
        repo = os.path.join(temp, "0", "acme")
        fixture(files, repo)
        artifact = tool.pack(repo)
        before = entries(artifact, temp)
        findings = about(scan(artifact, repo), file)
        fixes = [fix for finding in findings[:1] for fix in finding.get("fixes", [])]
        if not fixes:
            return ["no fix is told; findings: " + str([f["ruleId"] for f in findings])], told
        number = 0
        tried = set()
        for fix in fixes:
            for way in ways:
                number += 1
                again = os.path.join(temp, str(number), "acme")
                fixture(files, again)
                if not way(again, fix):
                    continue
                tried.add(way)
                packed = tool.pack(again)
                kind = "applied" if way is by_change else "by hand"
                lost = [entry for entry in before - entries(packed, temp) if not meant(entry, file)]
                if about(scan(packed, again), file):
                    faults.append(f"still there after: {fix['description']} ({kind})")
                elif lost and '"files"' not in fix["description"]:
                    faults.append(f"takes away more: {sorted(lost)} after: {fix['description']} ({kind})")
                else:
                    told.append(f"{kind}: {fix['description']}")
        if ways is not WAYS and len(tried) < len(ways):
            faults.append("not all settings are told: " + str([fix["description"] for fix in fixes]))
    if not told and not faults:
        faults.append("no fix could be tried: " + str([fix["description"] for fix in fixes]))
    return faults, told


def cases():
    for name, tool, files, file in repositories.CASES:
        yield name, tool.missing(), lambda: check(tool, files, file, WAYS)
    for name, tool, files, file, ways in bundlers.CASES:
        yield name, tool.missing(), lambda: check(tool, files, file, ways)
    yield "image: .dockerignore, by its library", [] if shutil.which("go") else ["go"], lambda: ignored.dockerignore(scan, about)


def main():
    failed = tried = 0
    skipped = set()
    wanted = os.environ.get("ONLY", "")
    for name, missing, run in cases():
        if wanted not in name:
            continue
        if missing:
            skipped.update(missing)
            print("skip " + name + ": not there: " + ", ".join(missing))
            continue
        try:
            faults, told = run()
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
    if skipped:
        print("skipped for want of: " + ", ".join(sorted(skipped)))
    print(f"{tried} fixes made their finding go; {failed} cases failed")
    sys.exit(1 if failed else 0)


main()
