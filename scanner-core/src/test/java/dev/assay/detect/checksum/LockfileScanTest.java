package dev.assay.detect.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.config.ScanConfig;
import dev.assay.engine.Host;
import dev.assay.engine.Progress;
import dev.assay.engine.Scanner;
import dev.assay.model.BytesContent;
import dev.assay.model.FileDigest;
import dev.assay.model.Provenance;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every format of lockfile through the whole engine: one that holds, one beside an archive in which
 * a byte is another one, one whose claim is another one, one with a claim that is none, and one in
 * which a claim is missing.
 */
class LockfileScanTest {

  @TempDir private Path folder;

  /**
   * A lockfile.
   *
   * @param text with {@code @CLAIM@} where the archive's digest stands and {@code @OTHER@}, on a
   *     line of its own, where that of a package from a registry does
   * @param archive path of the archive that is claimed
   * @param entry what the line with the other package's name has in it
   */
  private record Lock(String format, String name, String text, String archive, String entry) {
    @Override
    public String toString() {
      return format;
    }
  }

  private static final String TARBALL = "vendored/dep-1.2.3.tgz";
  private static final String WHEEL = "vendored/dep-1.2.3-py3-none-any.whl";

  static Stream<Lock> locks() {
    return Stream.of(
        new Lock(
            "npm 1",
            "package-lock.json",
            """
            {
              "lockfileVersion": 1,
              "dependencies": {
                "dep": {
                  "version": "file:vendored/dep-1.2.3.tgz",
                  "integrity": "@CLAIM@"
                },
                "other": {
                  "integrity": "@OTHER@",
                  "version": "1.0.0",
                  "resolved": "https://registry.npmjs.org/other/-/other-1.0.0.tgz"
                }
              }
            }
            """,
            TARBALL,
            "\"other\": {"),
        new Lock(
            "npm 3",
            "npm-shrinkwrap.json",
            """
            {
              "lockfileVersion": 3,
              "packages": {
                "": { "dependencies": { "dep": "file:vendored/dep-1.2.3.tgz", "other": "1" } },
                "node_modules/dep": {
                  "version": "1.2.3",
                  "resolved": "file:vendored/dep-1.2.3.tgz",
                  "integrity": "@CLAIM@"
                },
                "node_modules/other": {
                  "version": "1.0.0",
                  "integrity": "@OTHER@",
                  "resolved": "https://registry.npmjs.org/other/-/other-1.0.0.tgz"
                }
              }
            }
            """,
            TARBALL,
            "node_modules/other"),
        new Lock(
            "pnpm 6",
            "pnpm-lock.yaml",
            """
            lockfileVersion: '6.0'
            dependencies:
              dep: {specifier: file:vendored/dep-1.2.3.tgz, version: file:vendored/dep-1.2.3.tgz}
              other: {specifier: ^1.0.0, version: 1.0.0}
            packages:
              /other@1.0.0:
                resolution:
                  integrity: @OTHER@
                  tarball: https://registry.npmjs.org/other/-/other-1.0.0.tgz
              file:vendored/dep-1.2.3.tgz:
                resolution: {integrity: @CLAIM@, tarball: file:vendored/dep-1.2.3.tgz}
                name: dep
                version: 1.2.3
            """,
            TARBALL,
            "/other@1.0.0"),
        new Lock(
            "pnpm 9",
            "pnpm-lock.yaml",
            """
            lockfileVersion: '9.0'
            importers:
              .:
                dependencies:
                  dep: {specifier: file:vendored/dep-1.2.3.tgz, version: file:vendored/dep-1.2.3.tgz}
                  other: {specifier: ^1.0.0, version: 1.0.0}
            packages:
              other@1.0.0:
                resolution:
                  integrity: @OTHER@
                  tarball: https://registry.npmjs.org/other/-/other-1.0.0.tgz
              dep@file:vendored/dep-1.2.3.tgz:
                resolution: {integrity: @CLAIM@, tarball: file:vendored/dep-1.2.3.tgz}
                version: 1.2.3
            snapshots:
              other@1.0.0: {}
              dep@file:vendored/dep-1.2.3.tgz: {}
            """,
            TARBALL,
            "  other@1.0.0:\n    resolution"),
        new Lock(
            "yarn 1",
            "yarn.lock",
            """
            # yarn lockfile v1


            "dep@file:vendored/dep-1.2.3.tgz":
              version "1.2.3"
              resolved "file:vendored/dep-1.2.3.tgz"
              integrity @CLAIM@

            other@^1.0.0:
              version "1.0.0"
              resolved "https://registry.yarnpkg.com/other/-/other-1.0.0.tgz"
              integrity @OTHER@
            """,
            TARBALL,
            "other@^1"),
        new Lock(
            "pip",
            "requirements.txt",
            """
            ./vendored/dep-1.2.3-py3-none-any.whl \\
                --hash=sha256:@CLAIM@
            other==1.0.0 \\
                --hash=sha256:@OTHER@
            """,
            WHEEL,
            "other=="),
        new Lock(
            "Pipfile",
            "Pipfile.lock",
            """
            {
              "_meta": { "sources": [ { "name": "pypi", "url": "https://pypi.org/simple" } ] },
              "default": {
                "dep": { "hashes": [ "sha256:@CLAIM@" ], "version": "==1.2.3" },
                "other": {
                  "hashes": [
                    "sha256:@OTHER@"
                  ],
                  "version": "==1.0.0"
                }
              }
            }
            """,
            WHEEL,
            "\"other\""),
        new Lock(
            "poetry",
            "poetry.lock",
            """
            [[package]]
            name = "dep"
            version = "1.2.3"
            files = [
                {file = "dep-1.2.3-py3-none-any.whl", hash = "sha256:@CLAIM@"},
            ]

            [[package]]
            name = "other"
            version = "1.0.0"
            files = [
                {file = "other-1.0.0.tar.gz", hash = "sha256:@OTHER@"},
            ]
            """,
            WHEEL,
            "name = \"other\""),
        new Lock(
            "uv",
            "uv.lock",
            """
            version = 1

            [[package]]
            name = "dep"
            version = "1.2.3"
            source = { path = "vendored/dep-1.2.3-py3-none-any.whl" }
            wheels = [
                { filename = "dep-1.2.3-py3-none-any.whl", hash = "sha256:@CLAIM@" },
            ]

            [[package]]
            name = "other"
            version = "1.0.0"
            source = { registry = "https://pypi.org/simple" }
            wheels = [
                { url = "https://files.pythonhosted.org/packages/other-1.0.0-py3-none-any.whl", hash = "sha256:@OTHER@" },
            ]
            """,
            WHEEL,
            "name = \"other\""),
        new Lock(
            "pdm",
            "pdm.lock",
            """
            [[package]]
            name = "dep"
            version = "1.2.3"
            path = "./vendored/dep-1.2.3-py3-none-any.whl"
            files = [
                {file = "dep-1.2.3-py3-none-any.whl", hash = "sha256:@CLAIM@"},
            ]

            [[package]]
            name = "other"
            version = "1.0.0"
            files = [
                {file = "other-1.0.0.tar.gz", hash = "sha256:@OTHER@"},
            ]
            """,
            WHEEL,
            "name = \"other\""),
        new Lock(
            "pylock",
            "pylock.toml",
            """
            lock-version = "1.0"

            [[packages]]
            name = "dep"
            version = "1.2.3"

            [[packages.wheels]]
            path = "vendored/dep-1.2.3-py3-none-any.whl"
            hashes = { sha256 = "@CLAIM@" }

            [[packages]]
            name = "other"
            version = "1.0.0"
            [packages.sdist]
            url = "https://files.pythonhosted.org/packages/other-1.0.0.tar.gz"
            hashes.sha256 = "@OTHER@"
            """,
            WHEEL,
            "name = \"other\""));
  }

  private ScanResult scan() {
    return new Scanner(Host.NONE)
        .scan(
            List.of(new ScanTarget.Tree(folder.toString())),
            ScanConfig.defaults(),
            new RuleSet(List.of(), Map::of),
            Progress.NONE);
  }

  private static List<String> shown(ScanResult result) {
    return result.findings().stream()
        .filter(finding -> finding.ruleId().startsWith("checksum-"))
        .map(
            finding ->
                finding.ruleId()
                    + " "
                    + finding.location().provenance().path()
                    + ":"
                    + Objects.requireNonNull(finding.location().region()).line())
        .sorted()
        .toList();
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  /** A wheel, as far as its metadata goes; no other archive is opened for its name. */
  private static byte[] archive() throws IOException {
    return zip(
        Map.of(
            "dep-1.2.3.dist-info/METADATA", "Metadata-Version: 2.1\nName: dep\nVersion: 1.2.3\n"));
  }

  private static String hex(byte[] bytes, String algorithm) throws IOException {
    return Objects.requireNonNull(
        FileDigest.of(new BytesContent(new Provenance.StandardInput(), bytes), Set.of(algorithm))
            .digests()
            .get(algorithm));
  }

  private static String claim(Lock lock, byte[] archive) throws IOException {
    return lock.archive.equals(WHEEL)
        ? hex(archive, "SHA-256")
        : "sha512-"
            + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex(archive, "SHA-512")));
  }

  private static int line(String text, String part) {
    return (int) text.substring(0, text.indexOf(part)).chars().filter(c -> c == '\n').count() + 1;
  }

  private String write(Lock lock, String claim, byte[] archive) throws IOException {
    Files.createDirectories(folder.resolve("vendored"));
    Files.write(folder.resolve(lock.archive), archive);
    String other = claim(lock, new byte[] {1});
    return lock.text.replace("@CLAIM@", claim).replace("@OTHER@", other);
  }

  private void lock(Lock lock, String text) throws IOException {
    Files.writeString(folder.resolve(lock.name), text);
  }

  @ParameterizedTest
  @MethodSource("locks")
  void holds(Lock lock) throws IOException {
    lock(lock, write(lock, claim(lock, archive()), archive()));
    ScanResult result = scan();
    assertThat(shown(result)).isEmpty();
    assertThat(result.problems()).isEmpty();
  }

  /** A byte of the archive's time of change, so that it can be read as before. */
  @ParameterizedTest
  @MethodSource("locks")
  void tellsAnArchiveWithAnotherByte(Lock lock) throws IOException {
    byte[] tampered = archive();
    tampered[10] ^= 1;
    lock(lock, write(lock, claim(lock, archive()), tampered));
    assertThat(shown(scan()))
        .containsExactly("checksum-mismatch " + lock.name + ":" + line(lock.text, "@CLAIM@"));
  }

  @ParameterizedTest
  @MethodSource("locks")
  void tellsAClaimWithAnotherByte(Lock lock) throws IOException {
    String claim = claim(lock, archive());
    int at = claim.length() - 5;
    char other = claim.charAt(at) == '1' ? '2' : '1';
    String tampered = claim.substring(0, at) + other + claim.substring(at + 1);
    lock(lock, write(lock, tampered, archive()));
    assertThat(shown(scan()))
        .containsExactly("checksum-mismatch " + lock.name + ":" + line(lock.text, "@CLAIM@"));
  }

  @ParameterizedTest
  @MethodSource("locks")
  void tellsAClaimThatIsNone(Lock lock) throws IOException {
    String text = write(lock, claim(lock, archive()), archive());
    lock(lock, text.replace(claim(lock, new byte[] {1}), "nonsense"));
    ScanResult result = scan();
    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(lock.name);
              assertThat(problem.detail())
                  .startsWith("line " + line(lock.text, "@OTHER@") + ": ")
                  .doesNotContain("nonsense");
            });
    assertThat(shown(result)).containsExactly(missing(lock));
  }

  private static String missing(Lock lock) {
    return "checksum-missing-pin " + lock.name + ":" + line(lock.text, lock.entry);
  }

  @ParameterizedTest
  @MethodSource("locks")
  void tellsAClaimThatIsMissing(Lock lock) throws IOException {
    String text = write(lock, claim(lock, archive()), archive());
    String other = claim(lock, new byte[] {1});
    StringBuilder without = new StringBuilder();
    text.lines()
        .filter(line -> !line.contains(other))
        .forEach(line -> without.append(line).append('\n'));
    lock(lock, without.toString());
    ScanResult result = scan();
    assertThat(shown(result)).containsExactly(missing(lock));
    assertThat(result.problems()).isEmpty();
  }

  /** Yarn's own zip, by the name that yarn gives it. */
  @Test
  void comparesYarnsCache() throws IOException {
    byte[] cached = zip(Map.of("node_modules/dep/package.json", "{}"));
    String hex = hex(cached, "SHA-512");
    String text =
        """
        __metadata:
          version: 8
          cacheKey: 10c0

        "lodash@npm:^4.17.21":
          version: 4.17.21
          resolution: "lodash@npm:4.17.21"
          checksum: 10c0/@CLAIM@
          languageName: node
          linkType: hard

        "other@npm:^1.0.0":
          version: 1.0.0
          resolution: "other@npm:1.0.0"
          languageName: node
          linkType: hard
        """;
    Files.writeString(folder.resolve("yarn.lock"), text.replace("@CLAIM@", hex));
    Path cache = Files.createDirectories(folder.resolve(".yarn/cache"));
    Path file = cache.resolve("lodash-npm-4.17.21-6382451519-" + hex.substring(0, 10) + ".zip");
    Files.write(file, cached);
    assertThat(shown(scan())).containsExactly("checksum-missing-pin yarn.lock:12");
    cached[10] ^= 1;
    Files.write(file, cached);
    assertThat(shown(scan()))
        .containsExactly("checksum-mismatch yarn.lock:8", "checksum-missing-pin yarn.lock:12");
    Files.writeString(folder.resolve("yarn.lock"), text.replace("@CLAIM@", "nonsense"));
    assertThat(scan().problems())
        .singleElement()
        .matches(problem -> problem.detail().startsWith("line 8: "));
  }

  /** A mirror for installs without a network: the archive's own manifest says what it is. */
  @Test
  void comparesArchivesByWhatIsInThem() throws IOException {
    byte[] wheel = archive();
    Files.createDirectories(folder.resolve("any/where"));
    Files.write(folder.resolve("any/where/dep-1.2.3-py3-none-any.whl"), wheel);
    String text = "dep==1.2.3 \\\n  --hash=sha256:%s \\\n  --hash=sha256:%s\n";
    String other = "0".repeat(64);
    Files.writeString(
        folder.resolve("requirements.txt"), text.formatted(other, hex(wheel, "SHA-256")));
    assertThat(shown(scan())).isEmpty();
    Files.writeString(
        folder.resolve("requirements.txt"), text.formatted(other, other.replace('0', '1')));
    assertThat(shown(scan())).containsExactly("checksum-mismatch requirements.txt:2");
  }

  /** What lockfile injection looks like. */
  @Test
  void tellsWhatComesFromElsewhere() throws IOException {
    StringBuilder text = new StringBuilder("# yarn lockfile v1\n\n\n");
    for (int i = 0; i < 20; i++) {
      text.append(
          """
          a%1$d@^1.0.0:
            version "1.0.0"
            resolved "https://registry.yarnpkg.com/a%1$d/-/a%1$d-1.0.0.tgz#%2$040x"

          """
              .formatted(i, i));
    }
    String plain = text.toString();
    text.append(
        """
        evil@^1.0.0:
          version "1.0.0"
          resolved "https://packages.example.net/evil/-/evil-1.0.0.tgz#%1$040x"

        "declared@https://packages.example.net/declared-1.0.0.tgz":
          version "1.0.0"
          resolved "https://packages.example.net/declared-1.0.0.tgz#%1$040x"

        "@own/x@^1.0.0":
          version "1.0.0"
          resolved "https://npm.example.org/@own/x/-/x-1.0.0.tgz#%1$040x"

        "alias@npm:real@^1.0.0":
          version "1.0.0"
          resolved "https://registry.yarnpkg.com/real/-/real-1.0.0.tgz#%1$040x"

        plain@^1.0.0:
          version "1.0.0"
          resolved "http://registry.yarnpkg.com/plain/-/plain-1.0.0.tgz#%1$040x"

        left-pad@^1.0.0:
          version "1.0.0"
          resolved "https://registry.yarnpkg.com/left-pod/-/left-pod-1.0.0.tgz#%1$040x"
        """
            .formatted(5));
    Files.writeString(folder.resolve("yarn.lock"), text);
    int first = line(text.toString(), "evil@");
    assertThat(shown(scan()))
        .containsExactly(
            "checksum-foreign-registry yarn.lock:" + first,
            "checksum-foreign-registry yarn.lock:" + (first + 8),
            "checksum-insecure-address yarn.lock:" + (first + 16),
            "checksum-other-package yarn.lock:" + (first + 20),
            "checksum-weak-algorithm yarn.lock:6");
    assertThat(
            scan().findings().stream()
                .filter(finding -> finding.ruleId().equals("checksum-foreign-registry"))
                .map(finding -> finding.severity().label()))
        .containsExactlyInAnyOrder("high", "low");
    Files.writeString(folder.resolve("yarn.lock"), plain);
    assertThat(shown(scan())).containsExactly("checksum-weak-algorithm yarn.lock:6");
  }

  /** Both halves of npm's version 2 say the same, or one of them was edited. */
  @Test
  void tellsTwoDigestsOfOnePackage() throws IOException {
    String one = Base64.getEncoder().encodeToString(new byte[64]);
    String other = one.replace("AAAA", "AAAB");
    String text =
        """
        {
          "lockfileVersion": 2,
          "packages": {
            "node_modules/a": { "version": "1.0.0", "integrity": "sha512-%1$s" },
            "node_modules/b": { "version": "1.0.0", "integrity": "sha512-%1$s" },
            "node_modules/c/node_modules/b": { "version": "1.0.0", "integrity": "sha512-%2$s" }
          },
          "dependencies": {
            "a": { "version": "1.0.0", "integrity": "sha512-%2$s" }
          }
        }
        """;
    Files.writeString(folder.resolve("package-lock.json"), text.formatted(one, other));
    assertThat(shown(scan()))
        .containsExactly(
            "checksum-conflict package-lock.json:6", "checksum-conflict package-lock.json:9");
    Files.writeString(folder.resolve("package-lock.json"), text.formatted(one, one));
    assertThat(shown(scan())).isEmpty();
  }

  @Test
  void explainsItsFindings() {
    assertThat(new LockfileCorrelator().rules())
        .hasSize(4)
        .allMatch(rule -> !rule.references().isEmpty() && !rule.revoke().isEmpty());
  }
}
