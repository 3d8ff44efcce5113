package dev.assay.detect.file;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds paths below somebody's home folder in bytes: {@code /Users/x/…}, {@code /home/x/…} and
 * {@code C:\Users\x\…}, one byte a character or two (UTF-16). Names that stand for no person are
 * passed over.
 */
final class HomePaths {
  private static final int MOST_NAME = 32;
  private static final int MOST_SHOWN = 80;

  /** How far before a path the beginning of an address is looked for. */
  private static final int ADDRESS = 100;

  /** Accounts of build machines, of images, of instructions, and folders that are nobody's. */
  private static final Set<String> NOBODY =
      Set.of(
          "abuild",
          "actions",
          "admin",
          "administrator",
          "agent",
          "all",
          "app",
          "apps",
          "appveyor",
          "azdevops",
          "azureuser",
          "bamboo",
          "bar",
          "bazel",
          "brew",
          "build",
          "buildagent",
          "buildbot",
          "builder",
          "builds",
          "buildkite",
          "buildkite-agent",
          "buildozer",
          "buildslave",
          "cache",
          "chrome-bot",
          "ci",
          "circleci",
          "cloudbuild",
          "cloudsdk",
          "codespace",
          "conan",
          "conda",
          "containeradministrator",
          "containeruser",
          "data",
          "debian",
          "default",
          "demo",
          "deploy",
          "dev",
          "developer",
          "devel",
          "distiller",
          "docker",
          "drone",
          "ec2-user",
          "emscripten",
          "example",
          "fedora",
          "foo",
          "ftp",
          "git",
          "github",
          "gitlab",
          "gitlab-runner",
          "gitpod",
          "guest",
          "hadoop",
          "home",
          "hudson",
          "jenkins",
          "johndoe",
          "jovyan",
          "kokoro",
          "lib",
          "linuxbrew",
          "lost+found",
          "maven",
          "me",
          "mockbuild",
          "my",
          "myuser",
          "name",
          "nginx",
          "nixbld",
          "node",
          "nobody",
          "oem",
          "opam",
          "oracle",
          "phabricator",
          "ports",
          "portage",
          "postgres",
          "project",
          "projects",
          "public",
          "publish",
          "pypy",
          "python",
          "qt",
          "release",
          "releng",
          "repo",
          "rof",
          "root",
          "runner",
          "runneradmin",
          "rust",
          "rustbuild",
          "sandbox",
          "semaphore",
          "service",
          "share",
          "shared",
          "snapshot",
          "someone",
          "somebody",
          "src",
          "superuser",
          "swarming",
          "system",
          "target",
          "task",
          "teamcity",
          "temp",
          "test",
          "tester",
          "tests",
          "testuser",
          "tmp",
          "travis",
          "ubuntu",
          "user",
          "user1",
          "username",
          "users",
          "usr",
          "vagrant",
          "vcpkg",
          "vscode",
          "vsts",
          "vsts_azpcontainer",
          "vstsagent",
          "web",
          "webapp",
          "work",
          "worker",
          "workspace",
          "www",
          "www-data",
          "xxx",
          "you",
          "your",
          "your_username",
          "yourname",
          "your-name",
          "yourusername");

  /** Folders that people have in their homes: a path may stand right behind other text then. */
  private static final Set<String> IN_A_HOME =
      Set.of(
          ".cargo",
          ".rustup",
          ".gradle",
          ".m2",
          ".conan",
          ".conan2",
          ".cache",
          ".local",
          ".nvm",
          ".pyenv",
          ".npm",
          ".nuget",
          ".virtualenvs",
          "go",
          "src",
          "source",
          "sources",
          "code",
          "dev",
          "devel",
          "development",
          "git",
          "github",
          "gitlab",
          "repos",
          "repo",
          "work",
          "workspace",
          "projects",
          "project",
          "documents",
          "desktop",
          "downloads",
          "library",
          "appdata",
          "build",
          "builds");

  private HomePaths() {}

  /** What was found. */
  record Found(String user, String path) {}

  /**
   * The path whose first slash stands at {@code at}; null if there is none, or nobody's.
   *
   * @param begin nothing before it is looked at
   * @param end one past the last byte that may be looked at
   */
  static @Nullable Found at(byte[] bytes, int begin, int at, int end) {
    int step = at + 1 < end && bytes[at + 1] == 0 ? 2 : 1;
    int folder;
    if (follows(bytes, at, end, step, "Users")) {
      folder = 5;
    } else if (bytes[at] == '/' && follows(bytes, at, end, step, "home")) {
      folder = 4;
    } else {
      return null;
    }
    int name = at + (folder + 1) * step;
    int slash = separator(bytes, name, end, step);
    if (slash == 0) {
      return null;
    }
    int start = name + slash * step;
    int length = 0;
    while (length <= MOST_NAME && named(bytes, start + length * step, end, step)) {
      length++;
    }
    int after = start + length * step;
    if (length < 2 || length > MOST_NAME || separator(bytes, after, end, step) == 0) {
      return null;
    }
    String user = text(bytes, start, length, step);
    if (!person(user) || !absolute(bytes, begin, at, end, step, after)) {
      return null;
    }
    return new Found(user, shown(bytes, begin, at, end, step));
  }

  /**
   * Whether a slash and {@code word} stand at {@code at}; in this case only: {@code /users/x} is an
   * address of the web more often.
   */
  private static boolean follows(byte[] bytes, int at, int end, int step, String word) {
    int skip = separator(bytes, at, end, step);
    // Of a doubled backslash this may be the first one: then the second is asked about as well.
    if (skip != 1 || at + step >= end || at + (word.length() + 1) * step >= end) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      int here = at + (i + 1) * step;
      if (bytes[here] != word.charAt(i) || (step == 2 && bytes[here + 1] != 0)) {
        return false;
      }
    }
    return true;
  }

  /** How many characters a separator has there: one, or two of a doubled backslash; 0 if none. */
  private static int separator(byte[] bytes, int at, int end, int step) {
    if (at >= end || (step == 2 && (at + 1 >= end || bytes[at + 1] != 0))) {
      return 0;
    }
    if (bytes[at] == '/') {
      return 1;
    }
    if (bytes[at] != '\\') {
      return 0;
    }
    return at + step < end && bytes[at + step] == '\\' ? 2 : 1;
  }

  private static boolean named(byte[] bytes, int at, int end, int step) {
    if (at + step > end || (step == 2 && bytes[at + 1] != 0)) {
      return false;
    }
    int c = bytes[at];
    return letterOrDigit(c) || c == '.' || c == '_' || c == '-';
  }

  private static boolean letterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean person(String user) {
    String name = user.toLowerCase(Locale.ROOT);
    boolean letter = false;
    for (int i = 0; i < name.length(); i++) {
      letter |= name.charAt(i) >= 'a' && name.charAt(i) <= 'z';
    }
    char first = name.charAt(0);
    return letter
        && first != '.'
        && first != '-'
        && !NOBODY.contains(name)
        && !name.startsWith("runner")
        && !name.startsWith("build")
        && !name.startsWith("jenkins")
        && !name.startsWith("your");
  }

  /** Whether the path begins there, and is no end of another path or of an address. */
  private static boolean absolute(
      byte[] bytes, int begin, int at, int end, int step, int afterName) {
    int before = at - step;
    if (bytes[at] == '\\' && before >= begin && bytes[before] == '\\') {
      before -= step; // the first of a doubled one
    }
    if (before < begin) {
      return bytes[at] == '/';
    }
    int c = bytes[before];
    if (c == ':' && before - step >= begin && letterOrDigit(bytes[before - step])) {
      int drive = before - step;
      return drive - step < begin || !letterOrDigit(bytes[drive - step]);
    }
    if (bytes[at] == '\\') {
      return false; // without a drive it is a pattern or a registry key
    }
    if (c == '/' || c == '\\') {
      return address(bytes, begin, at, step).equals("file");
    }
    if (!letterOrDigit(c) && "._-~}$%*:@+".indexOf(c) < 0) {
      return true;
    }
    // Programs keep texts side by side, and byte code writes their length before them.
    return address(bytes, begin, at, step).isEmpty()
        && IN_A_HOME.contains(next(bytes, afterName, end, step).toLowerCase(Locale.ROOT));
  }

  /** The scheme of the address that ends there; empty if none does. */
  private static String address(byte[] bytes, int begin, int at, int step) {
    StringBuilder text = new StringBuilder();
    for (int i = at; i >= begin && text.length() < ADDRESS && bytes[i] > ' '; i -= step) {
      text.append((char) bytes[i]);
    }
    String before = text.reverse().toString();
    int scheme = before.lastIndexOf("://");
    if (scheme < 0) {
      return "";
    }
    int from = scheme;
    while (from > 0 && letterOrDigit(before.charAt(from - 1))) {
      from--;
    }
    String name = before.substring(from, scheme);
    return name.equals("file") && scheme + 3 >= before.length() - 1 ? name : "http";
  }

  private static String next(byte[] bytes, int separator, int end, int step) {
    int start = separator + separator(bytes, separator, end, step) * step;
    int length = 0;
    while (length <= MOST_NAME && named(bytes, start + length * step, end, step)) {
      length++;
    }
    return text(bytes, start, length, step);
  }

  private static String shown(byte[] bytes, int begin, int at, int end, int step) {
    int from = at;
    if (from - step >= begin && bytes[from] == '\\' && bytes[from - step] == '\\') {
      from -= step;
    }
    if (from - 2 * step >= begin && bytes[from - step] == ':') {
      from -= 2 * step;
    }
    int length = 0;
    while (length < MOST_SHOWN) {
      int here = from + length * step;
      if (here + step > end || (step == 2 && bytes[here + 1] != 0)) {
        break;
      }
      int c = bytes[here];
      if (c <= ' ' || c > '~' || "\"'`<>|;,()".indexOf(c) >= 0) {
        break;
      }
      length++;
    }
    return text(bytes, from, length, step) + (length == MOST_SHOWN ? "…" : "");
  }

  private static String text(byte[] bytes, int from, int length, int step) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) bytes[from + i * step]);
    }
    return text.toString();
  }
}
