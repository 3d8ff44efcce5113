package dev.assay.ecosystem;

import dev.assay.ecosystem.OpenLicences.Openness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of licences: ids and names of SPDX's list, and what else people call them. Two names are
 * one where the words that tell are the same, in whatever order: {@code The Apache Software
 * License, Version 2.0} is {@code Apache-2.0}. Immutable; read when it is first asked for.
 */
final class LicenceNames {
  private static final String RESOURCE = "licences.txt";
  private static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern JOINED = Pattern.compile("([a-z]+?)v?(\\d[\\d.]*)");

  /** Words that don't tell one licence from another. */
  private static final Set<String> IDLE =
      Set.of(
          "the",
          "a",
          "an",
          "license",
          "licence",
          "licenses",
          "licensed",
          "under",
          "software",
          "version",
          "versions",
          "v",
          "ver",
          "terms",
          "of",
          "gnu",
          "only",
          "later",
          "newer",
          "or",
          "any",
          "at",
          "your",
          "option",
          "january",
          "2004",
          "style",
          "like",
          "w",
          "with",
          "project",
          "standard",
          "s",
          "inc");

  /** Longer words for one; of those that begin alike the longer first. */
  private static final List<Map.Entry<String, String>> SHORT =
      List.of(
          Map.entry("library or lesser general public", "lgpl"),
          Map.entry("lesser general public", "lgpl"),
          Map.entry("library general public", "lgpl"),
          Map.entry("affero general public", "agpl"),
          Map.entry("general public", "gpl"),
          Map.entry("eclipse public", "epl"),
          Map.entry("eclipse distribution", "edl"),
          Map.entry("mozilla public", "mpl"),
          Map.entry("common development and distribution", "cddl"),
          Map.entry("common public", "cpl"),
          Map.entry("universal permissive", "upl"),
          Map.entry("european union public", "eupl"),
          Map.entry("classpath exception", "cpe"));

  /** What else is open. */
  private static final List<String> ALSO =
      List.of(
          "Apache",
          "ASL",
          "ASL 2.0",
          "AL 2.0",
          "Apache Foundation 2.0",
          "Apache Public License 2.0",
          "BSD",
          "New BSD",
          "Modified BSD",
          "Revised BSD",
          "Simplified BSD",
          "FreeBSD",
          "BSD 2",
          "BSD 3",
          "BSD Clause 2",
          "3 Clause",
          "New BSD 3 Clause",
          "Expat",
          "Expat MIT",
          "MIT X11",
          "X11",
          "X Consortium",
          "GPL",
          "LGPL",
          "AGPL",
          "AGPL 3",
          "GPL 2 CPE",
          "GPL CPE",
          "GPL 2 GPL 2 CPE",
          "CDDL",
          "CDDL GPL",
          "CDDL GPL 2",
          "CDDL GPL CPE",
          "CDDL GPL 2 CPE",
          "CDDL 1.1 GPL 2 CPE",
          "CDDL plus GPL",
          "Dual CDDL GPL 2 CPE",
          "EPL",
          "EPL 1",
          "EPL 2",
          "EDL",
          "EDL 1.0",
          "MPL",
          "MPL 1.0",
          "MPL 1.1",
          "MPL 2",
          "CPL",
          "UPL",
          "Oracle UPL",
          "EUPL",
          "Public Domain",
          "Public Domain, per Creative Commons CC0",
          "SAX",
          "Similar to Apache License but with the acknowledgment clause removed",
          "GPL 2 with Universal FOSS Exception 1.0",
          "CC0",
          "CC0 1.0 Universal",
          "Creative Commons Zero",
          "Zlib libpng",
          "PSF",
          "PSFL",
          "Python Foundation",
          "Python",
          "ZPL",
          "ZPL 2.1",
          "Bouncy Castle",
          "Go",
          "ICU",
          "Unicode ICU",
          "Unicode",
          "W3C",
          "Boost",
          "BSL 1.0",
          "Artistic",
          "Artistic 2",
          "Perl",
          "Perl 5",
          "Ruby",
          "HSQLDB",
          "JDOM",
          "dom4j",
          "Jython",
          "Jaxen",
          "Plexus",
          "Indiana University Extreme Lab",
          "SIL Open Font",
          "OFL",
          "SIL OFL 1.1",
          "WTFPL",
          "Do What The Fuck You Want To Public",
          "Unlicense",
          "This is free and unencumbered released into the public domain",
          "Mulan PSL 2");

  private final Map<String, Openness> byKey = new HashMap<>();

  private LicenceNames() {}

  private static final class Holder {
    static final LicenceNames ALL = read();
  }

  /** All that are known. */
  static LicenceNames get() {
    return Holder.ALL;
  }

  private static LicenceNames read() {
    LicenceNames names = new LicenceNames();
    try (InputStream in = LicenceNames.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in this build");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", -1);
        if (fields.length == 3) {
          Openness openness = fields[1].equals("-") ? Openness.LISTED : Openness.OPEN;
          names.add(fields[0], openness);
          names.add(fields[2], openness);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : ALSO) {
      names.add(name, Openness.OPEN);
    }
    names.add("BSD 3-clause License w/nuclear disclaimer", Openness.LISTED);
    return names;
  }

  /** Where two are called the same, the public says the better of both. */
  private void add(String name, Openness openness) {
    byKey.merge(key(name), openness, Openness::or);
  }

  /** What is called so; null if nobody knows. */
  @Nullable Openness find(String name) {
    Openness known = byKey.get(key(name));
    if (known == null && name.indexOf('(') >= 0) {
      Matcher brackets = BRACKETS.matcher(name); // GNU General Public License v3 (GPLv3)
      known = byKey.get(key(brackets.replaceAll(" ")));
      if (known == null && brackets.reset().find()) {
        known = byKey.get(key(brackets.group(1)));
      }
    }
    return known;
  }

  /** What begins with a whole name and goes on with the licence's text; null if none does. */
  @Nullable Openness beginning(String text) {
    int copyright = text.toLowerCase(Locale.ROOT).indexOf(" copyright ");
    return copyright > 0 ? find(text.substring(0, copyright)) : null;
  }

  /** The words that tell, sorted. */
  static String key(String name) {
    String text = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", " ").strip();
    for (Map.Entry<String, String> each : SHORT) {
      text = text.replace(each.getKey(), each.getValue());
    }
    Set<String> words = new TreeSet<>();
    for (String word : text.split(" ", -1)) {
      Matcher joined = JOINED.matcher(word);
      if (joined.matches()) {
        tell(joined.group(1), words);
        tell(joined.group(2), words);
      } else {
        tell(word, words);
      }
    }
    return String.join(" ", words);
  }

  private static void tell(String word, Set<String> words) {
    String bare = word;
    while (bare.endsWith(".")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    while (bare.endsWith(".0")) {
      bare = bare.substring(0, bare.length() - 2);
    }
    if (!bare.isEmpty() && !IDLE.contains(bare)) {
      words.add(bare);
    }
  }
}
