"""Holds the components and edges of a report (-o json) against a package manager's own listing.

usage: compare.py npm REPORT LS.json            npm ls --all --json
       compare.py maven REPORT TREE.txt         mvn dependency:tree -Dverbose
       compare.py pip REPORT INSPECT.json       pip inspect (needs the module `packaging`)

Prints what both say, and each component and edge that only one of them has. Exit 1 if there is any
that --explain=FILE doesn't list (lines: 'component X' or 'edge X -> Y (scope)', * for any text).
"""

import fnmatch
import json
import re
import sys
import urllib.parse


LABELS = {}  # by ref


def purl(text):
    """(type, full name, version, qualifiers) of a package URL."""
    rest, _, qualifiers = text[len("pkg:"):].partition("?")
    kind, _, rest = rest.partition("/")
    name, at, version = rest.rpartition("@")
    if not at:
        name, version = rest, ""
    return kind, urllib.parse.unquote(name), urllib.parse.unquote(version), qualifiers


def report(path, label, types):
    """Components and edges of a report, as `label` names them: those that lie there, of `types`."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    names, edges = {}, {}
    everything = [data["subject"]] + data["components"]
    for each in everything:
        if "shipped" in each["presences"] and purl(each.get("purl", "pkg:/"))[0] in types:
            names[each["ref"]] = label(each)
    for each in everything:
        for edge in each.get("dependencies", []):
            if edge["kind"] == "needs" and each["ref"] in names and edge["ref"] in names:
                pair = (names[each["ref"]], names[edge["ref"]])
                edges[pair] = edge.get("scope", "unsaid")
    LABELS.update(names)
    return set(names.values()), edges, data


def npm(path, listing):
    def label(each):
        _, name, version, _ = purl(each["purl"])
        return f"{name}@{version}"

    with open(listing, encoding="utf-8") as file:
        root = json.load(file)
    nodes, edges = set(), set()

    def visit(node, own):
        nodes.add(own)
        for name, child in node.get("dependencies", {}).items():
            if "version" not in child:
                continue  # not installed: an optional one of another platform
            extraneous = child.get("extraneous", False)  # it lies there, and nothing there needs it
            resolved = child.get("resolved", "")
            resolved = resolved or sources.get((name, child["version"]), "")
            if "/-/" in resolved:  # what is installed under another name
                name = urllib.parse.unquote(resolved.split("/-/")[0].split("://")[1].split("/", 1)[1])
            other = f"{name}@{child['version']}"
            if not extraneous:
                edges.add((own, other))
            visit(child, other)

    sources = {}  # a listing names the source of a package at the first of its places alone

    def gather(node):
        for name, child in node.get("dependencies", {}).items():
            if child.get("resolved"):
                sources[name, child.get("version")] = child["resolved"]
            gather(child)

    gather(root)
    visit(root, f"{root['name']}@{root['version']}")
    return report(path, label, {"npm"}), nodes, edges


def maven(path, listing):
    def label(each):
        kind, name, version, qualifiers = purl(each["purl"])
        classifier = dict(urllib.parse.parse_qsl(qualifiers)).get("classifier", "")
        name = name.replace("/", ":") if kind == "maven" else "?:" + name
        return f"{name}:{version}" + (f":{classifier}" if classifier else "")

    nodes, edges = set(), set()
    with open(listing, encoding="utf-8") as file:
        above = []
        for line in file:
            text = line.rstrip("\n").lstrip("|+-\\ ")
            depth = (len(line.rstrip("\n")) - len(text)) // 3
            omitted = text.startswith("(")
            found = re.match(r"\(?(\S+)", text)
            parts = found.group(1).rstrip(")").split(":")
            if len(parts) > 4 or depth:  # group:artifact:type[:classifier]:version:scope
                classifier = parts[3] if len(parts) == 6 else ""
                version = parts[-2]
            else:
                classifier, version = "", parts[3]
            conflict = re.search(r"omitted for conflict with (\S+?)[);]", text)
            version = conflict.group(1) if conflict else version
            own = ":".join(filter(None, (parts[0], parts[1], version, classifier)))
            del above[depth:]
            if above:
                edges.add((above[-1], own))
            above.append(own)
            if not omitted:
                nodes.add(own)
    edges = {(one, other) for one, other in edges if other in nodes}
    return report(path, label, {"maven", "generic"}), nodes, edges


def pip(path, listing):
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    def label(each):
        _, name, version, _ = purl(each["purl"])
        return f"{canonicalize_name(name)}=={version}"

    with open(listing, encoding="utf-8") as file:
        data = json.load(file)
    environment = data["environment"]
    distributions = {}
    for each in data["installed"]:
        metadata = each["metadata"]
        distributions[canonicalize_name(metadata["name"])] = metadata
    labels = {name: f"{name}=={each['version']}" for name, each in distributions.items()}
    extras = {name: set() for name in distributions}
    edges = set()
    changed = True
    while changed:
        changed = False
        for name, metadata in distributions.items():
            for text in metadata.get("requires_dist", []):
                requirement = Requirement(text)
                other = canonicalize_name(requirement.name)
                if other not in distributions:
                    continue
                marker = requirement.marker
                if marker and not any(
                    marker.evaluate({**environment, "extra": extra}) for extra in {"", *extras[name]}
                ):
                    continue
                asked = {canonicalize_name(extra) for extra in requirement.extras}
                if not asked <= extras[other] or (labels[name], labels[other]) not in edges:
                    changed = True
                    extras[other] |= asked
                    edges.add((labels[name], labels[other]))
    return report(path, label, {"pypi"}), set(labels.values()), {edge for edge in edges if edge[0] != edge[1]}


def main(arguments):
    explained = []
    for each in [each for each in arguments if each.startswith("--explain=")]:
        arguments.remove(each)
        with open(each.partition("=")[2], encoding="utf-8") as file:
            explained = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    kind, *rest = arguments
    (names, edges, data), listed, listed_edges = {"npm": npm, "maven": maven, "pip": pip}[kind](*rest)
    names.discard(data["subject"]["ref"])
    bare = {}  # jars whose group nothing in them tells
    for name in names - listed:
        same = [other for other in listed - names if name.startswith("?:") and other.endswith(name[1:])]
        if len(same) == 1:
            bare[name] = same[0]
    names = {bare.get(name, name) for name in names}
    edges = {(bare.get(a, a), bare.get(b, b)): scope for (a, b), scope in edges.items()}
    said = {f"component {name}" for name in names} | {f"edge {a} -> {b}" for a, b in edges}
    theirs = {f"component {name}" for name in listed} | {f"edge {a} -> {b}" for a, b in listed_edges}
    print(f"components: {len(names)} here, {len(listed)} listed, {len(names & listed)} in both")
    if bare:
        print(f"of these by name and version alone, without a group: {len(bare)}")
    both = len(set(edges) & listed_edges)
    print(f"edges: {len(edges)} here, {len(listed_edges)} listed, {both} in both")
    unknown = {each["ref"] for each in [data["subject"]] + data["components"]
               if any(gap["aspect"] == "dependencies" for gap in each.get("gaps", []))}
    open_ends = {bare.get(name, name) for name in (LABELS[ref] for ref in unknown if ref in LABELS)}
    left = told = 0
    for title, lines in (("only listed", theirs - said), ("only here", said - theirs)):
        for line in sorted(lines):
            scope = ""
            if title == "only here" and line.startswith("edge"):
                scope = " (" + edges[tuple(line[5:].split(" -> "))] + ")"
            if any(fnmatch.fnmatchcase(line + scope, pattern) for pattern in explained):
                continue
            if title == "only listed" and line.startswith("edge") and line[5:].split(" -> ")[0] in open_ends:
                told += 1
                continue
            left += 1
            print(f"{title}: {line}{scope}")
    print(f"edges only listed that begin where the report says that it doesn't know all: {told}")
    print(f"differences that nothing explains: {left}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
