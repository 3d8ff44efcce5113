package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import dev.assay.detect.Correlator;
import dev.assay.model.Candidate;
import dev.assay.model.Fix;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what a comparison comes to into findings, in words that a maintainer uses. */
final class Telling {
  private static final int EXAMPLES = 4;
  private static final int PROVED = 2;
  private static final int KINDS = 4;

  private final Artifact artifact;
  private final Correlator.Output out;
  private final @Nullable Fix fix;
  private final @Nullable Fix lacking;

  /** One that has nothing to say of what to do. */
  Telling(Artifact artifact, Correlator.Output out) {
    this(artifact, out, null, null);
  }

  /**
   * @param fix what to do about what is there, if all is meant; null if there is nothing
   * @param lacking the same about what isn't
   */
  Telling(Artifact artifact, Correlator.Output out, @Nullable Fix fix, @Nullable Fix lacking) {
    this.artifact = artifact;
    this.out = out;
    this.fix = fix;
    this.lacking = lacking;
  }

  /**
   * Tells one finding.
   *
   * @param subject what it is about, the same in each release
   */
  void tell(
      RuleInfo rule, Severity severity, Provenance place, String subject, List<String> evidence) {
    List<String> said = evidence;
    if (ofFolder() && place.equals(outer())) {
      said = new ArrayList<>(evidence);
      said.add(0, "of " + artifact.display() + " as a whole, which stands at its first file");
    }
    Candidate candidate =
        new Candidate(
            rule.id(),
            severity,
            rule.confidence(),
            PROVED,
            true,
            said,
            null,
            0,
            0,
            null,
            null,
            null,
            subject);
    boolean less = rule.equals(ContentFindings.GONE) || rule.equals(ContentFindings.SHRUNK);
    Fix remedy = less ? lacking : fix;
    out.found(place, remedy == null ? candidate : candidate.withFixes(List.of(remedy)));
  }

  /** How grave it is that these are there and were not before. */
  static Severity gravity(List<Item> items, boolean newFolder) {
    long bytes = 0;
    Severity worst = newFolder ? Severity.MEDIUM : Severity.LOW;
    for (Item item : items) {
      bytes += item.size();
      boolean hidden = item.path().startsWith(".") || item.path().contains("/.");
      if (Kinds.grave(item.kind())) {
        return Severity.HIGH;
      }
      if (Kinds.unusual(item.kind()) || hidden) {
        worst = Severity.MEDIUM;
      }
    }
    return bytes >= Tolerance.MUCH ? Severity.HIGH : worst;
  }

  /** {@code 26 files (25 JavaScript files, a source map), 61.2 MB: a.js 1.2 kB, … and 22 more}. */
  static String listed(List<Item> items) {
    long bytes = 0;
    Map<String, Long> kinds = new TreeMap<>();
    for (Item item : items) {
      bytes += item.size();
      kinds.merge(item.kind(), 1L, Long::sum);
    }
    if (items.size() == 1) {
      return Kinds.counted(items.get(0).kind(), 1)
          + (bytes == 0 ? "" : " of " + Range.shown(bytes));
    }
    StringBuilder text = new StringBuilder();
    if (kinds.size() == 1) {
      text.append(Kinds.counted(items.get(0).kind(), items.size()));
    } else {
      text.append(String.format(Locale.ROOT, "%,d files (", items.size()));
      List<Map.Entry<String, Long>> sorted = new ArrayList<>(kinds.entrySet());
      sorted.sort(
          Map.Entry.<String, Long>comparingByValue()
              .reversed()
              .thenComparing(Map.Entry.comparingByKey()));
      for (int i = 0; i < Math.min(KINDS, sorted.size()); i++) {
        text.append(i == 0 ? "" : ", ")
            .append(Kinds.counted(sorted.get(i).getKey(), sorted.get(i).getValue()));
      }
      text.append(sorted.size() > KINDS ? ", …)" : ")");
    }
    text.append(", ").append(Range.shown(bytes)).append(" in all: ");
    List<Item> largest = new ArrayList<>(items);
    largest.sort(Comparator.comparingLong((Item each) -> -each.size()).thenComparing(Item::path));
    for (int i = 0; i < Math.min(EXAMPLES, largest.size()); i++) {
      text.append(i == 0 ? "" : ", ")
          .append(shown(largest.get(i).path()))
          .append(" (")
          .append(Range.shown(largest.get(i).size()))
          .append(')');
    }
    if (largest.size() > EXAMPLES) {
      text.append(String.format(Locale.ROOT, " and %,d more", largest.size() - EXAMPLES));
    }
    return text.toString();
  }

  /** {@code 1 file}, {@code 1,200 files}. */
  static String files(long count) {
    return count == 1 ? "1 file" : String.format(Locale.ROOT, "%,d files", count);
  }

  /** A path for a person: nothing that a terminal or a reader could be fooled by. */
  static String shown(String path) {
    String quoted = PathPattern.quote(path);
    return quoted.length() <= 160 ? quoted : quoted.substring(0, 160) + "…";
  }

  /** Why the gravest of them is grave by its kind; empty if none is. */
  static String why(List<Item> items) {
    for (Item item : items) {
      String why = Kinds.why(item.kind());
      if (!why.isEmpty()) {
        return why;
      }
    }
    return "";
  }

  /** Where all of {@code items} stand: the file, or the folder or artifact that holds them. */
  Provenance place(List<Item> items) {
    Provenance first = items.get(0).file().place();
    if (items.size() == 1) {
      return first;
    }
    if (first instanceof Provenance.Entry entry) {
      String common = folder(entry.name());
      for (Item item : items) {
        if (!(item.file().place() instanceof Provenance.Entry other)
            || !other.container().equals(entry.container())) {
          return outer();
        }
        common = common(common, other.name());
      }
      return common.isEmpty() ? outer() : new Provenance.Entry(entry.container(), common);
    }
    String common = folder(first.path());
    for (Item item : items) {
      common = common(common, item.file().place().path());
    }
    return common.isEmpty() ? outer() : new Provenance.File(common);
  }

  /** The artifact itself. */
  Provenance outer() {
    return artifact.place();
  }

  /** Whether the artifact is a folder, which has no place of its own in reports. */
  private boolean ofFolder() {
    return artifact.files().size() > 1
        && artifact.files().get(0).file().place() instanceof Provenance.File;
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String common(String folder, String path) {
    String common = folder;
    while (!common.isEmpty() && !path.startsWith(common + "/")) {
      common = folder(common);
    }
    return common;
  }
}
