package dev.assay.unpack.sourcemap;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What names of sources give away of the machine and the network that they come from. */
final class Leaks {

  /** Users that machines of builds have; they say nothing of a person. */
  static final Set<String> BUILD_USERS =
      Set.of(
          "runner",
          "runneradmin",
          "root",
          "node",
          "jenkins",
          "circleci",
          "travis",
          "vsts",
          "vsts_azpcontainer",
          "azureuser",
          "azuredevops",
          "ubuntu",
          "debian",
          "centos",
          "admin",
          "administrator",
          "containeradministrator",
          "ec2-user",
          "build",
          "builder",
          "buildkite",
          "buildkite-agent",
          "gitlab-runner",
          "gitlab",
          "github",
          "gitpod",
          "codespace",
          "vscode",
          "vagrant",
          "docker",
          "distiller",
          "appveyor",
          "semaphore",
          "drone",
          "teamcity",
          "bamboo",
          "bitbucket",
          "heroku",
          "vercel",
          "netlify",
          "expo",
          "worker",
          "ci",
          "app",
          "user",
          "web",
          "www",
          "www-data",
          "nobody",
          "shared",
          "public",
          "default",
          "sandbox",
          "project",
          "src",
          "linuxbrew",
          "emscripten",
          "nixbld",
          "yourname",
          "username");

  private static final String FOLDER_OF_HOMES =
      "(?:mnt/|cygdrive/)?(?:[A-Za-z]:?/)?(?:Users|home|export/home|usr/home|"
          + "Documents and Settings)/([^/]+)/";

  /**
   * A home folder at the root, on a drive, or high above where the names begin: many a project has
   * a folder {@code home} of its own, further down.
   */
  private static final Pattern HOME =
      Pattern.compile(
          "(?:/|(?:\\.\\./){3,}|(?=[A-Za-z]:/))" + FOLDER_OF_HOMES + ".*", Pattern.DOTALL);

  /**
   * The same behind a bundler's scheme, which puts no name space before a path of the machine:
   * {@code webpack:///home/jo/app/a.ts}. Paths of a project begin with {@code ./} there, but not
   * with all bundlers, so a folder between the home and the file is asked for, or a fourth slash.
   */
  private static final Pattern BUNDLED_HOME =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]+:///(?=/|[A-Za-z]:/|(?:[^/]+/){3,})/?" + FOLDER_OF_HOMES + ".*",
          Pattern.DOTALL);

  /** Any path of the machine behind a bundler's scheme that can't be one of the project. */
  private static final Pattern BUNDLED_ROOT =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:///(?:/[^/]|[A-Za-z]:/).*", Pattern.DOTALL);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]+)://(?:[^/@?#]*@)?([A-Za-z0-9._-]+)(?::\\d+)?(/[^/?#]*)?.*",
          Pattern.DOTALL);

  /** Hosts that hold buckets of many; the bucket is the first part of the path. */
  private static final List<String> BUCKETS_BY_PATH =
      List.of("storage.googleapis.com", "storage.cloud.google.com");

  private static final Pattern S3_BY_PATH =
      Pattern.compile("s3[.-](?:[a-z0-9-]+\\.)?amazonaws\\.com(?:\\.cn)?");

  /** Hosts that are one bucket or account each. */
  private static final Pattern BUCKET =
      Pattern.compile(
          ".+\\.(?:s3(?:[.-][a-z0-9-]+)*\\.amazonaws\\.com(?:\\.cn)?|storage\\.googleapis\\.com"
              + "|(?:blob|dfs|file)\\.core\\.windows\\.net|r2\\.cloudflarestorage\\.com|r2\\.dev"
              + "|digitaloceanspaces\\.com|backblazeb2\\.com|aliyuncs\\.com)");

  private Leaks() {}

  /** The user whose home folder {@code name} begins with; empty if there is none of a person. */
  static String user(String name) {
    String path = name.replace('\\', '/');
    if (path.regionMatches(true, 0, "file://", 0, 7)) {
      path = path.substring(7);
    }
    Matcher matcher = HOME.matcher(path);
    if (!matcher.matches()) {
      matcher = BUNDLED_HOME.matcher(path);
      if (!matcher.matches()) {
        return "";
      }
    }
    String user = matcher.group(1);
    return BUILD_USERS.contains(user.toLowerCase(Locale.ROOT)) || user.startsWith(".") ? "" : user;
  }

  /** Whether {@code name} is a path of one machine. */
  static boolean absolutePath(String name) {
    if (SourcePaths.absolute(name) || name.regionMatches(true, 0, "file:/", 0, 6)) {
      return true;
    }
    if (SourcePaths.schemeEnd(name) == 0) {
      return false;
    }
    String path = name.replace('\\', '/');
    return BUNDLED_ROOT.matcher(path).matches() || BUNDLED_HOME.matcher(path).matches();
  }

  /** The host of an address, in lower case; empty if {@code name} is none that has a host. */
  static String host(String name) {
    String of = name.startsWith("\\\\") || name.startsWith("//") ? unc(name) : "";
    if (!of.isEmpty()) {
      return of;
    }
    Matcher matcher = ADDRESS.matcher(name);
    if (!matcher.matches()) {
      return "";
    }
    String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    String host = matcher.group(2).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https", "ws", "wss", "ftp", "sftp", "ssh", "git", "git+ssh", "file" -> host;
      case "s3", "s3a", "gs", "r2", "abfs", "abfss", "wasbs" -> scheme + "://" + host;
      default -> "";
    };
  }

  /** The server of {@code \\server\share\…}. */
  private static String unc(String name) {
    String path = name.replace('\\', '/');
    int slash = path.indexOf('/', 2);
    String host = slash < 0 ? "" : path.substring(2, slash).toLowerCase(Locale.ROOT);
    return host.matches("[a-z0-9][a-z0-9._-]*") ? host : "";
  }

  /**
   * The address of a bucket, or a host that isn't known for giving out public packages, as it is
   * told; empty if {@code name} gives neither away.
   *
   * @param host what {@link #host} says of it
   */
  static String told(String name, String host) {
    if (host.isEmpty() || harmless(host)) {
      return "";
    }
    if (host.contains("://") || BUCKET.matcher(host).matches()) {
      return host;
    }
    if (BUCKETS_BY_PATH.contains(host) || S3_BY_PATH.matcher(host).matches()) {
      Matcher matcher = ADDRESS.matcher(name);
      String bucket = matcher.matches() ? matcher.group(3) : null;
      return bucket == null ? host : host + bucket;
    }
    return Origins.isPublic(host) ? "" : host;
  }

  /** The machine itself, and names that stand for any. */
  private static boolean harmless(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("0.0.0.0")
        || host.matches("(?:.*\\.)?example(?:\\.(?:com|org|net))?")
        || host.equals(".");
  }
}
