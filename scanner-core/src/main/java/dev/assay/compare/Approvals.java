package dev.assay.compare;

import dev.assay.compare.LockRecord.Digest;
import dev.assay.detect.Correlator;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Candidate;
import dev.assay.model.Inventory;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.UsageException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which files from elsewhere somebody approved, by SHA-256: whatever else comes from elsewhere, or
 * is not what was approved, is told. They stand in the content lock, or come from outside of the
 * repository, where nobody who can change it can approve anything.
 *
 * @param name of what they stand in, for messages
 * @param records in order
 */
public record Approvals(String name, List<Digest> records) {

  private static final int SHOWN = 16;
  private static final int PROVED = 2;
  private static final int MOST_NAMED = 3;
  private static final int LONGEST_NAME = 200;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** A line of {@code sha256sum}. */
  private static final Pattern SUM = Pattern.compile("([0-9A-Fa-f]{64}) [ *](.+)");

  public Approvals {
    records = List.copyOf(records);
  }

  /**
   * Those that come from outside: records of a content lock, or lines of {@code sha256sum}.
   *
   * @param name where they come from, for messages
   * @throws UsageException if a line is neither, without what is in it
   */
  public static Approvals parse(String name, String text) {
    List<Digest> records = new ArrayList<>();
    int number = 0;
    for (String each : text.split("\n", -1)) {
      number++;
      String line = each.endsWith("\r") ? each.substring(0, each.length() - 1) : each;
      if (line.isBlank() || line.startsWith("#") || line.equals("format\t1")) {
        continue;
      }
      try {
        Matcher sum = SUM.matcher(line);
        if (sum.matches()) {
          String what = PathPattern.quote(sum.group(2));
          String digest = sum.group(1).toLowerCase(Locale.ROOT);
          records.add(new Digest(what, PathPattern.parse(what), digest, "", "", "", number));
          continue;
        }
        String[] fields = line.split("\t", -1);
        int count = fields.length;
        boolean noted = count > 1 && fields[count - 1].startsWith("#");
        if (!fields[0].equals("digest") || (noted ? count - 1 : count) != 5) {
          throw new IllegalArgumentException(
              "it is neither a record 'digest' of a content lock nor a line of sha256sum");
        }
        records.add(record(fields, noted ? fields[count - 1] : "", number));
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            name
                + ":"
                + number
                + ": "
                + e.getMessage()
                + ". Mend that line of what --digests names.",
            e);
      }
    }
    return new Approvals(name, records);
  }

  /**
   * One record.
   *
   * @param fields its kind and four more
   * @throws IllegalArgumentException with what is wrong with it, for a person
   */
  static Digest record(String[] fields, String note, int number) {
    String what = fields[1];
    String value = fields[2];
    boolean purl = what.startsWith("pkg:");
    PathPattern pattern = purl ? null : PathPattern.parse(what);
    String digest = value.startsWith("sha256:") ? value.substring(7) : "";
    if (value.equals(Digest.ANY)) {
      digest = Digest.ANY;
    } else if (!SHA256.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "behind what is approved stands 'sha256:' and 64 digits of lower-case hexadecimal, or"
              + " 'any'");
    }
    if (fields[3].isBlank()) {
      throw new IllegalArgumentException("it doesn't say who approved it");
    }
    try {
      LocalDate.parse(fields[4]);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "it doesn't say when it was approved, as a date like 2026-03-31", e);
    }
    return new Digest(what, pattern, digest, fields[3], fields[4], note, number);
  }

  /**
   * {@code lock} in which {@code by} approves all from elsewhere that is in {@code seen}. What is
   * approved already stays as it is; another digest of the same takes the place of the old one.
   *
   * @throws UsageException if {@code by} can't stand in a record
   */
  public static ContentLock approve(ContentLock lock, Inventory seen, String by, LocalDate date) {
    if (by.isBlank()
        || by.length() > LONGEST_NAME
        || by.chars().anyMatch(Character::isISOControl)) {
      throw new UsageException(
          "'--approve' names who approves, in one line: --approve 'Ada Lovelace'");
    }
    Map<String, Set<String>> found = new LinkedHashMap<>();
    List<Digest> kept = new ArrayList<>(lock.digests());
    for (External file : External.of(seen, path -> false)) {
      if (!file.named() && !covered(kept, file)) {
        found.computeIfAbsent(file.what(), key -> new TreeSet<>()).add(file.file().sha256());
      }
    }
    kept.removeIf(each -> found.containsKey(each.what()));
    found.forEach(
        (what, digests) -> {
          for (String digest : digests) {
            kept.add(
                new Digest(
                    what,
                    what.startsWith("pkg:") ? null : PathPattern.parse(what),
                    digest,
                    by.strip(),
                    date.toString(),
                    "",
                    0));
          }
        });
    return lock.withDigests(kept);
  }

  private static boolean covered(List<Digest> records, External file) {
    for (Digest each : records) {
      if (each.sha256().equals(file.file().sha256())
          || (each.sha256().equals(Digest.ANY) && each.names(file))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a record names {@code path}. */
  private boolean names(String path) {
    for (Digest each : records) {
      if (each.pattern() != null && each.pattern().matches(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether {@code file} may matter to approvals: where nothing else is compared, others needn't be
   * kept.
   */
  public boolean concerns(ArtifactFile file) {
    return !(file.place() instanceof Provenance.Entry)
        || External.external(file)
        || names(External.path(file.place(), null));
  }

  /** Tells what in {@code seen} nobody approved. */
  void check(Inventory seen, Correlator.Output out) {
    Set<String> approved = new HashSet<>();
    records.forEach(each -> approved.add(each.sha256()));
    for (External file : External.of(seen, this::names)) {
      if (approved.contains(file.file().sha256())) {
        continue;
      }
      List<Digest> naming = new ArrayList<>();
      boolean any = false;
      for (Digest each : records) {
        if (each.names(file)) {
          naming.add(each);
          any |= each.sha256().equals(Digest.ANY);
        }
      }
      if (!any && (!file.named() || !naming.isEmpty())) {
        tell(file, naming, out);
      }
    }
  }

  private void tell(External file, List<Digest> naming, Correlator.Output out) {
    boolean changed = !naming.isEmpty();
    RuleInfo rule = changed ? ContentFindings.NOT_AS_APPROVED : ContentFindings.NOT_APPROVED;
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Kinds.counted(file.file().kind(), 1)
            + " of "
            + Range.shown(file.file().size())
            + (file.purl().isEmpty() ? "" : ", which says it is " + Telling.shown(file.purl()))
            + "; its SHA-256 is "
            + shown(file.file().sha256()));
    List<Digest> told = changed ? naming : others(file);
    for (Digest each : told.subList(0, Math.min(MOST_NAMED, told.size()))) {
      evidence.add(
          name
              + (each.number() == 0 ? "" : ":" + each.number())
              + " approves "
              + (changed ? "" : each.what() + " as ")
              + (each.sha256().equals(Digest.ANY) ? "whatever it is" : shown(each.sha256()))
              + (each.by().isEmpty()
                  ? ""
                  : ", by " + Telling.shown(each.by()) + ", " + each.date()));
    }
    if (told.isEmpty()) {
      evidence.add(name + " says nothing of it");
    }
    out.found(
        file.file().place(),
        new Candidate(
            rule.id(),
            rule.severity(),
            rule.confidence(),
            PROVED,
            true,
            evidence,
            null,
            0,
            0,
            null,
            null,
            null,
            file.what()));
  }

  /** Approvals of the same package in other versions. */
  private List<Digest> others(External file) {
    String wanted = unversioned(file.purl());
    List<Digest> others = new ArrayList<>();
    if (wanted != null) {
      for (Digest each : records) {
        if (each.pattern() == null && wanted.equals(unversioned(each.what()))) {
          others.add(each);
        }
      }
    }
    return others;
  }

  private static @Nullable String unversioned(String purl) {
    int at = purl.lastIndexOf('@');
    return at < 0 ? null : purl.substring(0, at);
  }

  private static String shown(String digest) {
    return digest.substring(0, SHOWN) + "…";
  }
}
