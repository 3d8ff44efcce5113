package dev.assay.source.artifact;

import dev.assay.model.UsageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One version of a package, as a package URL names it ({@code
 * pkg:type/namespace/name@version?qualifiers}; purl-spec, ECMA-427). Each part holds only
 * characters that names and versions are made of, so that it can stand in a path or URL as it is.
 *
 * @param namespace npm's scope with its {@code @}, Maven's group, the path before a Go module's
 *     last name; empty if there is none
 * @param qualifiers lower-case names
 */
public record PackageName(
    Type type,
    String namespace,
    String name,
    String version,
    SortedMap<String, String> qualifiers) {

  /** How package URLs begin. */
  public static final String SCHEME = "pkg:";

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_~][A-Za-z0-9._~+!-]*");
  private static final Pattern SCOPE = Pattern.compile("@[A-Za-z0-9_~-][A-Za-z0-9._~-]*");
  private static final int LONGEST = 1000;

  /** Kinds of packages that are known. */
  public enum Type {
    NPM("npm", "pkg:npm/express@4.21.2"),
    MAVEN("maven", "pkg:maven/org.slf4j/slf4j-api@2.0.17"),
    PYPI("pypi", "pkg:pypi/requests@2.32.3"),
    CARGO("cargo", "pkg:cargo/serde@1.0.219"),
    GOLANG("golang", "pkg:golang/github.com/google/uuid@v1.6.0");

    private final String label;
    private final String example;

    Type(String label, String example) {
      this.label = label;
      this.example = example;
    }

    /** As it stands in a package URL. */
    public String label() {
      return label;
    }
  }

  public PackageName {
    qualifiers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(qualifiers));
  }

  /**
   * Reads a package URL. npm's scopes may be written with a plain {@code @}; case is kept, since
   * names of Go modules have one.
   *
   * @throws UsageException if it isn't one, is of a kind that is not known, or has no version
   */
  public static PackageName parse(String text) {
    if (!text.startsWith(SCHEME) || text.length() > LONGEST) {
      throw new UsageException("'" + shown(text) + "' is no package URL, which is " + forms());
    }
    String rest = text.substring(SCHEME.length());
    while (rest.startsWith("/")) {
      rest = rest.substring(1);
    }
    int fragment = rest.indexOf('#');
    if (fragment >= 0) {
      throw new UsageException(
          "'" + shown(text) + "': a package is scanned whole; leave out what begins with '#'.");
    }
    int question = rest.indexOf('?');
    SortedMap<String, String> qualifiers =
        question < 0 ? new TreeMap<>() : qualifiers(text, rest.substring(question + 1));
    rest = question < 0 ? rest : rest.substring(0, question);
    int slash = rest.indexOf('/');
    Type type = type(text, slash < 0 ? rest : rest.substring(0, slash));
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    int at = path.lastIndexOf('@');
    // "@scope/name": what follows this @ is no version.
    boolean versioned = at > 0 && path.charAt(at - 1) != '/' && path.indexOf('/', at) < 0;
    if (!versioned || at == path.length() - 1) {
      throw new UsageException(
          "'" + shown(text) + "' lacks a version; write it as in " + type.example + ".");
    }
    String version = decoded(text, path.substring(at + 1));
    path = decoded(text, path.substring(0, at));
    int last = path.lastIndexOf('/');
    PackageName name =
        new PackageName(
            type,
            last < 0 ? "" : path.substring(0, last),
            path.substring(last + 1),
            version,
            qualifiers);
    name.check(text);
    return name;
  }

  private void check(String text) {
    boolean right = isPart(name) && isPart(version);
    List<String> parents = namespace.isEmpty() ? List.of() : List.of(namespace.split("/", -1));
    right &=
        switch (type) {
          case NPM -> parents.isEmpty() || (parents.size() == 1 && isScope(namespace));
          case MAVEN -> parents.size() == 1 && isPart(namespace);
          case PYPI, CARGO -> parents.isEmpty();
          case GOLANG -> parents.stream().allMatch(PackageName::isPart);
        };
    if (!right) {
      throw new UsageException(
          "'" + shown(text) + "' names no package; write it as in " + type.example + ".");
    }
    for (Map.Entry<String, String> each : qualifiers.entrySet()) {
      boolean known =
          type == Type.MAVEN
              && (each.getKey().equals("type") || each.getKey().equals("classifier"));
      if (!known) {
        throw new UsageException(
            "'"
                + shown(text)
                + "': '"
                + shown(each.getKey())
                + "' is not used; "
                + (type == Type.MAVEN
                    ? "of Maven's packages 'type' and 'classifier' are."
                    : "leave it out. Which registry is asked is in the package manager's settings."));
      }
      if (!isPart(each.getValue())) {
        throw new UsageException(
            "'" + shown(text) + "': '" + each.getKey() + "' has no value that it can have.");
      }
    }
  }

  private static boolean isPart(String part) {
    return PART.matcher(part).matches();
  }

  private static boolean isScope(String part) {
    return SCOPE.matcher(part).matches();
  }

  private static Type type(String text, String label) {
    for (Type each : Type.values()) {
      if (each.label.equals(label.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new UsageException(
        "'"
            + shown(text)
            + "': packages of the kind '"
            + shown(label)
            + "' can't be named yet, only "
            + forms());
  }

  /** What can be written, for messages; ends the sentence. */
  private static String forms() {
    StringBuilder forms = new StringBuilder();
    for (Type each : Type.values()) {
      forms.append(forms.length() == 0 ? "" : ", ").append(each.example);
    }
    return forms + ". Of anything else scan the file.";
  }

  private static SortedMap<String, String> qualifiers(String text, String query) {
    SortedMap<String, String> qualifiers = new TreeMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0 || equals == pair.length() - 1) {
        continue; // an empty value is the same as none
      }
      String key = pair.substring(0, equals).toLowerCase(Locale.ROOT);
      qualifiers.put(key, decoded(text, pair.substring(equals + 1)));
    }
    return qualifiers;
  }

  private static String decoded(String text, String part) {
    if (part.indexOf('%') < 0) {
      return part;
    }
    ByteBuffer bytes = ByteBuffer.allocate(part.length() * 3);
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c != '%') {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      int high = i + 2 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
      int low = i + 2 < part.length() ? Character.digit(part.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw new UsageException(
            "'" + shown(text) + "' has a '%' without two hexadecimal digits behind it.");
      }
      bytes.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new UsageException("'" + shown(text) + "' holds bytes that are no text.", e);
    }
  }

  /** A long one is no name, and no message needs all of it. */
  private static String shown(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  /** Scope or path and name, as the package manager itself writes them: {@code @scope/name}. */
  public String fullName() {
    String separator = type == Type.MAVEN ? ":" : "/";
    return namespace.isEmpty() ? name : namespace + separator + name;
  }

  /** The qualifier {@code key}; null if there is none. */
  public @Nullable String qualifier(String key) {
    return qualifiers.get(key);
  }

  /**
   * The package URL without qualifiers, with npm's {@code @} plain as people write it: the
   * beginning of the paths of its files.
   */
  public String shown() {
    return SCHEME
        + type.label
        + "/"
        + (namespace.isEmpty() ? "" : namespace + "/")
        + name
        + "@"
        + version;
  }
}
