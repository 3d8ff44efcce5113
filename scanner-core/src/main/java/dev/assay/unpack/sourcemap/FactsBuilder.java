package dev.assay.unpack.sourcemap;

import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SourceMapFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds up what the sources of one map come to. In bounded memory: of names the first by path. */
public final class FactsBuilder {

  /** Names, users and hosts of each kind that are kept. */
  public static final int MOST_EXAMPLES = 20;

  private static final int LONGEST_EXAMPLE = 300;

  private static final Set<String> PLAIN_SCHEMES = Set.of("file", "http", "https", "data");

  private final TreeSet<String> ownExamples = new TreeSet<>();
  private final TreeSet<String> absolutePaths = new TreeSet<>();
  private final TreeSet<String> users = new TreeSet<>();
  private final TreeSet<String> hosts = new TreeSet<>();
  private String scheme = "";
  private long sources;
  private long embedded;
  private long lines;
  private long ownEmbedded;
  private long ownLines;

  FactsBuilder() {}

  /**
   * A source.
   *
   * @param whole its name with the map's root; empty if it has none
   * @param readable the same for people
   * @param count whether it is told for the first time
   * @param text lines of its text; -1 if there is no text
   */
  void source(String whole, String readable, boolean count, long text) {
    String host = Leaks.host(whole);
    if (count) {
      sources++;
      if (scheme.isEmpty()) {
        scheme = bundler(whole);
      }
      address(whole, host);
      if (Leaks.absolutePath(whole)) {
        keep(absolutePaths, whole);
      }
      keep(users, Leaks.user(whole));
    }
    if (text >= 0) {
      embedded++;
      lines += text;
      if (!Origins.thirdParty(readable, host)) {
        ownEmbedded++;
        ownLines += text;
        keep(ownExamples, SourcePaths.withoutQuery(readable));
      }
    }
  }

  /** The scheme that only a bundler gives names; empty for all others. */
  private static String bundler(String whole) {
    int end = SourcePaths.schemeEnd(whole);
    if (end == 0) {
      return "";
    }
    String scheme = whole.substring(0, end - 1).toLowerCase(Locale.ROOT);
    return PLAIN_SCHEMES.contains(scheme) ? "" : scheme;
  }

  /** An address that isn't that of a source: a map's root, a section elsewhere. */
  void address(String address) {
    address(address, Leaks.host(address));
    keep(users, Leaks.user(address.endsWith("/") ? address : address + "/"));
  }

  /**
   * What a comment gives away that says where a map is.
   *
   * @param heldBy what the comment stands in
   * @param address as it stands there
   * @return null if it is no address of its own, or one that anybody may know
   */
  public static @Nullable SourceMapFacts link(
      Provenance heldBy, @Nullable Region region, String address) {
    if (!address.regionMatches(true, 0, "http", 0, 4)
        && !address.regionMatches(true, 0, "file:", 0, 5)) {
      return null;
    }
    FactsBuilder facts = new FactsBuilder();
    facts.address(address);
    if (Leaks.absolutePath(address)) {
      keep(facts.absolutePaths, address);
    }
    if (facts.hosts.isEmpty() && facts.absolutePaths.isEmpty() && facts.users.isEmpty()) {
      return null;
    }
    return new SourceMapFacts(
        heldBy,
        SourceMapFacts.Form.LINK,
        heldBy,
        region,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        shown(facts.absolutePaths),
        shown(facts.users),
        shown(facts.hosts),
        true);
  }

  private void address(String address, String host) {
    keep(hosts, Leaks.told(address, host));
  }

  private static void keep(NavigableSet<String> in, String example) {
    if (example.isEmpty()) {
      return;
    }
    boolean full = in.size() == MOST_EXAMPLES;
    if (full && example.compareTo(in.last()) >= 0) {
      return;
    }
    in.add(
        example.length() > LONGEST_EXAMPLE ? example.substring(0, LONGEST_EXAMPLE) + "…" : example);
    if (in.size() > MOST_EXAMPLES) {
      in.pollLast();
    }
  }

  /** Names with what would disguise a line of a report left out. */
  private static List<String> shown(Set<String> names) {
    List<String> shown = new ArrayList<>();
    for (String name : names) {
      StringBuilder out = new StringBuilder();
      name.codePoints()
          .forEach(
              c -> {
                int type = Character.getType(c);
                boolean strange =
                    type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR;
                out.appendCodePoint(strange ? '?' : c);
              });
      shown.add(out.toString());
    }
    return shown;
  }

  /**
   * What was added up.
   *
   * @param place of the map
   * @param region of the comment that it was decoded out of; null if it is a file
   */
  public SourceMapFacts build(Provenance place, @Nullable Region region, boolean complete) {
    boolean inline = region != null && place instanceof Provenance.Entry;
    return new SourceMapFacts(
        place,
        inline ? SourceMapFacts.Form.INLINE : SourceMapFacts.Form.FILE,
        inline && place instanceof Provenance.Entry entry ? entry.container() : null,
        inline ? region : null,
        sources,
        embedded,
        lines,
        ownEmbedded,
        ownLines,
        shown(ownExamples),
        shown(absolutePaths),
        shown(users),
        shown(hosts),
        complete,
        scheme);
  }
}
