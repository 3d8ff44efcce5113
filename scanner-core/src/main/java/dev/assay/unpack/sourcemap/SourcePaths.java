package dev.assay.unpack.sourcemap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;

/**
 * Names of sources as people know them: without the schemes that bundlers make up. What they are
 * called in the map is for browsers' tools.
 */
public final class SourcePaths {

  private SourcePaths() {}

  /** {@code source} below its map's {@code sourceRoot}, both as the map has them. */
  static String whole(String root, String source) {
    if (root.isEmpty() || absolute(source) || schemeEnd(source) > 0) {
      return source;
    }
    return root.endsWith("/") ? root + source : root + "/" + source;
  }

  /** Whether it begins at the root of a file system. */
  static boolean absolute(String name) {
    return name.startsWith("/") || name.startsWith("\\\\") || drive(name);
  }

  /** Whether it begins with a drive of Windows. */
  static boolean drive(String name) {
    return name.length() > 2
        && name.charAt(1) == ':'
        && (name.charAt(2) == '/' || name.charAt(2) == '\\')
        && (name.charAt(0) | 0x20) >= 'a'
        && (name.charAt(0) | 0x20) <= 'z';
  }

  /** Index after the colon of a scheme of two letters or more (RFC 3986); 0 if there is none. */
  static int schemeEnd(String name) {
    for (int i = 0; i < name.length() && i < 32; i++) {
      char c = name.charAt(i);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (c == ':') {
        return i < 2 ? 0 : i + 1;
      }
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.'))) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * The path of a whole name: schemes and name spaces of bundlers go, addresses keep their host,
   * {@code .} and inner {@code ..} are worked out. Leading {@code ..} stay.
   */
  static String readable(String whole) {
    String name = whole.replace('\\', '/');
    int scheme = schemeEnd(name);
    if (scheme > 0) {
      String of = name.substring(0, scheme - 1).toLowerCase(Locale.ROOT);
      String rest = name.substring(scheme);
      switch (of) {
        case "http", "https" -> name = trimSlashes(rest);
        case "file" -> name = file(rest);
        default -> name = rest.startsWith("//") ? withoutAuthority(rest.substring(2)) : rest;
      }
    }
    return withoutDots(name);
  }

  private static String trimSlashes(String name) {
    int from = 0;
    while (from < name.length() && name.charAt(from) == '/') {
      from++;
    }
    return name.substring(from);
  }

  /** {@code //host/path}, {@code ///path}, {@code ///C:/path}. */
  private static String file(String rest) {
    if (!rest.startsWith("//")) {
      return rest;
    }
    String path = rest.substring(2);
    return path.length() > 3 && path.charAt(0) == '/' && drive(path.substring(1))
        ? path.substring(1)
        : path;
  }

  /** The name space that a bundler puts before the path; {@code /} stays what it was. */
  private static String withoutAuthority(String rest) {
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return rest;
    }
    String path = rest.substring(slash + 1);
    return path.isEmpty() ? rest : path;
  }

  private static String withoutDots(String name) {
    if (!name.contains("./") && !name.contains("//") && !name.endsWith("/..")) {
      return name;
    }
    boolean rooted = name.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    int from = 0;
    while (from <= name.length()) {
      int slash = name.indexOf('/', from);
      int to = slash < 0 ? name.length() : slash;
      String part = name.substring(from, to);
      from = to + 1;
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      String last = parts.peekLast();
      if (!part.equals("..")) {
        parts.addLast(part);
      } else if (last != null && !last.equals("..")) {
        parts.removeLast();
      } else if (!rooted) {
        parts.addLast(part);
      }
    }
    StringBuilder out = new StringBuilder(name.length());
    Iterator<String> each = parts.iterator();
    if (rooted) {
      out.append('/');
    }
    while (each.hasNext()) {
      out.append(each.next());
      if (each.hasNext()) {
        out.append('/');
      }
    }
    return out.toString();
  }

  /** {@code name} without the query that loaders of bundlers add; itself if it has none. */
  public static String withoutQuery(String name) {
    int mark = name.indexOf('?');
    return mark > 0 && name.indexOf('/', mark) < 0 ? name.substring(0, mark) : name;
  }
}
