"""The tools that pack: each makes a package of a folder and gives its path."""

import json
import os
import shutil
import subprocess
import sys

WORK = os.path.abspath(sys.argv[1])
PYTHON = os.path.join(WORK, "venv", "bin", "python")
NODE = os.path.join(WORK, "node", "node_modules", ".bin")
HELM = os.path.join(WORK, "go", "helm")
AUTHOR = ["-c", "user.name=a", "-c", "user.email=a@acme.example", "-c", "commit.gpgsign=false"]


def run(args, cwd, **more):
    done = subprocess.run(args, cwd=cwd, capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise RuntimeError(" ".join(args) + ": " + done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


class Tool:
    """`needs`: programs, by name or path, and Python modules as `python:name`. `folder`: where its
    repositories have to lie."""

    def __init__(self, pack, *needs, folder=WORK):
        self.pack = pack
        self.needs = needs
        self.folder = folder

    def missing(self):
        return [need for need in self.needs if not there(need)]


def there(need):
    if need.startswith("python:"):
        code = "import " + need.split(":")[1]
        return os.path.exists(PYTHON) and subprocess.run([PYTHON, "-c", code], capture_output=True).returncode == 0
    return shutil.which(need) is not None


def bin_of(name):
    return os.path.join(NODE, name)


def newest(folder, ending):
    files = [os.path.join(at, f) for at, _, names in os.walk(folder) for f in names if f.endswith(ending)]
    return max(files, key=os.path.getmtime)


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def _npm(repo):
    out = run(["npm", "pack", "--json", "--silent", "--ignore-scripts"], repo)
    return os.path.join(repo, json.loads(out)[0]["filename"])


def _sdist(repo):
    run([PYTHON, "-m", "build", "--no-isolation", "--sdist", "--outdir", "dist"], repo)
    return newest(os.path.join(repo, "dist"), ".tar.gz")


def _wheel(repo):
    run([PYTHON, "-m", "build", "--no-isolation", "--wheel", "--outdir", "dist"], repo)
    return newest(os.path.join(repo, "dist"), ".whl")


def _egg(repo):
    run([PYTHON, "-W", "ignore", "setup.py", "-q", "bdist_egg", "--dist-dir", "dist"], repo)
    return newest(os.path.join(repo, "dist"), ".egg")


def _maven(repo):
    run(["mvn", "-q", "-B", "-DskipTests", "clean", "package"], repo)
    app = os.path.join(repo, "app")  # of several modules the one that ships
    target = os.path.join(app if os.path.isdir(app) else repo, "target")
    jars = [f for f in os.listdir(target) if f.endswith((".jar", ".war"))]
    return os.path.join(target, [f for f in jars if not f.startswith("original-")][0])


def _gradle(*options):
    """With a folder of its own, so that nothing of the user's settings counts."""

    def pack(repo):
        home = os.path.join(WORK, "gradle-home")
        run(["gradle", *options, "--no-daemon", "-q", "-g", home, "assemble"], repo)
        return newest(os.path.join(repo, "build", "libs"), "ar")

    return pack


def _cargo(repo):
    run(["cargo", "package", "--offline", "--no-verify", "--allow-dirty", "--quiet"], repo)
    return newest(os.path.join(repo, "target", "package"), ".crate")


def _vsix(repo):
    run([bin_of("vsce"), "package", "--allow-missing-repository", "--skip-license", "-o", "x.vsix"], repo)
    return os.path.join(repo, "x.vsix")


def _gem(repo):
    run(["gem", "build", "acme.gemspec", "--output", "x.gem"], repo)
    return os.path.join(repo, "x.gem")


def _nuget(repo):
    run(["nuget", "pack", "acme.nuspec"], repo)
    return newest(repo, ".nupkg")


def _helm(repo):
    run([HELM, "package", "."], repo)
    return newest(repo, ".tgz")


def _go_module(repo):
    """As a proxy makes it: a tag of a repository, which `git` finds in this folder."""
    run(["git", "init", "-q"], repo)
    run(["git", "add", "--all", "--force"], repo)
    run(["git", *AUTHOR, "commit", "-q", "-m", "All"], repo)
    run(["git", "tag", "v1.0.0"], repo)
    module = "github.com/acme/app"
    cache = repo + ".modules"
    more = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "url.file://" + repo + ".insteadOf",
        "GIT_CONFIG_VALUE_0": "https://" + module,
        "GIT_ALLOW_PROTOCOL": "file:https",
        "GOPROXY": "direct",
        "GOSUMDB": "off",
        "GOMODCACHE": cache,
        "GOFLAGS": "-modcacherw",
    }
    out = run(["go", "mod", "download", "-json", module + "@v1.0.0"], WORK, env={**os.environ, **more})
    return json.loads(out)["Zip"]


CONDA = """import os, sys, rattler_build
rattler_build.build_recipes(
    ["recipe/recipe.yaml"], output_dir="out", channel=[], test="skip", package_format=sys.argv[1],
    no_include_recipe=os.path.exists("no-recipe"))
"""


def _conda(form):
    def pack(repo):
        run([PYTHON, "-W", "ignore", "-c", CONDA, form], repo)
        return newest(os.path.join(repo, "out"), ".conda" if form == "conda" else ".tar.bz2")

    return pack


def _dpkg(repo):
    """A tree alone."""
    run(["dpkg-deb", "--build", "--root-owner-group", "debian/acme", "acme.deb"], repo)
    return os.path.join(repo, "acme.deb")


def _debhelper(repo):
    os.chmod(os.path.join(repo, "debian", "rules"), 0o755)
    run(["dpkg-buildpackage", "--build=binary", "--no-sign", "-d"], repo)
    return newest(os.path.dirname(repo), "_all.deb")


def _rpm(repo):
    run(["rpmbuild", "-bb", "--quiet", "--define", "_topdir " + repo + "/top", "--define", "_sourcedir " + repo, "acme.spec"], repo)
    return newest(os.path.join(repo, "top", "RPMS"), ".rpm")


def _buildah(repo):
    """Without a daemon, and of nothing, so that nothing is fetched."""
    state = repo + ".images"
    base = ["buildah", "--storage-driver", "vfs", "--root", state + "/root", "--runroot", state + "/run"]
    run([*base, "build", "--isolation", "chroot", "-t", "acme:1", "."], repo)
    image = state + "/image.tar"
    run([*base, "push", "-q", "acme:1", "docker-archive:" + image], repo)
    return image


def _bundled(repo):
    """Builds as build.txt says, a command a line, then packs: the map is a part of what is built."""
    for line in read(repo, "build.txt").splitlines():
        program, *options = line.split()
        run([bin_of(program), *options], repo, env={**os.environ, "NEXT_TELEMETRY_DISABLED": "1"})
    return _npm(repo)


def bundled(*programs, folder="node"):
    """Its modules are found in a folder above: `folder` of WORK."""
    return Tool(_bundled, "npm", *(bin_of(program) for program in programs), folder=os.path.join(WORK, folder))


npm = Tool(_npm, "npm")
sdist = Tool(_sdist, "python:build")
wheel = Tool(_wheel, "python:build")
egg = Tool(_egg, "python:setuptools")
maven = Tool(_maven, "mvn")
gradle = Tool(_gradle("--offline"), "gradle")
gradle_online = Tool(_gradle(), "gradle")
cargo = Tool(_cargo, "cargo")
vsix = Tool(_vsix, bin_of("vsce"))
gem = Tool(_gem, "gem")
nuget = Tool(_nuget, "nuget")
helm = Tool(_helm, HELM)
go_module = Tool(_go_module, "go", "git")
conda = Tool(_conda("conda"), "python:rattler_build")
conda_old = Tool(_conda("tar-bz2"), "python:rattler_build")
dpkg = Tool(_dpkg, "dpkg-deb")
debhelper = Tool(_debhelper, "dh", "dpkg-buildpackage")
rpm = Tool(_rpm, "rpmbuild")
buildah = Tool(_buildah, "buildah")
