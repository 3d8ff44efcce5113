"""Ways to do what the sentence of a fix says: each gives False if that is none of its matter."""

import json
import os
import re
import subprocess


def has(repo, *file):
    return os.path.exists(os.path.join(repo, *file))


def text_of(repo, *file):
    if not has(repo, *file):
        return ""
    with open(os.path.join(repo, *file), encoding="utf-8") as read:
        return read.read()


def edit(repo, file, change):
    path = os.path.join(repo, file)
    text = text_of(repo, file)
    changed = change(text)
    if changed == text:
        raise RuntimeError("nothing to change in " + file)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(changed)


def with_line(text, line):
    return text + ("" if text.endswith("\n") or not text else "\n") + line + "\n"


def by_change(repo, fix):
    """The change of a file, byte for byte."""
    if "file" not in fix:
        return False
    path = os.path.join(repo, fix["file"])
    with open(path, "rb") as file:
        data = file.read()
    start = fix["region"]["byteOffset"]
    end = start + fix["region"]["byteLength"]
    with open(path, "wb") as out:
        out.write(data[:start] + fix["inserted"].encode() + data[end:])
    return True


def way(pattern, *files):
    """One that takes a sentence with `pattern`, in a repository with one of `files` (if any are given)."""

    def of(act):
        def done(repo, fix):
            found = re.search(pattern, fix["description"])
            if not found or (files and not any(has(repo, file) for file in files)):
                return False
            return act(repo, found) is not False

        return done

    return of


@way(r"[Aa]dd the line `(.+?)` (?:at the end of|to) ([\w.]+\w)(?! in the spec)")
def ignore_line(repo, found):
    before = text_of(repo, ".gitignore") if ".gitignore before it" in found.string else ""
    edit(repo, found.group(2), lambda text: with_line(text or before, found.group(1)))


@way(r'"files": \["dist/\*\*/\*\.js"\]', "package.json")
def npm_files(repo, _):
    edit(repo, "package.json", lambda text: json.dumps({**json.loads(text), "files": ["dist/**/*.js"]}))


@way(r"names: take `x` out of it", "package.json")
def unbundled(repo, _):
    edit(repo, "package.json", lambda text: json.dumps({**json.loads(text), "bundleDependencies": []}))


def in_toml_list(key, table, value):
    """Into the (empty) list `key` of `table`, which our fixtures have."""
    pattern = r"(\[" + re.escape(table) + r"\].*?^" + key + r" = \[)"
    return lambda text: re.sub(pattern, lambda m: m.group(1) + json.dumps(value), text, flags=re.DOTALL | re.MULTILINE)


@way(r'add "(.+?)" to `exclude` below \[(.+?)\] in pyproject.toml', "pyproject.toml")
def python_exclude(repo, found):
    if "[" + found.group(2) + "]" not in text_of(repo, "pyproject.toml"):
        return False
    edit(repo, "pyproject.toml", in_toml_list("exclude", found.group(2), found.group(1)))


@way(r'below \[(tool.setuptools.exclude-package-data)\] in pyproject.toml add (".+?" = \[".+?"\])', "pyproject.toml")
def package_data(repo, found):
    edit(repo, "pyproject.toml", lambda text: text + "\n[" + found.group(1) + "]\n" + found.group(2) + "\n")


@way(r'`include` in Cargo.toml .*: add "(.+?)" at its end', "Cargo.toml")
def cargo_include(repo, found):
    edit(repo, "Cargo.toml", lambda text: text.replace('"README.md"]', '"README.md", ' + json.dumps(found.group(1)) + "]"))


def at_comment(mark, xml):
    return lambda text: text.replace("<!-- " + mark + " -->", xml)


def pom(repo):
    return "app/pom.xml" if has(repo, "app/pom.xml") else "pom.xml"


@way(r"put (<[^>]+>(?:(?! into ).)+>) into (?:the|its) <configuration>(?: of (maven-[\w-]+))?", "pom.xml")
def maven_plugin(repo, found):
    shade = "maven-shade-plugin" in found.string
    if shade != ("maven-shade-plugin" in text_of(repo, pom(repo))):
        return False
    edit(repo, pom(repo), at_comment("maven-shade-plugin" if shade else found.group(2), found.group(1)))
    if "of Spring Boot also put" in found.string and "spring-boot-maven-plugin" in text_of(repo, pom(repo)):
        without_library(repo)


def without_library(repo):
    x = "<excludes><exclude><groupId>com.acme</groupId><artifactId>x</artifactId></exclude></excludes>"
    edit(repo, pom(repo), at_comment("spring-boot-maven-plugin", x))


@way(r"or put <excludes><exclude> with its groupId and artifactId into .+ spring-boot-maven-plugin", "app/pom.xml")
def spring_boot_plugin(repo, _):
    without_library(repo)


@way(r"put (<excludes>.+?</excludes>) .*or into the <resource>", "pom.xml")
def maven_resource(repo, found):
    edit(repo, "pom.xml", at_comment("resource", found.group(1)))


@way(r"[wW]ith Gradle: (tasks\.\w+ \{ .+? \})[,.]", "build.gradle")
def gradle_exclude(repo, found):
    line = found.group(1)
    if "springframework" in text_of(repo, "build.gradle") and "the same for shadowJar or bootJar" in found.string:
        line = line.replace("tasks.jar ", "tasks.bootJar ")
    if "springframework" in text_of(repo, "build.gradle") and "the same for bootWar" in found.string:
        line = line.replace("tasks.war ", "tasks.bootWar ")
    edit(repo, "build.gradle", lambda text: with_line(text, line))


@way(r"after the line that sets spec.files, add the line `(.+)`\.", "acme.gemspec")
def gemspec(repo, found):
    edit(repo, "acme.gemspec", lambda text: re.sub(r"(spec\.files = .*\n)", lambda m: m.group(1) + "  " + found.group(1) + "\n", text))


@way(r'In a \.nuspec, put (exclude=".+?") at the <file>', "acme.nuspec")
def nuspec(repo, found):
    edit(repo, "acme.nuspec", lambda text: text.replace('target="content"', 'target="content" ' + found.group(1)))


@way(r"take `(.+?)` out of the repository", "go.mod")
def out_of_repository(repo, found):
    os.remove(os.path.join(repo, found.group(1)))


@way(r"put a go.mod of its own into `(.+?)`", "go.mod")
def module_of_its_own(repo, found):
    edit(repo, found.group(1) + "/go.mod", lambda text: "module github.com/acme/app/x\n")


@way(r"end of the recipe's build script add the line `(.+)`", "recipe/recipe.yaml")
def conda_script(repo, found):
    edit(repo, "recipe/recipe.yaml", lambda text: text + "    - " + found.group(1) + "\n")


@way(r"move `(.+?)` out of it", "recipe/recipe.yaml")
def out_of_recipe(repo, found):
    os.rename(os.path.join(repo, "recipe", found.group(1)), os.path.join(repo, os.path.basename(found.group(1))))


@way(r"build with `--no-include-recipe`", "recipe/recipe.yaml")
def no_recipe(repo, _):
    edit(repo, "no-recipe", lambda text: "1\n")


@way(r"add `(execute_before_dh_\w+:)` with the line `(.+?)`", "debian/rules")
def debian_rules(repo, found):
    edit(repo, "debian/rules", lambda text: text + "\n" + found.group(1) + "\n\t" + found.group(2) + "\n")


@way(r"with the line `(.+?)`; made with dpkg-deb alone, delete it before that", "debian/acme/DEBIAN/control")
def dpkg_tree(repo, found):
    subprocess.run(["sh", "-c", found.group(1)], cwd=repo, check=True)


@way(r"Add the line `(%exclude .+?)` to %files", "acme.spec")
def spec_exclude(repo, found):
    edit(repo, "acme.spec", lambda text: text + found.group(1) + "\n")


@way(r"(?:the line|[Aa]dd the line) `((?:rm|find) .+?)`(?: at the end of %install|, and take out what names it in %files)", "acme.spec")
def spec_install(repo, found):
    edit(repo, "acme.spec", lambda text: text.replace("%files", found.group(1) + "\n%files"))


WAYS = [
    by_change,
    ignore_line,
    npm_files,
    unbundled,
    python_exclude,
    package_data,
    cargo_include,
    maven_plugin,
    maven_resource,
    spring_boot_plugin,
    gradle_exclude,
    gemspec,
    nuspec,
    out_of_repository,
    module_of_its_own,
    conda_script,
    out_of_recipe,
    no_recipe,
    debian_rules,
    dpkg_tree,
    spec_exclude,
    spec_install,
]


def setting(said, file, old, new):
    """A setting of a bundler: what the sentence says of it, and what that is in this repository."""

    def done(repo, fix):
        if said not in fix["description"]:
            return False
        edit(repo, file, lambda text: text.replace(old, new))
        return True

    return done
