package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How Python's metadata asks for other distributions (PEP 508): {@code name[extras] (range) ;
 * marker}. A {@link Requirement} has the normalised name, the extras with the range, and the marker
 * as its condition.
 */
public final class PythonRequirements {
  private PythonRequirements() {}

  static void read(String text, IdentityBuilder identity) {
    int end = 0;
    while (end < text.length() && inName(text.charAt(end))) {
      end++;
    }
    if (end == 0) {
      return; // no name, so nothing that anybody could install
    }
    String rest = text.substring(end);
    // An address ends at a semicolon behind white space; in a range there is none.
    int marker = rest.strip().startsWith("@") ? rest.indexOf(" ;") : rest.indexOf(';');
    String range = marker < 0 ? rest : rest.substring(0, marker);
    String condition = marker < 0 ? "" : rest.substring(rest.indexOf(';', marker) + 1);
    identity.require(
        new Requirement(
            normalised(text.substring(0, end)),
            range.strip(),
            DependencyScope.RUNTIME,
            condition.strip()));
  }

  private static boolean inName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /** A name as indexes compare it (PEP 503). */
  public static String normalised(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean dash = c == '-' || c == '_' || c == '.';
      if (!dash) {
        text.append(c);
      } else if (text.length() == 0 || text.charAt(text.length() - 1) != '-') {
        text.append('-');
      }
    }
    return text.toString();
  }

  /** The extras that {@code requirement} asks for, normalised. */
  public static List<String> extras(Requirement requirement) {
    String range = requirement.range();
    int end = range.startsWith("[") ? range.indexOf(']') : -1;
    List<String> extras = new ArrayList<>();
    if (end > 0) {
      for (String extra : range.substring(1, end).split(",", -1)) {
        if (!extra.isBlank()) {
          extras.add(normalised(extra.strip()));
        }
      }
    }
    return extras;
  }
}
