package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Finding;
import dev.assay.model.Region;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.rules.gitleaks.UserRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of 220 rules in the format of {@code .gitleaks.toml}, generated from a table of kinds that
 * uses everything the format has, finds in a generated tree exactly what plain regexes over whole
 * contents find.
 */
class GitleaksConfigScanTest {
  private static final int RULES = 220;
  private static final int KINDS = 11;
  private static final String LOWER = "bcdfghjkmnpqrstvwxz23456789";
  private static final String MIXED = "BCDFGHJKMNPQRSTVWXZbcdfghjkmnpqrstvwxz23456789";

  /**
   * What a rule means, for the oracle.
   *
   * @param exempt what an exception asks of path, match, secret and line
   */
  private record Meant(
      String id,
      String regex,
      int group,
      double entropy,
      List<String> keywords,
      String path,
      String requires,
      int withinLines,
      int withinColumns,
      boolean silent,
      Exempt exempt) {}

  /** An exception, judged. */
  private interface Exempt {
    boolean holds(String path, String match, String secret, String line);
  }

  /** A match, for the oracle. */
  private record Hit(String path, int line, int column, String match, String secret, String text) {}

  private final Random random = new Random(20261120);
  private final StringBuilder toml = new StringBuilder();
  private final List<Meant> meant = new ArrayList<>();
  private final Map<String, List<String>> files = new TreeMap<>();

  @TempDir Path folder;

  private String some(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private void line(String path, String text) {
    files.computeIfAbsent(path, key -> new ArrayList<>()).add(text);
  }

  private static String key(int index) {
    return "v" + (char) ('a' + index / 26) + (char) ('a' + index % 26) + "q";
  }

  /** Adds rule {@code index} to the file, and texts that it finds and leaves alone to the tree. */
  private void add(int index) {
    String key = key(index);
    String id = "rule-" + index;
    String path = "src/part" + index % 7 + "/file" + index % 13 + ".txt";
    String regex;
    int group = 0;
    double entropy = 0;
    List<String> keywords = List.of(key);
    String ownPath = "";
    String requires = "";
    int lines = -1;
    int columns = -1;
    boolean silent = false;
    Exempt exempt = (p, m, s, l) -> false;
    String more = "";
    switch (index % KINDS) {
      case 0 -> {
        regex =
            "(?i)[\\w.-]{0,20}?(?:"
                + key
                + ")(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|:|=>)"
                + "[\\s'\"=]{0,5}([a-z0-9]{20})(?:['\"\\s;]|$)";
        line(path, "my." + key.toUpperCase(Locale.ROOT) + "_token = \"" + some(LOWER, 20) + "\"");
        line(path, key + ": " + some(LOWER, 19));
        line(path, "x" + key + "y => '" + some(LOWER, 20) + "';");
      }
      case 1 -> {
        regex = "\\b(" + key + "_[A-Za-z0-9]{24})\\b";
        line(path, "t=" + key + "_" + some(MIXED, 24) + " é");
        line(path, "t=" + key + "_" + some(MIXED, 25));
        line(path, "ü" + key + "_" + some(MIXED, 24) + ", " + key + "_" + some(MIXED, 24));
      }
      case 2 -> {
        regex = key + "(id|name)?=([a-z0-9]{6})/([a-z0-9]{14})";
        group = 3;
        more = "secretGroup = 3\n";
        line(path, key + "id=" + some(LOWER, 6) + "/" + some(LOWER, 14));
        line(path, key + "=" + some(LOWER, 6) + "/" + some(LOWER, 14) + " " + key + "=none");
      }
      case 3 -> {
        regex = key + "[:=]\\s*([a-z0-9]{16})";
        entropy = 3.0;
        more = "entropy = 3.0\n";
        line(path, key + ": " + some(LOWER, 16));
        line(path, key + ": " + "g7".repeat(8));
        line(path, key + "=hjkmnpqrhjkmnpqr"); // 3.0 bits: not more than that
      }
      case 4 -> {
        regex = "(?P<all>" + key + "-[[:xdigit:]]{12})";
        ownPath = "(?i)part[0-3]/.*\\.TXT$";
        more = "path = '''" + ownPath + "'''\n";
        line("src/part" + index % 4 + "/" + index + ".Txt", key + "-" + some("23456789abdef", 12));
        line("other/" + index + ".txt", key + "-" + some("23456789abdef", 12));
      }
      case 5 -> {
        regex = "";
        ownPath = "(^|/)odd" + index + "\\.(bin|dat)$";
        more = "path = '''" + ownPath + "'''\n";
        keywords = List.of();
        line("src/odd" + index + ".dat", "nothing");
        line("src/odd" + index + ".txt", "nothing");
      }
      case 6 -> {
        // No literal of its own, and a keyword that stands elsewhere in the file.
        regex = "\\b[QZ]{4}[0-9]{" + (index / KINDS + 3) + "}[QZ]{4}\\b";
        String token = some("QZ", 4) + some("23456789", index / KINDS + 3) + some("QZ", 4);
        line(
            "gate/" + index + ".txt", "see " + key.toUpperCase(Locale.ROOT) + " below\n\n" + token);
        line("gate/no" + index + ".txt", "nothing above\n" + token);
      }
      case 7 -> {
        regex = key + "=([a-z0-9]{15})";
        more =
            """
              [[rules.allowlists]]
              description = "either"
              regexes = ['''^zz''']
              stopwords = ["Sample"]
              [[rules.allowlists]]
              condition = "AND"
              regexTarget = "line"
              regexes = ['''(?i)#\\s*not a secret''']
              paths = ['''file[0-5]\\.txt$''']
              [[rules.allowlists]]
              regexTarget = "match"
              regexes = ['''=88''']
            """;
        exempt =
            (p, m, s, l) ->
                s.startsWith("zz")
                    || s.contains("sample")
                    || (l.matches("(?si).*#\\s*not a secret.*") && p.matches(".*file[0-5]\\.txt"))
                    || m.contains("=88");
        line(path, key + "=" + some(LOWER, 15));
        line(path, key + "=zz" + some(LOWER, 13));
        line(path, key + "=b7sample" + some(LOWER, 7));
        line(path, key + "=" + some("bcdf2345", 15) + " # NOT a secret");
        line(path, key + "=88" + some(LOWER, 13));
      }
      case 8 -> {
        regex = key + "_id=([a-z0-9]{12})";
        boolean auxiliary = index / KINDS % 2 == 1;
        if (auxiliary) {
          silent = index / KINDS % 4 == 1;
          more = silent ? "skipReport = true\n" : "";
        } else {
          requires = "rule-" + (index + KINDS);
          lines = index / KINDS % 3 == 0 ? -1 : 2;
          columns = index / KINDS % 5 == 2 ? 30 : -1;
          more =
              "  [[rules.required]]\n  id = \""
                  + requires
                  + "\"\n"
                  + (lines < 0 ? "" : "  withinLines = " + lines + "\n")
                  + (columns < 0 ? "" : "  withinColumns = " + columns + "\n");
          String other = key(index + KINDS) + "_id=";
          String own = key + "_id=";
          for (int gap : new int[] {0, 2, 5}) {
            for (String indent : new String[] {"", " ".repeat(40)}) {
              String file = "pairs/" + index + "-" + gap + indent.length() + ".txt";
              line(file, own + some(LOWER, 12));
              for (int i = 0; i < gap; i++) {
                line(file, "");
              }
              line(file, indent + other + some(LOWER, 12));
            }
          }
          line("pairs/alone" + index + ".txt", own + some(LOWER, 12));
        }
      }
      case 9 -> {
        regex = "ключ" + index + "=([а-я]{10}\\pL)\\z|" + key + "«([^»]{8,12})»";
        line("text/" + index + ".txt", key + "«" + some("бвгджзклмн", 9) + "»");
        line("text/" + index + ".txt", key + "«" + some("бвгджзклмн", 13) + "»");
        line("text/z" + index + ".txt", key + "\n" + "ключ" + index + "=" + some("бвгджзклмн", 11));
      }
      default -> {
        regex = "(?m)^[KWY]{2}(?:-[0-9]{" + (index / KINDS + 2) + "}){3}$";
        keywords = List.of();
        String part = "-" + some("23456789", index / KINDS + 2);
        String word = some("KWY", 2) + part + part + "-" + some("23456789", index / KINDS + 2);
        line("slow/" + index + ".txt", word + "\n " + word + "\n" + word + "x");
      }
    }
    toml.append("[[rules]]\nid = \"").append(id).append("\"\ndescription = \"Rule ").append(index);
    toml.append("\"\n");
    if (!regex.isEmpty()) {
      toml.append("regex = '''").append(regex).append("'''\n");
    }
    if (!keywords.isEmpty()) {
      toml.append("keywords = [\"").append(keywords.get(0)).append("\"]\n");
    }
    toml.append("tags = [\"kind").append(index % KINDS).append("\"]\n").append(more);
    meant.add(
        new Meant(
            id, regex, group, entropy, keywords, ownPath, requires, lines, columns, silent,
            exempt));
  }

  /** What plain regexes find: {@code rule path:line:column}. */
  private Set<String> expected(Set<String> exempted) {
    Map<String, List<Hit>> hits = new LinkedHashMap<>();
    for (Meant rule : meant) {
      List<Hit> found = new ArrayList<>();
      files.forEach((path, lines) -> found.addAll(hits(rule, path, String.join("\n", lines))));
      hits.put(rule.id(), found);
    }
    Set<String> expected = new TreeSet<>();
    for (Meant rule : meant) {
      for (Hit hit : hits.get(rule.id())) {
        boolean near =
            rule.requires().isEmpty()
                || hits.get(rule.requires()).stream().anyMatch(other -> near(rule, hit, other));
        if (near && !rule.silent()) {
          boolean globally =
              hit.path().startsWith("ignored/")
                  || hit.secret().contains("testtest")
                  || (rule.id().equals("rule-1") && hit.text().contains("é"));
          String place = rule.id() + " " + hit.path() + ":" + hit.line() + ":" + hit.column();
          (globally ? exempted : expected).add(place);
        }
      }
    }
    return expected;
  }

  private static boolean near(Meant rule, Hit hit, Hit other) {
    return hit.path().equals(other.path())
        && (rule.withinLines() < 0 || Math.abs(hit.line() - other.line()) <= rule.withinLines())
        && (rule.withinColumns() < 0
            || Math.abs(hit.column() - other.column()) <= rule.withinColumns());
  }

  private static List<Hit> hits(Meant rule, String path, String text) {
    List<Hit> hits = new ArrayList<>();
    String lower = text.toLowerCase(Locale.ROOT);
    if (!rule.path().isEmpty() && !Pattern.compile(rule.path()).matcher(path).find()) {
      return hits;
    }
    if (rule.regex().isEmpty()) {
      hits.add(new Hit(path, 0, 0, "", "", ""));
      return hits;
    }
    if (!rule.keywords().isEmpty() && rule.keywords().stream().noneMatch(lower::contains)) {
      return hits;
    }
    String java = rule.regex().replace("(?P<", "(?<").replace("[[:xdigit:]]", "\\p{XDigit}");
    java = java.replace("\\b", "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))"); // of ASCII, to Go
    Matcher matcher = Pattern.compile(java, Pattern.UNIX_LINES).matcher(text);
    while (matcher.find()) {
      int group = rule.group();
      for (int i = 1; i <= matcher.groupCount() && group == 0; i++) {
        group = matcher.end(i) > matcher.start(i) ? i : 0;
      }
      int start = matcher.start(group);
      String secret = matcher.group(group);
      int lineStart = text.lastIndexOf('\n', start - 1) + 1;
      int lineEnd = text.indexOf('\n', matcher.end(group));
      String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
      int number = (int) text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
      if ((rule.entropy() == 0 || entropy(secret) > rule.entropy())
          && !rule.exempt().holds(path, matcher.group(), secret, line)) {
        hits.add(new Hit(path, number, start - lineStart + 1, matcher.group(), secret, line));
      }
    }
    return hits;
  }

  private static double entropy(String text) {
    Map<Integer, Long> counts = new TreeMap<>();
    text.chars().forEach(c -> counts.merge(c, 1L, Long::sum));
    double bits = 0;
    for (long count : counts.values()) {
      double share = (double) count / text.length();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return Math.round(bits * 1e9) / 1e9;
  }

  private static Set<String> places(ScanResult result) {
    Set<String> places = new TreeSet<>();
    for (Finding finding : result.findings()) {
      Region region = finding.location().region();
      places.add(
          finding.ruleId()
              + " "
              + finding.location().provenance().path()
              + (region == null ? ":0:0" : ":" + region.line() + ":" + region.column()));
    }
    return places;
  }

  @Test
  void findsWhatPlainRegexesFind() throws IOException {
    toml.append(
        """
        title = "Everything that the format has"
        minVersion = "v8.25.0"
        [[allowlists]]
        description = "everywhere"
        paths = ['''^ignored/''']
        stopwords = ["TESTTEST"]
        [[allowlists]]
        targetRules = ["rule-1"]
        regexTarget = "line"
        regexes = ['''é''']
        """);
    for (int i = 0; i < RULES; i++) {
      add(i);
    }
    line("ignored/a.txt", key(1) + "_" + some(MIXED, 24));
    line("src/b.txt", key(3) + "=h3testtestk9d2g5");
    Path tree = folder.resolve("tree");
    for (Map.Entry<String, List<String>> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, String.join("\n", file.getValue()).getBytes(StandardCharsets.UTF_8));
    }
    Path config = folder.resolve("rules.toml");
    Files.writeString(config, toml.toString());
    UserRules.Laid laid = UserRules.over(Scans.NO_RULES, List.of(config), null);
    assertThat(laid.rules().rules()).hasSize(RULES);

    Set<String> exempted = new TreeSet<>();
    Set<String> expected = expected(exempted);
    assertThat(exempted).as("what global allowlists except").hasSizeGreaterThanOrEqualTo(3);
    for (Meant rule : meant) {
      if (!rule.silent()) {
        assertThat(expected.stream().filter(place -> place.startsWith(rule.id() + " ")))
            .as(rule.id() + " has something to find")
            .isNotEmpty();
      }
    }
    for (int threads : new int[] {1, 3}) {
      ScanResult result =
          new Scanner(Host.NONE)
              .scan(
                  List.of(new ScanTarget.Tree(tree.toString())),
                  Scans.config(threads),
                  laid.rules(),
                  Progress.NONE);
      assertThat(result.problems()).isEmpty();
      Set<String> missed = new TreeSet<>(expected);
      missed.removeAll(places(result));
      assertThat(missed).as("missed").isEmpty();
      assertThat(places(result)).as("nothing else").isSubsetOf(expected);
    }
  }
}
