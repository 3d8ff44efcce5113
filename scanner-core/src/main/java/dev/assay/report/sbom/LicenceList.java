package dev.assay.report.sbom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cyclonedx.Version;
import org.jspecify.annotations.Nullable;
import org.spdx.library.SpdxModelFactory;

/**
 * What SPDX's licence list holds, for checking expressions: the libraries refuse a document in
 * which one is wrong. Read from the libraries' own resources, without starting them.
 */
final class LicenceList {
  private static final String FOLDER = "/resources/stdlicenses/";
  private static final Pattern TOKEN =
      Pattern.compile("\\G\\s*([()]|[A-Za-z0-9][A-Za-z0-9.-]*\\+?)\\s*");
  private static final Pattern OWN = Pattern.compile("LicenseRef-[A-Za-z0-9.-]+");

  private static final int DEEPEST = 32;
  private static final int LONGEST = 2000;

  private final Map<String, String> licences = new HashMap<>();
  private final Map<String, String> exceptions = new HashMap<>();
  private final Set<String> cyclonedx = new HashSet<>();

  private LicenceList() {}

  /** Reads the list. */
  static LicenceList read() throws IOException {
    LicenceList list = new LicenceList();
    strings(
        SpdxModelFactory.class, FOLDER + "licenses.json", "licenseId", false, list.licences::put);
    strings(
        SpdxModelFactory.class,
        FOLDER + "exceptions.json",
        "licenseExceptionId",
        false,
        list.exceptions::put);
    strings(Version.class, "/spdx.schema.json", "enum", true, (key, id) -> list.cyclonedx.add(id));
    return list;
  }

  private interface Ids {
    void put(String lower, String id);
  }

  private static void strings(Class<?> beside, String resource, String field, boolean list, Ids out)
      throws IOException {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      try (JsonParser json = new JsonFactory().createParser(in)) {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          if (token != JsonToken.FIELD_NAME || !json.currentName().equals(field)) {
            continue;
          }
          token = json.nextToken();
          while (token == JsonToken.VALUE_STRING || (list && token == JsonToken.START_ARRAY)) {
            if (token == JsonToken.VALUE_STRING) {
              out.put(json.getText().toLowerCase(Locale.ROOT), json.getText());
            }
            token = list ? json.nextToken() : JsonToken.END_ARRAY;
          }
        }
      }
    }
  }

  /** Whether CycloneDX's own list, which may be older, has {@code id}. */
  boolean cyclonedx(String id) {
    return cyclonedx.contains(id);
  }

  /** The licence of the list that {@code text} is, in whatever case; null if it is none. */
  @Nullable String licence(String text) {
    return licences.get(text.toLowerCase(Locale.ROOT));
  }

  /** {@code text} as a valid expression (SPDX 2.3, annex D); null if it is none. */
  @Nullable String expression(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find()) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (end != text.length() || tokens.isEmpty()) {
      return null;
    }
    Reader reader = new Reader(tokens);
    boolean right = reader.alternatives(0) && reader.at == tokens.size();
    return right ? reader.out.toString() : null;
  }

  /** The own names in {@code expression}, {@code LicenseRef-…}, in order. */
  static List<String> own(String expression) {
    List<String> names = new ArrayList<>();
    Matcher matcher = OWN.matcher(expression);
    while (matcher.find()) {
      if (!names.contains(matcher.group())) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  private final class Reader {
    private final List<String> tokens;
    private final StringBuilder out = new StringBuilder();
    private int at;

    Reader(List<String> tokens) {
      this.tokens = tokens;
    }

    private boolean next(String word) {
      if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(word)) {
        at++;
        return true;
      }
      return false;
    }

    boolean alternatives(int depth) {
      boolean right = all(depth);
      while (right && next("OR")) {
        out.append(" OR ");
        right = all(depth);
      }
      return right;
    }

    private boolean all(int depth) {
      boolean right = one(depth);
      while (right && next("AND")) {
        out.append(" AND ");
        right = one(depth);
      }
      return right;
    }

    private boolean one(int depth) {
      if (depth == DEEPEST || at == tokens.size()) {
        return false;
      }
      if (next("(")) {
        out.append('(');
        boolean right = alternatives(depth + 1) && next(")");
        out.append(')');
        return right;
      }
      String word = tokens.get(at++);
      String known = licence(word);
      if (known == null && word.endsWith("+")) {
        String older = licence(word.substring(0, word.length() - 1));
        known = older == null ? null : older + "+";
      }
      if (known == null && OWN.matcher(word).matches()) {
        known = word;
      }
      if (known == null) {
        return false;
      }
      out.append(known);
      if (next("WITH")) {
        String exception =
            at == tokens.size() ? null : exceptions.get(tokens.get(at).toLowerCase(Locale.ROOT));
        at++;
        if (exception == null) {
          return false;
        }
        out.append(" WITH ").append(exception);
      }
      return true;
    }
  }
}
