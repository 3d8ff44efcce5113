package dev.assay.detect.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.config.ScanConfig;
import dev.assay.engine.Host;
import dev.assay.engine.Progress;
import dev.assay.engine.Scanner;
import dev.assay.model.Finding;
import dev.assay.model.Region;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jars and wheels that say of themselves what is in them, through the whole engine. */
class SealedContainersTest {

  private static final String INFO = "demo-1.0.dist-info/";
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path keys;
  private static KeyStore store;

  @TempDir private Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    Path file = keys.resolve("keys.p12");
    for (String algorithm : List.of("RSA", "EC", "DSA")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  algorithm,
                  "-keyalg",
                  algorithm,
                  "-dname",
                  "CN=Demo " + algorithm,
                  "-validity",
                  "30",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  new String(PASSWORD),
                  "-J-XX:TieredStopAtLevel=1")
              .redirectErrorStream(true)
              .redirectOutput(keys.resolve("log").toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    store = KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }

  private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readNBytes(1 << 20));
      }
    }
    return entries;
  }

  /** Changes one bit of one byte. */
  private static byte[] tampered(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 1;
    return copy;
  }

  private ScanResult scan(String name, byte[] file) throws IOException {
    Files.write(folder.resolve(name), file);
    return new Scanner(Host.NONE)
        .scan(
            List.of(new ScanTarget.Tree(folder.toString())),
            ScanConfig.defaults(),
            new RuleSet(List.of(), Map::of),
            Progress.NONE);
  }

  private static List<String> shown(ScanResult result) {
    List<String> all = new ArrayList<>();
    for (Finding finding : result.findings()) {
      if (!finding.ruleId().startsWith("checksum-")) {
        continue; // such as that it has no licence
      }
      Region region = finding.location().region();
      all.add(
          finding.location().provenance().innerPath()
              + (region == null ? "" : ":" + region.line())
              + " "
              + finding.ruleId());
    }
    result
        .problems()
        .forEach(
            problem ->
                all.add(
                    "problem "
                        + problem.path().substring(problem.path().lastIndexOf('/') + 1)
                        + " "
                        + problem.detail()));
    return all;
  }

  private static String pin(String algorithm, byte[] bytes) throws GeneralSecurityException {
    return algorithm.replace("-", "").toLowerCase(Locale.ROOT)
        + "="
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  private static Map<String, byte[]> wheel() throws GeneralSecurityException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("demo/__init__.py", bytes("print('demo')\n"));
    files.put("demo/b, c.py", bytes("b = 1\n"));
    files.put(INFO + "METADATA", bytes("Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n"));
    StringBuilder record = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      boolean quoted = file.getKey().contains(",");
      record
          .append(quoted ? "\"" + file.getKey() + "\"" : file.getKey())
          .append(',')
          .append(pin("SHA-256", file.getValue()))
          .append(',')
          .append(file.getValue().length)
          .append("\r\n");
    }
    files.put(INFO + "RECORD", bytes(record + INFO + "RECORD,,\r\n"));
    return files;
  }

  private static void inRecord(Map<String, byte[]> wheel, String from, String to) {
    String record = new String(wheel.get(INFO + "RECORD"), StandardCharsets.UTF_8);
    assertThat(record).contains(from);
    wheel.put(INFO + "RECORD", bytes(record.replace(from, to)));
  }

  @Test
  void aWheelHolds() throws Exception {
    assertThat(shown(scan("demo-1.0-py3-none-any.whl", zip(wheel())))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tampered  | demo-1.0.dist-info/RECORD:2 checksum-mismatch
          missing   | demo-1.0.dist-info/RECORD:1 checksum-listed-missing
          unlisted  | demo-1.0.dist-info/RECORD checksum-unlisted
          size      | demo-1.0.dist-info/RECORD:1 checksum-mismatch
          weak      | demo-1.0.dist-info/RECORD:1 checksum-weak-algorithm
          bare      | demo-1.0.dist-info/RECORD:3 checksum-missing-pin
          twice     | demo-1.0.dist-info/RECORD:6 checksum-duplicate-entry
          malformed | problem RECORD line 3: it is no line of a RECORD: path, digest and size
          digest    | problem RECORD line 1: its digest doesn't have the length or the characters of one
          algorithm | problem RECORD line 1: its digest is of an algorithm that is not supported
          """)
  void aWheelDoesNotHold(String how, String expected) throws Exception {
    Map<String, byte[]> wheel = wheel();
    byte[] init = wheel.get("demo/__init__.py");
    String pin = pin("SHA-256", init);
    switch (how) {
      case "tampered" -> wheel.put("demo/b, c.py", tampered(wheel.get("demo/b, c.py"), 3));
      case "missing" -> wheel.remove("demo/__init__.py");
      case "unlisted" -> wheel.put("demo.pth", bytes("import demo\n"));
      case "size" -> inRecord(wheel, pin + "," + init.length, pin + "," + (init.length + 1));
      case "weak" -> inRecord(wheel, pin, pin("MD5", init));
      case "bare" -> inRecord(wheel, pin("SHA-256", wheel.get(INFO + "METADATA")), "");
      case "twice" ->
          inRecord(
              wheel,
              INFO + "RECORD,,\r\n",
              INFO
                  + "RECORD,,\r\ndemo/x.py,"
                  + pin
                  + ",\r\ndemo/x.py,"
                  + pin("SHA-256", bytes("x\n"))
                  + ",\r\n");
      case "malformed" -> inRecord(wheel, INFO + "METADATA,", INFO + "METADATA;");
      case "digest" -> inRecord(wheel, pin, pin.substring(0, pin.length() - 2));
      case "algorithm" -> inRecord(wheel, pin, pin.replace("sha256", "crc32"));
      default -> throw new AssertionError(how);
    }
    if (how.equals("twice")) {
      wheel.put("demo/x.py", bytes("x\n"));
    }
    List<String> shown = shown(scan("demo-1.0-py3-none-any.whl", zip(wheel)));
    if (how.equals("malformed") || how.equals("digest") || how.equals("algorithm")) {
      // What its line would have listed is not listed.
      assertThat(shown)
          .containsExactlyInAnyOrder(expected, "demo-1.0.dist-info/RECORD checksum-unlisted");
    } else {
      assertThat(shown).containsExactly(expected);
    }
  }

  @Test
  void anInstalledTreeThatWasPackedIsComparedByItsDigestsAlone() throws Exception {
    Map<String, byte[]> tree = new LinkedHashMap<>();
    wheel().forEach((name, bytes) -> tree.put("python/" + name, bytes));
    tree.put("python/other.py", bytes("other = 1\n"));
    assertThat(shown(scan("lambda.zip", zip(tree)))).isEmpty();
    tree.put("python/demo/__init__.py", tampered(tree.get("python/demo/__init__.py"), 0));
    assertThat(shown(scan("lambda.zip", zip(tree))))
        .containsExactly("python/" + INFO + "RECORD:1 checksum-installed-edited");
  }

  private byte[] signed(String algorithm, String digest, Map<String, byte[]> entries)
      throws Exception {
    Path unsigned = folder.resolve("unsigned");
    Files.write(unsigned, zip(entries));
    KeyStore.PrivateKeyEntry key =
        (KeyStore.PrivateKeyEntry)
            store.getEntry(algorithm, new KeyStore.PasswordProtection(PASSWORD));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipFile zip = new ZipFile(unsigned.toFile())) {
      new JarSigner.Builder(key).digestAlgorithm(digest).signerName("DEMO").build().sign(zip, out);
    }
    Files.delete(unsigned);
    return out.toByteArray();
  }

  private static Map<String, byte[]> jar() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Main-Class", "demo.Main");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    manifest.write(text);
    entries.put("META-INF/MANIFEST.MF", text.toByteArray());
    entries.put("demo/a.txt", bytes("a, which is a text\n"));
    entries.put("demo/" + "long".repeat(30) + ".txt", bytes("b, which is a text\n"));
    entries.put("demo/c.txt", bytes("c, which is a text\n"));
    return entries;
  }

  @ParameterizedTest
  @CsvSource({"RSA,SHA-256", "EC,SHA-512", "DSA,SHA-256", "RSA,SHA-384"})
  void aSignedJarHolds(String algorithm, String digest) throws Exception {
    byte[] jar = signed(algorithm, digest, jar());
    assertThat(javaTakes(jar)).isTrue();
    assertThat(shown(scan("demo.jar", jar))).isEmpty();
    assertThat(shown(scan("demo.jar", zip(Map.of("lib/demo.jar", jar))))).isEmpty();
  }

  /** What Java itself says: our oracle. */
  private static boolean javaTakes(byte[] jar) throws IOException {
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar), true)) {
      boolean all = true;
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        in.transferTo(OutputStream.nullOutputStream());
        all &= JarClaims.related(entry.getName()) || entry.getCodeSigners() != null;
      }
      return all;
    } catch (SecurityException e) {
      return false;
    }
  }

  /** A line of the manifest that begins with {@code start}, 1-based. */
  private static int line(byte[] manifest, String start) {
    List<String> lines = new String(manifest, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i + 1;
      }
    }
    throw new AssertionError(start);
  }

  /** Offset of the value of the digest in the section of {@code name}. */
  private static int digestAt(byte[] text, String name) {
    String all = new String(text, StandardCharsets.ISO_8859_1);
    return all.indexOf("-Digest: ", all.indexOf("Name: " + name)) + "-Digest: ".length();
  }

  @Test
  void anEntryOfASignedJarWasChangedByOneByte() throws Exception {
    Map<String, byte[]> jar = unzip(signed("RSA", "SHA-256", jar()));
    jar.put("demo/a.txt", tampered(jar.get("demo/a.txt"), 0));
    assertThat(javaTakes(zip(jar))).isFalse();
    int line = line(jar.get("META-INF/MANIFEST.MF"), "Name: demo/a.txt") + 1;
    assertThat(shown(scan("demo.jar", zip(jar))))
        .containsExactly("META-INF/MANIFEST.MF:" + line + " checksum-mismatch");
    assertThat(shown(scan("demo.jar", zip(Map.of("lib/demo.jar", zip(jar))))))
        .containsExactly("META-INF/MANIFEST.MF:" + line + " checksum-mismatch");
  }

  @Test
  void anEntryOfASignedJarIsMissing() throws Exception {
    Map<String, byte[]> jar = unzip(signed("EC", "SHA-256", jar()));
    jar.remove("demo/c.txt");
    int line = line(jar.get("META-INF/MANIFEST.MF"), "Name: demo/c.txt") + 1;
    assertThat(shown(scan("demo.jar", zip(jar))))
        .containsExactly("META-INF/MANIFEST.MF:" + line + " checksum-listed-missing");
  }

  @Test
  void anEntryWasAddedAfterSigning() throws Exception {
    Map<String, byte[]> jar = unzip(signed("RSA", "SHA-256", jar()));
    jar.put("demo/evil.txt", bytes("evil\n"));
    assertThat(javaTakes(zip(jar))).isFalse();
    assertThat(shown(scan("demo.jar", zip(jar))))
        .containsExactly("META-INF/MANIFEST.MF checksum-added-after-signing");
  }

  /** The manifest says what is there, but that is not what was signed. */
  @Test
  void aManifestWasChangedWithItsEntry() throws Exception {
    Map<String, byte[]> jar = unzip(signed("RSA", "SHA-256", jar()));
    byte[] changed = tampered(jar.get("demo/a.txt"), 0);
    jar.put("demo/a.txt", changed);
    byte[] manifest = jar.get("META-INF/MANIFEST.MF").clone();
    byte[] digest =
        bytes(
            Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(changed)));
    System.arraycopy(digest, 0, manifest, digestAt(manifest, "demo/a.txt"), digest.length);
    jar.put("META-INF/MANIFEST.MF", manifest);
    assertThat(javaTakes(zip(jar))).isFalse();
    int line = line(jar.get("META-INF/DEMO.SF"), "Name: demo/a.txt") + 1;
    assertThat(shown(scan("demo.jar", zip(jar))))
        .containsExactly("META-INF/DEMO.SF:" + line + " checksum-signature-invalid");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signature file      | META-INF/DEMO.RSA checksum-signature-invalid
          signature           | META-INF/DEMO.RSA checksum-signature-invalid
          block cut           | META-INF/DEMO.RSA checksum-signature-invalid
          block of another    | META-INF/DEMO.RSA checksum-signature-invalid
          no block            | META-INF/DEMO.SF checksum-signature-invalid
          no manifest         | META-INF/DEMO.SF checksum-signature-invalid
          main section        | META-INF/DEMO.SF:4 checksum-signature-invalid
          """)
  void aSignatureDoesNotHold(String how, String expected) throws Exception {
    Map<String, byte[]> jar = unzip(signed("RSA", "SHA-256", jar()));
    byte[] block = jar.get("META-INF/DEMO.RSA");
    switch (how) {
      case "signature file" ->
          jar.put(
              "META-INF/DEMO.SF",
              bytes(
                  new String(jar.get("META-INF/DEMO.SF"), StandardCharsets.UTF_8)
                      .replace("Created-By: ", "Created-bY: ")));
      case "signature" -> jar.put("META-INF/DEMO.RSA", tampered(block, block.length - 9));
      case "block cut" -> jar.put("META-INF/DEMO.RSA", Arrays.copyOf(block, block.length - 9));
      case "block of another" -> {
        Map<String, byte[]> other = jar();
        other.put("demo/d.txt", bytes("d"));
        jar.put(
            "META-INF/DEMO.RSA", unzip(signed("RSA", "SHA-256", other)).get("META-INF/DEMO.RSA"));
      }
      case "no block" -> jar.remove("META-INF/DEMO.RSA");
      case "no manifest" -> jar.remove("META-INF/MANIFEST.MF");
      case "main section" ->
          jar.put(
              "META-INF/MANIFEST.MF",
              bytes(
                  new String(jar.get("META-INF/MANIFEST.MF"), StandardCharsets.UTF_8)
                      .replace("demo.Main", "demo.Evil")));
      default -> throw new AssertionError(how);
    }
    List<String> shown = shown(scan("demo.jar", zip(jar)));
    assertThat(shown.get(0).replaceAll("SF:\\d+", "SF:4")).isEqualTo(expected);
    assertThat(shown).hasSize(1);
  }

  @Test
  void aManifestIsMalformed() throws Exception {
    Map<String, byte[]> jar = unzip(signed("RSA", "SHA-256", jar()));
    byte[] manifest = jar.get("META-INF/MANIFEST.MF");
    int line = line(manifest, "Name: demo/a.txt") + 1;
    jar.put(
        "META-INF/MANIFEST.MF",
        bytes(
            new String(manifest, StandardCharsets.UTF_8)
                .replace("Name: demo/a.txt\r\nSHA-256-Digest: ", "Name: demo/a.txt\r\nnonsense ")));
    assertThat(shown(scan("demo.jar", zip(jar))))
        .contains(
            "problem MANIFEST.MF line "
                + line
                + ": it is no line of a manifest: it has no name and value")
        .anyMatch(text -> text.endsWith("checksum-signature-invalid"));
  }

  @Test
  void whatAnUnsignedManifestSaysIsNoClaim() throws Exception {
    Map<String, byte[]> jar = unzip(signed("RSA", "SHA-256", jar()));
    jar.remove("META-INF/DEMO.RSA");
    jar.remove("META-INF/DEMO.SF");
    jar.put("demo/a.txt", bytes("changed"));
    assertThat(shown(scan("demo.jar", zip(jar)))).isEmpty();
  }

  /** Every byte of a block, changed: found, or without meaning, but never a fault of ours. */
  @Test
  void anyByteOfABlockMayBeHostile() throws Exception {
    Map<String, byte[]> jar = unzip(signed("EC", "SHA-256", jar()));
    byte[] signedText = jar.get("META-INF/DEMO.SF");
    byte[] block = jar.get("META-INF/DEMO.EC");
    int held = 0;
    for (int i = 0; i < block.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = block.clone();
        changed[i] ^= (byte) (1 << bit);
        try {
          boolean fine =
              SignatureBlock.check(changed, signedText).stream()
                  .allMatch(signer -> signer.fault() == null);
          held += fine ? 1 : 0;
        } catch (Der.MalformedException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
    // The certificate's own signature and names are not asked about.
    assertThat(held).isLessThan(block.length * 8 * 3 / 4);
    for (int length = 0; length < block.length; length++) {
      byte[] cut = Arrays.copyOf(block, length);
      assertThatThrownBy(() -> SignatureBlock.check(cut, signedText))
          .isInstanceOf(Der.MalformedException.class);
    }
  }
}
