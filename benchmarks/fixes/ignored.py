"""The lines of .dockerignore, tried with the library that reads them for Docker."""

import hashlib
import io
import json
import os
import re
import tarfile
import tempfile

from packers import WORK, run
from repositories import ENV, MAP

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


def write(files, folder):
    os.makedirs(folder)
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)


def dockerignore(scan, about):
    """There may be no daemon to build with, so the line is tried with the library that reads it."""
    files = {"app/sub/.env": ENV, "app/dist/app.js.map": MAP, "app/dist/app.js": "1;\n", "app/.environment": "x\n"}
    faults, told = [], []
    with tempfile.TemporaryDirectory(dir=WORK) as temp:
        module = os.path.join(temp, "ignore")
        write({"main.go": DOCKERIGNORE, "go.mod": "module ignore\n\ngo 1.19\n"}, module)
        run(["go", "get", "github.com/moby/patternmatcher@v0.6.0"], module)
        repo = os.path.join(temp, "repo")
        write({".dockerignore": "dist/*.log\n", "Dockerfile": "FROM scratch\nCOPY . /app\n"}, repo)
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
