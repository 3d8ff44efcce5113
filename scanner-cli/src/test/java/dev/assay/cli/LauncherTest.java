package dev.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher script over stand-ins for the jars, which print how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir private static Path classes;
  @TempDir private Path temp;
  private Path home;
  private Path cache;
  private final Map<String, String> environment = new TreeMap<>();

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void setUp() throws IOException {
    home = Files.createDirectory(temp.resolve("a home"));
    cache = home.resolve(".cache/assay/start");
    environment.put("HOME", home.toString());
    environment.put("JAVA_HOME", JAVA_HOME.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("LANG", "C");
  }

  @Test
  void passesArgumentsAndExitCodeThrough() throws Exception {
    Path launcher = distribution("1");
    List<String> odd = List.of("scan", "", "a b", "c\nd", "*", "$HOME", "'\"\\", "exit=3");
    Run run = run(launcher, odd);
    assertThat(run.exit).isEqualTo(3);
    assertThat(run.out).isEqualTo("Main 1 " + odd + "\n");
    assertThat(run.err).isEmpty();

    List<String> hook = new ArrayList<>(List.of("git", "--staged"));
    hook.addAll(odd);
    for (int i = 0; i < 2; i++) { // without and with an archive
      run = run(launcher, hook);
      assertThat(run.exit).isEqualTo(3);
      assertThat(run.out).isEqualTo("HookMain 1 " + hook + "\n");
      assertThat(run.err).isEmpty();
      archive();
    }
  }

  @Test
  void compilesMoreForALargeArtifact() throws Exception {
    Path launcher = distribution("1");
    Path small = Files.write(temp.resolve("small.tar"), new byte[9]);
    Path large = temp.resolve("large.tar");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(300L << 20); // a hole
    }
    environment.put("ASSAY_JAVA_OPTS", "-XX:+PrintFlagsFinal");
    String level = "TieredStopAtLevel += ";
    assertThat(run(launcher, List.of("scan", small.toString())).out).containsPattern(level + "1 ");
    assertThat(run(launcher, List.of("scan", small.toString(), large.toString())).out)
        .containsPattern(level + "4 ");
  }

  @Test
  void worksThroughLinksAndFromPath() throws Exception {
    environment.put("ASSAY_ARCHIVE", "off");
    Path launcher = distribution("1");
    Path bin = Files.createDirectories(temp.resolve("links/bin"));
    Files.createSymbolicLink(bin.resolve("assay"), Path.of("../second"));
    Files.createSymbolicLink(temp.resolve("links/second"), launcher);
    assertThat(run(bin.resolve("assay"), List.of("scan")).out).isEqualTo("Main 1 [scan]\n");

    environment.merge("PATH", bin + ":", (old, added) -> added + old);
    assertThat(run(List.of("sh", "-c", "assay scan"), temp).out).isEqualTo("Main 1 [scan]\n");
    assertThat(run(List.of("sh", "assay", "scan"), bin).out).isEqualTo("Main 1 [scan]\n");
    assertThat(run(List.of("./assay", "hook", "run"), launcher.getParent()).out)
        .isEqualTo("HookMain 1 [hook, run]\n");
  }

  @Test
  void opensNonAsciiNamesWhateverTheLocale() throws Exception {
    environment.put("ASSAY_ARCHIVE", "off");
    Path launcher = distribution("1");
    String name = "Stra\u00dfe \u4e2d";
    assertThat(run(launcher, List.of("scan", name)).out).isEqualTo("Main 1 [scan, " + name + "]\n");
    environment.put("LC_ALL", "POSIX");
    assertThat(run(launcher, List.of("hook", "run", name)).out)
        .isEqualTo("HookMain 1 [hook, run, " + name + "]\n");
  }

  @Test
  void makesAnArchiveAndStartsFromIt() throws Exception {
    Path launcher = distribution("1");
    List<String> hook = List.of("git", "--staged");
    run(launcher, hook);
    Path archive = archive();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .as("nobody else may put code there")
        .endsWith("------");

    Path log = temp.resolve("log");
    environment.put("ASSAY_JAVA_OPTS", "-Xlog:class+load:file=" + log.getFileName());
    Run run = run(List.of(launcher.toString(), "git", "--staged"), temp);
    assertThat(run.out).isEqualTo("HookMain 1 [git, --staged]\n");
    assertThat(Files.readString(log))
        .containsPattern("dev\\.assay\\.cli\\.hook\\.HookMain source: shared objects file");
  }

  @Test
  void replacesAnArchiveThatNoLongerFits() throws Exception {
    Path launcher = distribution("1");
    List<String> hook = List.of("git", "--staged");
    run(launcher, hook);
    Path archive = archive();
    Object first = key(archive);

    distribution("2, which is a longer one");
    Run run = run(launcher, hook);
    assertThat(run.out).isEqualTo("HookMain 2, which is a longer one [git, --staged]\n");
    assertThat(run.err).isEmpty();
    await(() -> !first.equals(key(archive)) && unlocked());
    Object second = key(archive);

    // The same time stamp, as all files of a distribution have: told apart by the build.
    Path jar = temp.resolve("lib/assay-hook.jar");
    FileTime time = Files.getLastModifiedTime(jar);
    distribution("3");
    Files.setLastModifiedTime(jar, time);
    Files.writeString(temp.resolve("lib/build.id"), "another\n");
    run = run(launcher, hook);
    assertThat(run.out).isEqualTo("HookMain 3 [git, --staged]\n");
    assertThat(run.err).isEmpty();
    await(() -> !second.equals(key(archive)) && unlocked());
  }

  @Test
  void startsDespiteABrokenArchive() throws Exception {
    Path launcher = distribution("1");
    run(launcher, List.of("git", "--staged"));
    Path archive = archive();
    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
    byte[] whole = Files.readAllBytes(archive);
    List<byte[]> broken =
        List.of(
            new byte[0],
            "no archive".getBytes(UTF_8),
            new byte[1 << 20],
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, whole.length / 2)); // Java 17 dies of this one, and starts again
    for (byte[] content : broken) {
      Files.write(archive, content);
      Run run = run(launcher, List.of("git", "--staged", "exit=3"));
      assertThat(run.exit).isEqualTo(3);
      assertThat(run.out).isEqualTo("HookMain 1 [git, --staged, exit=3]\n");
    }
  }

  @Test
  void triesAgainAWeekAfterAnArchiveCouldNotBeMade() throws Exception {
    Path launcher = distribution("1");
    List<String> hook = List.of("git", "--staged");
    run(launcher, hook);
    Path archive = archive();
    Path off = Files.createFile(archive.resolveSibling("off"));
    Files.delete(archive);
    Run expected = new Run(0, "HookMain 1 [git, --staged]\n", "");
    assertThat(run(launcher, hook)).isEqualTo(expected);
    Thread.sleep(200);
    assertThat(archive).doesNotExist();
    assertThat(archive.resolveSibling("lock")).doesNotExist();

    Files.setLastModifiedTime(off, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    assertThat(run(launcher, hook)).isEqualTo(expected);
    assertThat(archive()).exists();
    assertThat(off).doesNotExist();
  }

  @Test
  void removesArchivesOfJarsThatAreGone() throws Exception {
    run(distribution("1"), List.of("git", "--staged"));
    Path old = archive();
    Path moved = Files.createDirectory(temp.resolve("moved"));
    Files.move(temp.resolve("bin"), moved.resolve("bin"));
    Files.move(temp.resolve("lib"), moved.resolve("lib"));
    run(moved.resolve("bin/assay"), List.of("git", "--staged"));
    await(() -> !Files.exists(old.getParent().getParent()) && unlocked());
    assertThat(archive()).isNotEqualTo(old);
  }

  @Test
  void doesWithoutACacheFolder() throws Exception {
    Path launcher = distribution("1");
    Run expected = new Run(7, "HookMain 1 [hook, run, exit=7]\n", "");
    List<String> hook = List.of("hook", "run", "exit=7");

    environment.put("XDG_CACHE_HOME", Files.createFile(temp.resolve("file")) + "/x");
    assertThat(run(launcher, hook)).isEqualTo(expected);
    Path readOnly = Files.createDirectory(temp.resolve("read only"));
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-x------"));
    if (!Files.isWritable(readOnly)) { // root may write all the same
      environment.put("XDG_CACHE_HOME", readOnly + "/x");
      assertThat(run(launcher, hook)).isEqualTo(expected);
    }
    environment.put("XDG_CACHE_HOME", "/proc/self");
    assertThat(run(launcher, hook)).isEqualTo(expected);
    environment.remove("XDG_CACHE_HOME");
    environment.remove("HOME");
    assertThat(run(launcher, hook)).isEqualTo(expected);
    environment.put("HOME", home.toString());
    environment.put("ASSAY_ARCHIVE", "off");
    assertThat(run(launcher, hook)).isEqualTo(expected);
    assertThat(cache).doesNotExist();
  }

  @Test
  void saysWhichJavaItNeeds() throws Exception {
    Path launcher = distribution("1");
    Path old = Files.createDirectories(temp.resolve("jdk11/bin")).getParent();
    script(old.resolve("bin/java"), "echo ran");
    Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
    environment.put("JAVA_HOME", old.toString());
    for (List<String> command : List.of(List.of("scan"), List.of("hook", "run"))) {
      Run run = run(launcher, command);
      assertThat(run.exit).isEqualTo(2);
      assertThat(run.out).isEmpty();
      assertThat(run.err).contains("needs Java 17 or newer").contains("is 11").hasLineCount(1);
    }
    environment.put("JAVA_HOME", temp.resolve("none").toString());
    assertThat(run(launcher, List.of("scan")))
        .isEqualTo(
            new Run(
                2,
                "",
                "assay: JAVA_HOME is " + temp.resolve("none") + ", which has no bin/java\n"));

    environment.put("ASSAY_JAVA", JAVA_HOME.resolve("bin/java").toString());
    assertThat(run(launcher, List.of("scan")).out).isEqualTo("Main 1 [scan]\n");
    environment.remove("ASSAY_JAVA");
    environment.remove("JAVA_HOME");
    environment.put("PATH", JAVA_HOME.resolve("bin") + ":" + environment.get("PATH"));
    assertThat(run(launcher, List.of("scan")).out).isEqualTo("Main 1 [scan]\n");
  }

  @Test
  void buildsWhatIsMissingInACheckoutAndWhatIsOlderThanItsSources() throws Exception {
    environment.put("ASSAY_ARCHIVE", "off");
    Path launcher = checkout();
    Path target = temp.resolve("scanner-cli/target");
    Path ready = Files.createDirectory(temp.resolve("ready"));
    jar(ready.resolve("assay.jar"), "dev.assay.cli.Main", "1");
    jar(ready.resolve("assay-hook.jar"), "dev.assay.cli.hook.HookMain", "1");
    script(
        temp.resolve("mvnw"),
        "echo \"$@\" >>'" + temp + "/calls'",
        "cp '" + ready + "'/*.jar '" + target + "'");

    Run run = run(launcher, List.of("scan", "exit=1"));
    assertThat(run.exit).isEqualTo(1);
    assertThat(run.out).isEqualTo("Main 1 [scan, exit=1]\n");
    assertThat(run.err).startsWith("assay: not built yet, building").hasLineCount(1);
    assertThat(Files.readAllLines(temp.resolve("calls")))
        .singleElement()
        .asString()
        .contains("-pl scanner-cli -am -P launcher package");

    assertThat(run(launcher, List.of("scan")).err).isEmpty();
    assertThat(target.resolve("launcher.lock")).doesNotExist();

    Path source =
        Files.createDirectories(temp.resolve("scanner-core/src/main/x")).resolve("A.java");
    Files.createFile(source);
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusMillis(200)));
    assertThat(run(launcher, List.of("hook", "run")).err).as("a hook does not look").isEmpty();
    environment.put("ASSAY_BUILD", "off");
    assertThat(run(launcher, List.of("scan")).err).isEmpty();
    environment.remove("ASSAY_BUILD");
    Thread.sleep(300);
    assertThat(run(launcher, List.of("scan")).err).startsWith("assay: sources are newer");
    assertThat(run(launcher, List.of("scan")).err).isEmpty();
    assertThat(Files.readAllLines(temp.resolve("calls"))).hasSize(2);
  }

  @Test
  void showsTheOutputOfAFailedBuildAndScansNothing() throws Exception {
    Path launcher = checkout();
    script(temp.resolve("mvnw"), "echo 'compiler says no'", "exit 1");
    Run run = run(launcher, List.of("git", "--staged"));
    assertThat(run.exit).isEqualTo(3);
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains("compiler says no").endsWith("nothing was scanned\n");
    assertThat(temp.resolve("scanner-cli/target/launcher.lock")).doesNotExist();

    environment.put("ASSAY_BUILD", "off");
    assertThat(run(launcher, List.of("scan")))
        .isEqualTo(new Run(3, "", "assay: not built yet, and ASSAY_BUILD is off\n"));
  }

  @Test
  void buildsOnceForTwoThatStartTogether() throws Exception {
    Path launcher = checkout();
    Path target = Files.createDirectories(temp.resolve("scanner-cli/target"));
    Path ready = Files.createDirectory(temp.resolve("ready"));
    jar(ready.resolve("assay.jar"), "dev.assay.cli.Main", "1");
    jar(ready.resolve("assay-hook.jar"), "dev.assay.cli.hook.HookMain", "1");
    script(
        temp.resolve("mvnw"),
        "echo build >>'" + temp + "/calls'",
        "sleep 1",
        "cp '" + ready + "'/*.jar '" + target + "'");
    // One that was killed left its lock behind: no process has that id.
    Files.createDirectory(target.resolve("launcher.lock"));
    Files.writeString(target.resolve("launcher.lock/pid"), "99999999\n");

    Process first = start(List.of(launcher.toString(), "scan"), temp, temp.resolve("other"));
    Run second = run(launcher, List.of("scan"));
    assertThat(first.waitFor()).isZero();
    assertThat(second.out).isEqualTo("Main 1 [scan]\n");
    assertThat(Files.readAllLines(temp.resolve("calls"))).hasSize(1);
  }

  // --- The stand-ins.

  private Path distribution(String text) throws IOException {
    Path lib = Files.createDirectories(temp.resolve("lib"));
    jar(lib.resolve("assay.jar"), "dev.assay.cli.Main", text);
    jar(lib.resolve("assay-hook.jar"), "dev.assay.cli.hook.HookMain", text);
    return launcher(Files.createDirectories(temp.resolve("bin")));
  }

  private Path checkout() throws IOException {
    Files.createDirectories(temp.resolve("scanner-cli"));
    Files.createFile(temp.resolve("scanner-cli/pom.xml"));
    return launcher(temp);
  }

  private static Path launcher(Path folder) throws IOException {
    Path launcher = folder.resolve("assay");
    if (!Files.exists(launcher)) {
      Files.copy(Path.of("../assay"), launcher);
      Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return launcher;
  }

  private static void script(Path path, String... lines) throws IOException {
    Files.writeString(path, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A jar whose main class prints its name, {@code text} and its arguments. */
  private static void jar(Path jar, String mainClass, String text) throws IOException {
    Path made = Files.createTempFile(jar.getParent(), "made", ".jar");
    try (OutputStream out = Files.newOutputStream(made);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
      entries.write(("Manifest-Version: 1.0\nMain-Class: " + mainClass + "\n").getBytes(UTF_8));
      entries.putNextEntry(new JarEntry(mainClass.replace('.', '/') + ".class"));
      Files.copy(classes.resolve(mainClass.replace('.', '/') + ".class"), entries);
      entries.putNextEntry(new JarEntry(mainClass + ".txt"));
      entries.write(text.getBytes(UTF_8));
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  @BeforeAll
  static void compileStandIns() {
    List<JavaFileObject> sources =
        List.of(source("dev.assay.cli", "Main"), source("dev.assay.cli.hook", "HookMain"));
    List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString());
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, null, options, null, sources)
            .call();
    assertThat(compiled).isTrue();
  }

  private static JavaFileObject source(String packageName, String name) {
    String source =
        """
        package %s;
        public class %2$s {
          public static void main(String[] args) throws Exception {
            String text;
            try (var in = %2$s.class.getResourceAsStream("/" + %2$s.class.getName() + ".txt")) {
              text = new String(in.readAllBytes());
            }
            new java.io.PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8)
                .println("%2$s " + text + " " + java.util.List.of(args));
            int exit = 0;
            for (String arg : args) {
              if (arg.startsWith("exit=")) exit = Integer.parseInt(arg.substring(5));
            }
            System.exit(exit);
          }
        }
        """
            .formatted(packageName, name);
    URI uri = URI.create("string:///" + packageName.replace('.', '/') + "/" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  // --- Running.

  private Run run(Path launcher, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    return run(command, temp);
  }

  private Run run(List<String> command, Path folder) throws Exception {
    Path output = temp.resolve("output");
    int exit = start(command, folder, output).waitFor();
    return new Run(exit, Files.readString(output), Files.readString(temp.resolve("output.err")));
  }

  private Process start(List<String> command, Path folder, Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(output.toFile());
    builder.redirectError(Path.of(output + ".err").toFile());
    return builder.start();
  }

  /** Waits for the one archive of this test's cache, which is made in the background. */
  private Path archive() throws Exception {
    await(() -> unlocked() && archives().size() == 1);
    return archives().get(0);
  }

  private List<Path> archives() throws IOException {
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(cache)) {
      return all.filter(path -> path.endsWith("archive")).toList();
    }
  }

  private boolean unlocked() throws IOException {
    try (Stream<Path> all = Files.walk(cache)) {
      return all.noneMatch(path -> path.endsWith("lock"));
    }
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (IOException | UncheckedIOException e) {
        // A folder came or went while it was listed.
      }
      assertThat(System.nanoTime()).as("waited for a minute").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
