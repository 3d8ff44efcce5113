"""Small repositories that ship something that must not, and the tool that packs each."""

import io
import json
import secrets
import zipfile
import zlib

import packers as pack

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


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
SETUP = "from setuptools import setup\n\nsetup()\n"
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
BOOT_PLUGIN = """<plugin>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-maven-plugin</artifactId>
        <version>2.7.18</version>
        <configuration><!-- spring-boot-maven-plugin --></configuration>
        <executions><execution><goals><goal>repackage</goal></goals></execution></executions>
      </plugin>"""
MODULES = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.acme</groupId>
  <artifactId>all</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules><module>x</module><module>app</module></modules>
</project>
"""
NEEDS_X = """<dependencies>
    <dependency><groupId>com.acme</groupId><artifactId>x</artifactId><version>1.0</version></dependency>
  </dependencies>
  <build>"""


def with_library(pom, files):
    """A project of two modules, of which one needs the other, that holds what must not ship."""
    library = POM.replace("SHADE", "").replace("<artifactId>app", "<artifactId>x")
    app = pom.replace("<build>", NEEDS_X)
    parts = {"app/" + name: text for name, text in {"pom.xml": app, **files}.items()}
    return {"pom.xml": MODULES, "x/pom.xml": library, "x/src/main/resources/conf/.env": ENV, **parts}


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
WAR = POM.replace("<packaging>jar", "<packaging>war").replace(
    "SHADE",
    """BOOT
      <plugin>
        <artifactId>maven-war-plugin</artifactId>
        <version>3.5.1</version>
        <configuration>
          <failOnMissingWebXml>false</failOnMissingWebXml>
          <!-- maven-war-plugin -->
        </configuration>
      </plugin>""",
)
BOOT_WAR = WAR.replace("BOOT", BOOT_PLUGIN)
WAR = WAR.replace("BOOT", "")
PAGES = {"src/main/webapp/index.html": "<p>\n", "src/main/webapp/static/app.js": "1;\n"}
GRADLE = "plugins { id '%s' }\nversion = '1.0'\n"
GRADLE_NAME = "rootProject.name = 'app'\n"
PLAIN = {**JAVA, "src/main/resources/conf/.env": ""}
GRADLE_LIBRARY = GRADLE + "dependencies { compile files('lib/x.jar') }\n"
BOOT = """buildscript {
  repositories { mavenCentral() }
  dependencies { classpath 'org.springframework.boot:spring-boot-gradle-plugin:2.1.18.RELEASE' }
}
apply plugin: 'java'
apply plugin: 'org.springframework.boot'
version = '1.0'
dependencies { compile files('lib/x.jar') }
"""
BOOT_MAIN = {"src/main/java/acme/App.java": "package acme;\n\npublic class App {\n  public static void main(String[] args) {}\n}\n"}
BOOT_FILES = {"build.gradle": BOOT, "settings.gradle": GRADLE_NAME, **BOOT_MAIN}
BOOT_WEB = {**BOOT_FILES, "build.gradle": BOOT.replace("'java'", "'war'")}


def jar_of(name, text):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, text)
    return data.getvalue()


LIBRARY = jar_of("conf/.env", ENV)
GEMSPEC = """Gem::Specification.new do |spec|
  spec.name = "acme"
  spec.version = "1.0"
  spec.summary = "acme"
  spec.authors = ["acme"]
  spec.files = Dir.glob("lib/**/*", File::FNM_DOTMATCH).select { |f| File.file?(f) }
end
"""
GEM = {"acme.gemspec": GEMSPEC, "lib/acme.rb": "1\n", "lib/acme/static/app.js": "1;\n"}
NUSPEC = """<?xml version="1.0"?>
<package>
  <metadata>
    <id>acme</id>
    <version>1.0.0</version>
    <authors>acme</authors>
    <description>acme</description>
  </metadata>
  <files>
    <file src="web/**" target="content" />
  </files>
</package>
"""
NUGET = {"acme.nuspec": NUSPEC, "web/app.js": "1;\n", "web/static/b.js": "1;\n"}
CHART = {
    "Chart.yaml": "apiVersion: v2\nname: acme\nversion: 1.0.0\n",
    "values.yaml": "a: b\n",
    "templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
    "files/app.js": "1;\n",
}
GO = {"go.mod": "module github.com/acme/app\n\ngo 1.19\n", "app.go": "package app\n"}
RECIPE = """package:
  name: acme
  version: "1.0"
source:
  path: ../src
build:
  noarch: generic
  script:
    - mkdir -p $PREFIX/share
    - cp -r static $PREFIX/share/acme
"""
CONDA = {"recipe/recipe.yaml": RECIPE, "src/static/app.js": "1;\n"}
CONTROL = "Package: acme\nVersion: 1.0\nArchitecture: all\nMaintainer: Acme <a@acme.example>\nDescription: acme\n"
TREE = {"debian/acme/DEBIAN/control": CONTROL, "debian/acme/usr/share/acme/app.js": "1;\n"}
DEBIAN = {
    "debian/control": """Source: acme
Section: misc
Priority: optional
Maintainer: Acme <a@acme.example>
Build-Depends: debhelper-compat (= 13)

Package: acme
Architecture: all
Depends: ${misc:Depends}
Description: acme
 acme
""",
    "debian/changelog": "acme (1.0) unstable; urgency=low\n\n  * All.\n\n -- Acme <a@acme.example>  Fri, 20 Nov 2026 12:00:00 +0000\n",
    "debian/rules": "#!/usr/bin/make -f\n%:\n\tdh $@\n",
    "debian/source/format": "3.0 (native)\n",
    "debian/install": "static usr/share/acme\n",
    "debian/examples": "sample/*\n",
    "static/app.js": "1;\n",
    "sample/b.js": "1;\n",
}
SPEC = """Name: acme
Version: 1.0
Release: 1
Summary: acme
License: MIT
BuildArch: noarch
%description
acme
%install
mkdir -p %{buildroot}/usr/share
cp -r %{_sourcedir}/static %{buildroot}/usr/share/acme
%files
/usr/share/acme
"""
RPM = {"acme.spec": SPEC, "static/app.js": "1;\n"}
CONTEXT = {"Dockerfile": "FROM scratch\nCOPY web /app\n", ".dockerignore": "*.log\n", "web/app.js": "1;\n"}


# name, tool, files, the file that must go
CASES = [
    ("npm: files names the map", pack.npm, {"package.json": package(files=["dist/app.js", "dist/app.js.map"]), **DIST}, "dist/app.js.map"),
    ("npm: files names its folder", pack.npm, {"package.json": package(files=["dist"]), **DIST}, "dist/app.js.map"),
    ("npm: files names a pattern", pack.npm, {"package.json": package(files=["dist/**/*", "lib"]), **DIST}, "dist/app.js.map"),
    ("npm: a secret file in its folder", pack.npm, {"package.json": package(files=["dist/"]), **SECRET}, "dist/.env"),
    ("npm: a name with brackets", pack.npm, {"package.json": package(files=["dist"]), "dist/app.js": "1;\n", "dist/[a] b/.env": ENV}, "dist/[a] b/.env"),
    ("npm: sources beside the scripts", pack.npm, {"package.json": package(files=["dist", "src"]), "dist/app.js": "1;\n", "src/app.ts": "let a: number = 1;\n" * 50, "src/sub/b.ts": "let b: number = 1;\n" * 50}, "src/"),
    ("npm: a bundled dependency", pack.npm, {"package.json": package(files=["dist"], bundleDependencies=["x"], dependencies={"x": "1.0.0"}), "dist/app.js": "1;\n", "node_modules/x/package.json": '{"name": "x", "version": "1.0.0"}\n', "node_modules/x/.env": ENV}, "node_modules/x/"),
    ("npm: .npmignore", pack.npm, {"package.json": package(), ".npmignore": "*.log", **DIST}, "dist/app.js.map"),
    ("npm: .npmignore, a secret file", pack.npm, {"package.json": package(), ".npmignore": "*.log\n", **SECRET}, "dist/.env"),
    ("npm: .gitignore alone", pack.npm, {"package.json": package(), ".gitignore": "*.log\nlocal/\n", "local/x.js": "1;\n", **DIST}, "dist/app.js.map"),
    ("npm: nothing says what ships", pack.npm, {"package.json": package(), **SECRET}, "dist/.env"),
    ("sdist, setuptools: MANIFEST.in", pack.sdist, {"pyproject.toml": SETUPTOOLS, "MANIFEST.in": "graft src\n", **PY, "src/acme/.env": ENV}, "src/acme/.env"),
    ("sdist, setuptools: a map", pack.sdist, {"pyproject.toml": SETUPTOOLS, "MANIFEST.in": "graft src", **PY, "src/acme/static/app.js.map": MAP}, "src/acme/static/app.js.map"),
    ("wheel, setuptools: package data", pack.wheel, {"pyproject.toml": SETUPTOOLS + '\n[tool.setuptools.package-data]\nacme = ["*", ".*", "static/*"]\n', **PY, "src/acme/.env": ENV}, "acme/.env"),
    ("wheel, setuptools: a map", pack.wheel, {"pyproject.toml": SETUPTOOLS + '\n[tool.setuptools.package-data]\nacme = ["static/*"]\n', **PY, "src/acme/static/app.js.map": MAP}, "acme/static/app.js.map"),
    ("wheel, setuptools: a map beside the code", pack.wheel, {"pyproject.toml": SETUPTOOLS + '\n[tool.setuptools.package-data]\nacme = ["*.map"]\n', **PY, "src/acme/app.js.map": MAP}, "acme/app.js.map"),
    ("sdist, hatch", pack.sdist, {"pyproject.toml": HATCH, **FLAT, "acme/.env": ENV}, "acme/.env"),
    ("wheel, hatch", pack.wheel, {"pyproject.toml": HATCH, **FLAT, "acme/.env": ENV}, "acme/.env"),
    ("wheel, hatch: a map", pack.wheel, {"pyproject.toml": HATCH, **FLAT, "acme/static/app.js.map": MAP}, "acme/static/app.js.map"),
    ("egg, setuptools: package data", pack.egg, {"setup.py": SETUP, "pyproject.toml": SETUPTOOLS + '\n[tool.setuptools.package-data]\nacme = ["*", ".*", "static/*"]\n', **PY, "src/acme/.env": ENV}, "acme/.env"),
    ("egg, setuptools: a map", pack.egg, {"setup.py": SETUP, "pyproject.toml": SETUPTOOLS + '\n[tool.setuptools.package-data]\nacme = ["static/*"]\n', **PY, "src/acme/static/app.js.map": MAP}, "acme/static/app.js.map"),
    ("sdist, poetry", pack.sdist, {"pyproject.toml": POETRY, **FLAT, "acme/.env": ENV}, "acme/.env"),
    ("wheel, poetry", pack.wheel, {"pyproject.toml": POETRY, **FLAT, "acme/.env": ENV}, "acme/.env"),
    ("sdist, flit", pack.sdist, {"pyproject.toml": FLIT, **FLAT, "deploy/.env": ENV}, "deploy/.env"),
    ("sdist, poetry: a map", pack.sdist, {"pyproject.toml": POETRY, **FLAT, "acme/app.js": "1;\n", "acme/app.js.map": MAP}, "acme/app.js.map"),
    ("wheel, poetry: a map", pack.wheel, {"pyproject.toml": POETRY, **FLAT, "acme/app.js": "1;\n", "acme/app.js.map": MAP}, "acme/app.js.map"),
    ("sdist, flit: a map", pack.sdist, {"pyproject.toml": FLIT, **FLAT, "deploy/app.js": "1;\n", "deploy/app.js.map": MAP}, "deploy/app.js.map"),
    ("jar, maven", pack.maven, {"pom.xml": POM.replace("SHADE", ""), **JAVA}, "conf/.env"),
    ("jar, maven: a map", pack.maven, {"pom.xml": POM.replace("SHADE", ""), **JAVA, "src/main/resources/conf/.env": "", "src/main/resources/static/app.js.map": MAP}, "static/app.js.map"),
    ("jar, maven-shade-plugin", pack.maven, {"pom.xml": POM.replace("SHADE", SHADE), **JAVA}, "conf/.env"),
    ("crate", pack.cargo, {"Cargo.toml": CARGO, **CRATE}, "deploy/prod.env"),
    ("crate: exclude", pack.cargo, {"Cargo.toml": CARGO + 'exclude = [\n  "x",\n]\n', **CRATE}, "deploy/prod.env"),
    ("crate: include", pack.cargo, {"Cargo.toml": CARGO + 'include = ["src", "deploy", "README.md"]\n', **CRATE}, "deploy/prod.env"),
    ("crate: a map", pack.cargo, {"Cargo.toml": CARGO, **CRATE, "web/app.js": "1;\n", "web/app.js.map": MAP}, "web/app.js.map"),
    ("extension", pack.vsix, {**EXTENSION, ".vscodeignore": "*.log"}, "extension/dist/app.js.map"),
    ("extension: no .vscodeignore", pack.vsix, EXTENSION, "extension/dist/app.js.map"),
    ("war, maven: resources", pack.maven, {"pom.xml": WAR, **JAVA, **PAGES}, "WEB-INF/classes/conf/.env"),
    ("war, maven: beside the pages", pack.maven, {"pom.xml": WAR, **PLAIN, **PAGES, "src/main/webapp/a & b,c/.env": ENV}, "a & b,c/.env"),
    ("war, maven: a map", pack.maven, {"pom.xml": WAR, **PLAIN, **PAGES, "src/main/webapp/static/app.js.map": MAP}, "static/app.js.map"),
    ("jar, gradle", pack.gradle, {"build.gradle": GRADLE % "java", "settings.gradle": GRADLE_NAME, **JAVA}, "conf/.env"),
    ("jar, gradle: a map", pack.gradle, {"build.gradle": GRADLE % "java", "settings.gradle": GRADLE_NAME, **PLAIN, "src/main/resources/static/app.js.map": MAP}, "static/app.js.map"),
    ("Spring Boot jar, gradle", pack.gradle_online, {**JAVA, **BOOT_FILES, "lib/x.jar": jar_of("a.txt", "a")}, "BOOT-INF/classes/conf/.env"),
    ("Spring Boot jar, gradle: a library", pack.gradle_online, {**PLAIN, **BOOT_FILES, "lib/x.jar": LIBRARY}, "BOOT-INF/lib/x.jar"),
    ("war, gradle: resources", pack.gradle, {"build.gradle": GRADLE % "war", "settings.gradle": GRADLE_NAME, **JAVA, **PAGES}, "WEB-INF/classes/conf/.env"),
    ("war, gradle: beside the pages", pack.gradle, {"build.gradle": GRADLE % "war", "settings.gradle": GRADLE_NAME, **PLAIN, **PAGES, "src/main/webapp/WEB-INF/.env": ENV}, "WEB-INF/.env"),
    ("war, maven: a library", pack.maven, {"pom.xml": WAR, **PLAIN, **PAGES, "src/main/webapp/WEB-INF/lib/x.jar": LIBRARY}, "WEB-INF/lib/x.jar"),
    ("war, gradle: a library", pack.gradle, {"build.gradle": GRADLE_LIBRARY % "war", "settings.gradle": GRADLE_NAME, **PLAIN, **PAGES, "lib/x.jar": LIBRARY}, "WEB-INF/lib/x.jar"),
    ("war, gradle: a map", pack.gradle, {"build.gradle": GRADLE % "war", "settings.gradle": GRADLE_NAME, **PLAIN, **PAGES, "src/main/webapp/static/app.js.map": MAP}, "static/app.js.map"),
    ("Spring Boot war, gradle: resources", pack.gradle_online, {**JAVA, **PAGES, **BOOT_WEB, "lib/x.jar": jar_of("a.txt", "a")}, "WEB-INF/classes/conf/.env"),
    ("Spring Boot war, gradle: beside the pages", pack.gradle_online, {**PLAIN, **PAGES, **BOOT_WEB, "lib/x.jar": jar_of("a.txt", "a"), "src/main/webapp/WEB-INF/.env": ENV}, "WEB-INF/.env"),
    ("Spring Boot war, gradle: a library", pack.gradle_online, {**PLAIN, **PAGES, **BOOT_WEB, "lib/x.jar": LIBRARY}, "WEB-INF/lib/x.jar"),
    ("Spring Boot war, gradle: a map", pack.gradle_online, {**PLAIN, **PAGES, **BOOT_WEB, "lib/x.jar": jar_of("a.txt", "a"), "src/main/webapp/static/app.js.map": MAP}, "static/app.js.map"),
    ("Spring Boot jar, maven", pack.maven, {"pom.xml": POM.replace("SHADE", BOOT_PLUGIN), **JAVA, **BOOT_MAIN}, "BOOT-INF/classes/conf/.env"),
    ("Spring Boot jar, maven: a library", pack.maven, with_library(POM.replace("SHADE", BOOT_PLUGIN), {**PLAIN, **BOOT_MAIN}), "BOOT-INF/lib/x-1.0.jar"),
    ("Spring Boot war, maven: resources", pack.maven, {"pom.xml": BOOT_WAR, **JAVA, **BOOT_MAIN, **PAGES}, "WEB-INF/classes/conf/.env"),
    ("Spring Boot war, maven: a library", pack.maven, with_library(BOOT_WAR, {**PLAIN, **BOOT_MAIN, **PAGES}), "WEB-INF/lib/x-1.0.jar"),
    ("war, maven: a library of a dependency", pack.maven, with_library(WAR, {**PLAIN, **PAGES}), "WEB-INF/lib/x-1.0.jar"),
    ("gem", pack.gem, {**GEM, "lib/acme/.env": ENV}, "lib/acme/.env"),
    ("gem: marks in a name", pack.gem, {**GEM, "lib/acme/a 'b' [c]/.env": ENV}, "lib/acme/a 'b' [c]/.env"),
    ("gem: a map", pack.gem, {**GEM, "lib/acme/static/app.js.map": MAP}, "lib/acme/static/app.js.map"),
    ("NuGet package", pack.nuget, {**NUGET, "web/prod.env": ENV}, "content/prod.env"),
    ("NuGet package: a map", pack.nuget, {**NUGET, "web/app.js.map": MAP}, "content/app.js.map"),
    ("chart", pack.helm, {**CHART, ".helmignore": "*.log", "files/.env": ENV}, "files/.env"),
    ("chart: no .helmignore, beside Chart.yaml", pack.helm, {**CHART, "prod.env": ENV, "files/prod.env": "A=b\n"}, "acme/prod.env"),
    ("chart: a map", pack.helm, {**CHART, ".helmignore": "*.log\n", "files/app.js.map": MAP}, "files/app.js.map"),
    ("Go module", pack.go_module, {**GO, "deploy/x/.env": ENV}, "deploy/x/.env"),
    ("Go module: beside go.mod", pack.go_module, {**GO, ".env": ENV}, ".env"),
    ("Go module: a map", pack.go_module, {**GO, "static/app.js.map": MAP}, "static/app.js.map"),
    ("conda package", pack.conda, {**CONDA, "src/static/.env": ENV}, "share/acme/.env"),
    ("conda package: a map", pack.conda, {**CONDA, "src/static/app.js.map": MAP}, "share/acme/app.js.map"),
    ("conda package: in the recipe", pack.conda, {**CONDA, "recipe/prod.env": ENV}, "info/recipe/prod.env"),
    ("conda package, .tar.bz2", pack.conda_old, {**CONDA, "src/static/.env": ENV}, "share/acme/.env"),
    ("conda package, .tar.bz2: in the recipe", pack.conda_old, {**CONDA, "recipe/prod.env": ENV}, "info/recipe/prod.env"),
    ("deb, dpkg-deb", pack.dpkg, {**TREE, "debian/acme/usr/share/acme/.env": ENV}, "usr/share/acme/.env"),
    ("deb, debhelper: dh_install", pack.debhelper, {**DEBIAN, "static/.env": ENV}, "usr/share/acme/static/.env"),
    ("deb, debhelper: dh_installexamples", pack.debhelper, {**DEBIAN, "sample/prod.env": ENV}, "usr/share/doc/acme/examples/prod.env"),
    ("deb, debhelper: a map", pack.debhelper, {**DEBIAN, "static/app.js.map": MAP}, "usr/share/acme/static/app.js.map"),
    ("rpm", pack.rpm, {**RPM, "static/.env": ENV}, "usr/share/acme/.env"),
    ("rpm: marks in a name", pack.rpm, {**RPM, "static/a %b (c)/.env": ENV}, "usr/share/acme/a %b (c)/.env"),
    ("rpm: a map", pack.rpm, {**RPM, "static/app.js.map": MAP}, "usr/share/acme/app.js.map"),
    ("image, buildah", pack.buildah, {**CONTEXT, "web/sub/.env": ENV}, "app/sub/.env"),
    ("image, buildah: no .dockerignore", pack.buildah, {**{k: v for k, v in CONTEXT.items() if k != ".dockerignore"}, "web/sub/.env": ENV}, "app/sub/.env"),
    ("image, buildah: its own .dockerignore", pack.buildah, {**CONTEXT, "Dockerfile": "FROM scratch\nCOPY . /app\n"}, "app/.dockerignore"),
    ("image, buildah: a map", pack.buildah, {**CONTEXT, "web/app.js.map": MAP}, "app/app.js.map"),
]
