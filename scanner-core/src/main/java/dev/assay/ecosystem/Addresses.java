package dev.assay.ecosystem;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as lockfiles write them: what may be shown of them, and what they say. */
public final class Addresses {
  private static final int LONGEST = 2_000;

  /** Scheme, user and password, host with port, path, the rest. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#]*@)?([A-Za-z0-9._-]+(?::[0-9]+)?|\\[[0-9a-fA-F:.]+\\](?::[0-9]+)?)(/[^?#]*)?([?#].*)?");

  /** {@code git@host:user/repository.git}, as ssh takes it. */
  private static final Pattern SSH =
      Pattern.compile("(?:git\\+ssh://)?[^/@:\\s]+@([A-Za-z0-9._-]+):([^?#\\s]+)([?#].*)?");

  private static final Pattern COMMIT = Pattern.compile("#(?:.*[=:])?([0-9a-f]{7,64})");

  private static final Pattern SHORTHAND =
      Pattern.compile("(?:(?:github|gitlab|bitbucket|gist):)?[\\w.-]+/[\\w.-]+(?:#.*)?");

  private Addresses() {}

  /**
   * What may be shown of {@code address}: without user, password, query, and fragment, unless that
   * is a commit. Empty if it is none.
   */
  static String clean(String address) {
    if (address.length() > LONGEST) {
      return "";
    }
    Matcher parts = ADDRESS.matcher(address);
    if (parts.matches()) {
      return parts.group(1).toLowerCase(Locale.ROOT)
          + "://"
          + parts.group(2).toLowerCase(Locale.ROOT)
          + orEmpty(parts.group(3))
          + commit(orEmpty(parts.group(4)));
    }
    Matcher ssh = SSH.matcher(address);
    if (ssh.matches()) {
      return "git+ssh://"
          + ssh.group(1).toLowerCase(Locale.ROOT)
          + "/"
          + ssh.group(2)
          + commit(orEmpty(ssh.group(3)));
    }
    return "";
  }

  private static String commit(String rest) {
    int fragment = rest.indexOf('#');
    Matcher commit = COMMIT.matcher(fragment < 0 ? "" : rest.substring(fragment));
    return commit.matches() ? "#" + commit.group(1) : "";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Host, with a port, of an address that {@link #clean} gave; empty if it isn't of the web. */
  public static String host(String address) {
    if (!isWeb(address)) {
      return "";
    }
    int from = address.indexOf("://") + 3;
    int slash = address.indexOf('/', from);
    return address.substring(from, slash < 0 ? address.length() : slash);
  }

  /** Whether it is one of http or https. */
  public static boolean isWeb(String address) {
    return address.regionMatches(true, 0, "https://", 0, 8)
        || address.regionMatches(true, 0, "http://", 0, 7);
  }

  /** Whether it names a commit of a git repository. */
  static boolean isGit(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return lower.startsWith("git+")
        || lower.startsWith("git:")
        || lower.startsWith("git@")
        || lower.startsWith("ssh:")
        || lower.startsWith("github:")
        || lower.startsWith("gitlab:")
        || lower.startsWith("bitbucket:")
        || lower.startsWith("gist:")
        || lower.startsWith("https://codeload.github.com/")
        || (isWeb(lower) && lower.contains(".git#"))
        || (lower.startsWith("https://gitlab.com/") && lower.contains("/repository/archive"))
        || (lower.startsWith("https://bitbucket.org/") && lower.contains("/get/"));
  }

  /** Whether what stands for a range in npm's manifests names a place instead. */
  static boolean isPlace(String range) {
    return range.contains("://")
        || isGit(range)
        || range.startsWith("file:")
        || range.startsWith("link:")
        || range.startsWith("portal:")
        || (!range.startsWith("npm:")
            && !range.startsWith("@")
            && SHORTHAND.matcher(range).matches());
  }
}
