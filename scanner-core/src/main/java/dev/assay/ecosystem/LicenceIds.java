package dev.assay.ecosystem;

import dev.assay.ecosystem.LicenceExpression.Licence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids of SPDX's licence list and of its exceptions, what deprecated ones are called now, and the
 * ids of licences that are called by a name. Immutable; read when it is first asked for.
 */
public final class LicenceIds {
  /** Longer texts are no name of a licence, UTF-16 code units. */
  private static final int LONGEST = 500;

  private static final Pattern OR_LATER =
      Pattern.compile("(?i)\\+|later|newer|higher|above|>=|\\bany version");

  /** Between clauses; commas in quotes belong to one. */
  private static final Pattern CLAUSES =
      Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", Pattern.DOTALL);

  private static final Pattern ATTRIBUTE = Pattern.compile("\\s*[A-Za-z]+\\s*:?=");

  private static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)");

  /** What deprecated ids are called now, where the list or its comments say so. */
  private static final Map<String, Licence> NOW =
      Map.ofEntries(
          Map.entry("BSD-2-Clause-FreeBSD", plain("BSD-2-Clause-Views")),
          Map.entry("BSD-2-Clause-NetBSD", plain("BSD-2-Clause")),
          Map.entry("bzip2-1.0.5", plain("bzip2-1.0.6")),
          Map.entry("StandardML-NJ", plain("SMLNJ")),
          Map.entry("eCos-2.0", with("GPL-2.0-or-later", "eCos-exception-2.0")),
          Map.entry("wxWindows", with("LGPL-2.0-or-later", "WxWindows-exception-3.1")),
          Map.entry(
              "GPL-2.0-with-autoconf-exception", with("GPL-2.0-only", "Autoconf-exception-2.0")),
          Map.entry("GPL-2.0-with-bison-exception", with("GPL-2.0-only", "Bison-exception-2.2")),
          Map.entry(
              "GPL-2.0-with-classpath-exception", with("GPL-2.0-only", "Classpath-exception-2.0")),
          Map.entry("GPL-2.0-with-font-exception", with("GPL-2.0-only", "Font-exception-2.0")),
          Map.entry("GPL-2.0-with-GCC-exception", with("GPL-2.0-only", "GCC-exception-2.0")),
          Map.entry(
              "GPL-3.0-with-autoconf-exception", with("GPL-3.0-only", "Autoconf-exception-3.0")),
          Map.entry("GPL-3.0-with-GCC-exception", with("GPL-3.0-only", "GCC-exception-3.1")));

  /** Names that the list doesn't have, and the one licence or expression that each stands for. */
  private static final String[][] NAMES = {
    {"Apache-2.0", "ASL 2.0", "AL 2.0", "Apache Foundation 2.0", "Apache Public License 2.0"},
    {"Apache-1.1", "ASL 1.1"},
    {"BSD-3-Clause", "New BSD", "Modified BSD", "Revised BSD", "BSD 3", "3 Clause"},
    {"BSD-3-Clause", "New BSD 3 Clause", "EDL", "EDL 1.0", "BSD 3 Clause New or Revised"},
    {"BSD-2-Clause", "Simplified BSD", "FreeBSD", "BSD 2", "BSD Clause 2", "BSD 2 Clause"},
    {"MIT", "Expat", "Expat MIT", "MIT X11", "The MIT License (MIT)"},
    {"EPL-1.0", "EPL 1"},
    {"EPL-2.0", "EPL 2"},
    {"MPL-1.0", "MPL 1"},
    {"MPL-1.1", "MPL 1.1"},
    {"MPL-2.0", "MPL 2"},
    {"CPL-1.0", "CPL 1"},
    {"CDDL-1.0", "CDDL 1"},
    {"CDDL-1.1", "CDDL 1.1"},
    {"UPL-1.0", "UPL", "Oracle UPL", "UPL 1"},
    {"BSL-1.0", "Boost"},
    {"CC0-1.0", "CC0", "CC0 1.0 Universal", "Creative Commons Zero"},
    {"CC0-1.0", "Public Domain, per Creative Commons CC0"},
    {"Zlib", "Zlib libpng"},
    {"PSF-2.0", "PSF", "PSFL", "Python Foundation"},
    {"ZPL-2.1", "ZPL 2.1"},
    {"OFL-1.1", "SIL OFL 1.1", "OFL 1.1"},
    {"Artistic-2.0", "Artistic 2"},
    {"Artistic-1.0-Perl OR GPL-1.0-or-later", "Perl", "Perl 5"},
    {"Unlicense", "This is free and unencumbered released into the public domain"},
    {"MulanPSL-2.0", "Mulan PSL 2"},
    {"WTFPL", "Do What The Fuck You Want To Public"},
    {"GPL-2.0-only WITH Classpath-exception-2.0", "GPL 2 CPE"},
    {"HPND", "Historical Permission Notice and Disclaimer"},
    {"ISC", "ISC", "ISCL"},
    {"GPL-1.0-only", "GPL 1"},
    {"GPL-2.0-only", "GPL 2"},
    {"GPL-3.0-only", "GPL 3"},
    {"LGPL-2.0-only", "LGPL 2"},
    {"LGPL-2.1-only", "LGPL 2.1"},
    {"LGPL-3.0-only", "LGPL 3"},
    {"AGPL-3.0-only", "AGPL 3"},
  };

  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> exceptions = new HashMap<>();
  private final Map<String, String> byName = new HashMap<>();

  private LicenceIds() {
    for (String line : lines("licences.txt")) {
      String[] fields = line.split("\t", -1);
      ids.put(lower(fields[0]), fields[0]);
    }
    for (String id : lines("licence-exceptions.txt")) {
      exceptions.put(lower(id), id);
    }
    for (String[] row : NAMES) {
      for (int i = 1; i < row.length; i++) {
        byName.put(LicenceNames.key(row[i]), row[0]);
      }
    }
    for (String line : lines("licences.txt")) {
      String[] fields = line.split("\t", -1);
      String id = String.valueOf(licence(fields[0]));
      // A name that several have tells nothing; those above were chosen.
      name(fields[2], id);
      name(fields[0], id);
    }
  }

  private void name(String name, String id) {
    String key = LicenceNames.key(name);
    if (key.isEmpty()) {
      return;
    }
    String known = byName.putIfAbsent(key, id);
    if (known != null && !known.equals(id) && id.equals(name)) {
      byName.put(key, id.endsWith("-or-later") ? known : id);
    }
  }

  private static final class Holder {
    static final LicenceIds ALL = new LicenceIds();
  }

  /** The list of this version. */
  public static LicenceIds get() {
    return Holder.ALL;
  }

  private static List<String> lines(String resource) {
    List<String> lines = new ArrayList<>();
    try (InputStream in = LicenceIds.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in this build");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#") && !line.isEmpty()) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static Licence plain(String id) {
    return new Licence(id, false, null);
  }

  private static Licence with(String id, String exception) {
    return new Licence(id, false, exception);
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  /** Whether {@code id} stands in the list, or is a reference to a licence that doesn't. */
  public boolean known(String id) {
    return ids.containsKey(lower(id))
        || id.startsWith("LicenseRef-")
        || id.contains(":LicenseRef-");
  }

  /** The exception's id in the case of the list; null if that hasn't got it. */
  public @Nullable String exception(String id) {
    return exceptions.get(lower(id));
  }

  /** The licence of an id as somebody writes it, with {@code +} perhaps. */
  LicenceExpression licence(String written) {
    String whole = ids.get(lower(written)); // GPL-2.0+ stands in the list as such
    if (whole != null) {
      return now(whole, false);
    }
    if (written.endsWith("+")) {
      String bare = written.substring(0, written.length() - 1);
      String id = ids.get(lower(bare));
      return now(id == null ? bare : id, true);
    }
    String reference = lower(written);
    int colon = reference.startsWith("documentref-") ? reference.indexOf(':') + 1 : 0;
    if (reference.startsWith("licenseref-", colon)) {
      String document = colon == 0 ? "" : "DocumentRef-" + written.substring(12, colon);
      return plain(document + "LicenseRef-" + written.substring(colon + 11));
    }
    return plain(written);
  }

  private static Licence now(String id, boolean orLater) {
    Licence now = NOW.get(id);
    if (now != null) {
      return now;
    }
    boolean plus = orLater || id.endsWith("+");
    String bare = id.endsWith("+") ? id.substring(0, id.length() - 1) : id;
    if (bare.endsWith("-or-later") || (bare.endsWith("-only") && !plus)) {
      return plain(bare);
    }
    if (bare.endsWith("-only")) {
      return plain(bare.substring(0, bare.length() - 5) + "-or-later");
    }
    if (gnu(bare)) {
      return plain(bare + (plus ? "-or-later" : "-only"));
    }
    return new Licence(bare, plus, null);
  }

  /** Those whose ids say {@code -only} or {@code -or-later}. */
  private static boolean gnu(String id) {
    return switch (id) {
      case "AGPL-1.0",
          "AGPL-3.0",
          "GFDL-1.1",
          "GFDL-1.2",
          "GFDL-1.3",
          "GPL-1.0",
          "GPL-2.0",
          "GPL-3.0",
          "LGPL-2.0",
          "LGPL-2.1",
          "LGPL-3.0" ->
          true;
      default -> false;
    };
  }

  /** What is called {@code name}; null if it isn't one licence of the list. */
  @Nullable LicenceExpression named(String name) {
    if (name.length() > LONGEST) {
      return null;
    }
    String id = byName.get(LicenceNames.key(name));
    if (id == null && name.indexOf('(') >= 0) {
      Matcher brackets = BRACKETS.matcher(name); // GNU General Public License v3 (GPLv3)
      id = byName.get(LicenceNames.key(brackets.replaceAll(" ")));
      if (id == null && brackets.reset().find()) {
        id = byName.get(LicenceNames.key(brackets.group(1)));
      }
    }
    if (id == null) {
      return null;
    }
    boolean gnu = id.endsWith("-only") || id.endsWith("-or-later");
    if (gnu && id.indexOf(' ') < 0) {
      String bare = id.substring(0, id.lastIndexOf(id.endsWith("-only") ? "-only" : "-or-later"));
      return plain(bare + (OR_LATER.matcher(name).find() ? "-or-later" : "-only"));
    }
    return ExpressionParser.parse(id);
  }

  /** See {@link LicenceExpression#declared}. */
  @Nullable LicenceExpression declared(String declared) {
    String text = declared.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    LicenceExpression expression = ExpressionParser.parse(text);
    if (expression != null && expression.known()) {
      return expression;
    }
    if (text.startsWith("License ::")) {
      return named(text.substring(text.lastIndexOf("::") + 2).strip());
    }
    if (text.contains("://") || text.indexOf(';') > 0) {
      LicenceExpression clauses = clauses(text);
      if (clauses != null) {
        return clauses;
      }
    }
    LicenceExpression named = named(text);
    if (named != null) {
      return named;
    }
    List<LicenceExpression> alternatives = parts(text, "(?i)\\s+or\\s+|\\s*[/|]\\s*");
    if (alternatives != null) {
      return LicenceExpression.any(alternatives);
    }
    List<LicenceExpression> all = parts(text, "(?i)\\s+and\\s+|\\s*[,;&]\\s*");
    return all == null ? null : LicenceExpression.all(all);
  }

  /**
   * Addresses and ids separated by commas, with attributes behind {@code ;}, as OSGi's header
   * {@code Bundle-License} has them (OSGi Core 8, 3.2.1.10); of several one may be chosen. Null if
   * there is no address and no attribute, or not each is told.
   */
  private @Nullable LicenceExpression clauses(String text) {
    List<LicenceExpression> all = new ArrayList<>();
    for (String clause : CLAUSES.split(text, -1)) {
      String[] parts = clause.split(";", 2);
      if (parts.length == 2 && !ATTRIBUTE.matcher(parts[1]).lookingAt()) {
        return null;
      }
      String head = parts[0].strip().replace("\"", "");
      LicenceExpression each =
          head.contains("://")
              ? LicenceAddresses.named(head)
              : head.length() < text.length() ? declared(head) : null;
      if (each == null) {
        return null;
      }
      all.add(each);
    }
    return LicenceExpression.any(all);
  }

  /** All of them, if there are several and each is told; else null. */
  private @Nullable List<LicenceExpression> parts(String text, String by) {
    String[] parts = text.split(by, -1);
    if (parts.length < 2) {
      return null;
    }
    List<LicenceExpression> all = new ArrayList<>();
    for (String part : parts) {
      LicenceExpression each = part.equals(text) ? null : declared(part);
      if (each == null) {
        return null;
      }
      all.add(each);
    }
    return all;
  }
}
