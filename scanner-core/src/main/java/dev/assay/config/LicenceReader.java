package dev.assay.config;

import dev.assay.ecosystem.LicenceExpression;
import dev.assay.rules.yaml.YamlMap;
import dev.assay.rules.yaml.YamlValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration says under {@code licences}. */
final class LicenceReader {
  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9.*+-]*\\*[A-Za-z0-9.*+-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  /** A file of digests has at most so many bytes: about 100,000 lines. */
  private static final int MOST_BYTES = 8 << 20;

  private final @Nullable Path folder;
  private final boolean guarded;

  /**
   * @param folder of the configuration; null if it has none
   * @param guarded whether files that it names must stand beside it
   */
  LicenceReader(@Nullable Path folder, boolean guarded) {
    this.folder = folder;
    this.guarded = guarded;
  }

  /** {@code before} with what {@code root} says. */
  LicencePolicy read(YamlMap root, LicencePolicy before) {
    YamlMap map = root.has("licences") ? root.map("licences") : null;
    if (map == null) {
      return before;
    }
    LicencePolicy policy =
        new LicencePolicy(
            expressions(map, "allow", before.allow()),
            expressions(map, "deny", before.deny()),
            expressions(map, "review", before.review()),
            digests(map, before.proprietary()));
    map.refuseOthers();
    return policy;
  }

  private static List<String> expressions(YamlMap map, String key, List<String> before) {
    List<String> all = new ArrayList<>(before);
    for (YamlValue element : map.elements(key)) {
      String text = element.text();
      if (text == null) {
        continue;
      }
      if (PATTERN.matcher(text.strip()).matches()) {
        all.add(text.strip());
        continue;
      }
      LicenceExpression expression = LicenceExpression.parse(text);
      if (expression == null) {
        element.fault(
            "'"
                + text
                + "' is no licence expression of SPDX; write one such as Apache-2.0,"
                + " 'GPL-2.0-only WITH Classpath-exception-2.0', LicenseRef-acme or 'GPL-*'");
      } else if (!expression.known()) {
        element.fault(
            "'"
                + text
                + "' is not in SPDX's list of licences and would match nothing; see"
                + " https://spdx.org/licenses/, or write LicenseRef-… for one of your own");
      } else {
        all.add(expression.toString());
      }
    }
    return all;
  }

  private List<String> digests(YamlMap map, List<String> before) {
    List<String> all = new ArrayList<>(before);
    for (YamlValue element : map.elements("proprietary")) {
      String text = element.text();
      if (text == null) {
        continue;
      }
      if (SHA256.matcher(text).matches()) {
        all.add(text.toLowerCase(Locale.ROOT));
      } else {
        file(element, text, all);
      }
    }
    return all;
  }

  private void file(YamlValue element, String name, List<String> into) {
    String otherwise =
        "'" + name + "' is neither the SHA-256 of a file (64 hexadecimal digits) nor ";
    if (folder == null) {
      element.fault(otherwise + "can files be named here");
      return;
    }
    Path path;
    try {
      path = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      element.fault(otherwise + "a path");
      return;
    }
    if (guarded && !path.startsWith(folder)) {
      element.fault(
          "'" + name + "' leads out of the folder of this configuration; name it with --config");
      return;
    }
    if (!Files.isRegularFile(path)) {
      element.fault(otherwise + "a file of such beside this configuration");
      return;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        element.fault("'" + name + "' has more than 8 MB; list fewer digests");
        return;
      }
      lines(element, name, new String(bytes, StandardCharsets.UTF_8), into);
    } catch (IOException e) {
      element.fault("'" + name + "' can't be read: " + e.getClass().getSimpleName());
    }
  }

  /** As {@code sha256sum} writes them: the digest first, then what it is of; {@code #} comments. */
  private static void lines(YamlValue element, String name, String text, List<String> into) {
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      String plain = line.replace("\uFEFF", "").strip();
      if (plain.isEmpty() || plain.startsWith("#")) {
        continue;
      }
      String digest = plain.split("\\s", 2)[0];
      String bare = digest.startsWith("\\") ? digest.substring(1) : digest;
      if (!SHA256.matcher(bare).matches()) {
        element.fault(
            "'" + name + "', line " + number + ": doesn't begin with the SHA-256 of a file");
        return;
      }
      into.add(bare.toLowerCase(Locale.ROOT));
    }
  }
}
