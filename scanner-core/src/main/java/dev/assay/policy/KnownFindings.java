package dev.assay.policy;

import dev.assay.model.CommitInfo;
import dev.assay.model.Place;
import dev.assay.model.Region;
import dev.assay.model.Suppression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Findings that files of other scanners list as known. Such a list is keyed by where a finding
 * stands or by a hash of its secret; what it allows is counted for the summary, and what it lists
 * in vain too.
 *
 * @param entries in the order of their files
 * @param notices what is to be said of the files in any case
 */
public record KnownFindings(List<Entry> entries, List<String> notices) {

  /** None. */
  public static final KnownFindings NONE = new KnownFindings(List.of(), List.of());

  private static final int LINES_SHOWN = 10;

  public KnownFindings {
    entries = List.copyOf(entries);
    notices = List.copyOf(notices);
  }

  /**
   * One finding that is known.
   *
   * @param file the file that lists it, as messages name it
   * @param listedAt where in it: a line, 1-based; 0 where lines say nothing
   * @param path of the finding, relative to the root
   * @param commit full id, for findings in a history alone; null for any place
   * @param rule id that the other scanner's rule has; empty if that says nothing
   * @param line of the finding, 1-based; 0 for any
   * @param sha1 of the secret, lower-case hexadecimal; null where it is not known
   */
  public record Entry(
      String file,
      int listedAt,
      String path,
      @Nullable String commit,
      String rule,
      int line,
      @Nullable String sha1) {}

  /** The hashes of secrets that are listed. */
  public Set<String> hashes() {
    Set<String> hashes = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.sha1() != null) {
        hashes.add(entry.sha1());
      }
    }
    return hashes;
  }

  /**
   * Begins to use the list in one scan.
   *
   * @param ruleIds the rules that run: an entry that names one of them is about that rule alone
   */
  public Use use(Set<String> ruleIds) {
    return new Use(this, ruleIds);
  }

  /** The list in one scan. Thread-safe. */
  public static final class Use {
    private final Map<String, List<Entry>> byPath = new HashMap<>();
    private final List<Entry> entries;
    private final Set<String> ruleIds;
    private final Set<Entry> used = java.util.concurrent.ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> allowed = new TreeMap<>();
    private final AtomicInteger byLineAlone = new AtomicInteger();

    private Use(KnownFindings known, Set<String> ruleIds) {
      this.ruleIds = Set.copyOf(ruleIds);
      entries = known.entries();
      for (Entry entry : entries) {
        byPath.computeIfAbsent(normal(entry.path()), key -> new ArrayList<>()).add(entry);
        allowed.computeIfAbsent(entry.file(), key -> new AtomicInteger());
      }
    }

    /** Other scanners write {@code outer!inner}. */
    private static String normal(String path) {
      return path.replace("!/", "!");
    }

    /**
     * What allows a finding; null if nothing does.
     *
     * @param sha1 of its secret, lower-case hexadecimal; null if it has none, or none is listed
     */
    public @Nullable Suppression of(String ruleId, Place place, @Nullable String sha1) {
      if (byPath.isEmpty()) {
        return null;
      }
      for (Entry entry : byPath.getOrDefault(normal(place.provenance().path()), List.of())) {
        if (holds(entry, ruleId, place, sha1)) {
          used.add(entry);
          AtomicInteger count = allowed.get(entry.file());
          if (count != null) {
            count.incrementAndGet();
          }
          boolean foreign = !entry.rule().isEmpty() && !entry.rule().equals(ruleId);
          if (foreign) {
            byLineAlone.incrementAndGet();
          }
          return new Suppression(
              "external",
              "listed in "
                  + entry.file()
                  + (entry.listedAt() > 0 ? " line " + entry.listedAt() : "")
                  + (foreign ? ", by place alone: it names the rule " + entry.rule() : ""));
        }
      }
      return null;
    }

    private boolean holds(Entry entry, String ruleId, Place place, @Nullable String sha1) {
      CommitInfo commit = place.provenance().commit();
      Region region = place.region();
      if (entry.commit() != null && (commit == null || !commit.id().equals(entry.commit()))) {
        return false;
      }
      if (entry.sha1() != null) {
        return entry.sha1().equals(sha1);
      }
      boolean sameLine = region == null ? entry.line() <= 1 : region.line() == entry.line();
      return sameLine && (entry.rule().equals(ruleId) || !ruleIds.contains(entry.rule()));
    }

    /**
     * What the summary must say.
     *
     * @param whole whether everything was scanned that the entries may be about; what was not found
     *     then is no longer there
     * @param history whether that was a history, which entries with a commit are about
     */
    public List<String> notices(boolean whole, boolean history) {
      List<String> notices = new ArrayList<>();
      allowed.forEach(
          (file, count) -> {
            if (count.get() > 0) {
              notices.add(
                  file
                      + " allows "
                      + count
                      + (count.get() == 1 ? " place" : " places")
                      + " of findings");
            }
          });
      if (byLineAlone.get() > 0) {
        notices.add(
            byLineAlone.get()
                + " of them by path and line alone, since the entry names another scanner's rule:"
                + " another secret on that line would be allowed too");
      }
      if (whole) {
        stale(history, notices);
      }
      return notices;
    }

    private void stale(boolean history, List<String> notices) {
      Map<String, List<Entry>> stale = new TreeMap<>();
      for (Entry entry : entries) {
        if (!used.contains(entry) && (history || entry.commit() == null)) {
          stale.computeIfAbsent(entry.file(), key -> new ArrayList<>()).add(entry);
        }
      }
      stale.forEach(
          (file, unused) -> {
            StringBuilder text = new StringBuilder(file);
            text.append(" lists ").append(unused.size());
            text.append(unused.size() == 1 ? " finding" : " findings");
            text.append(" that this scan does not have");
            if (unused.get(0).listedAt() > 0) {
              text.append(": line");
              for (int i = 0; i < Math.min(LINES_SHOWN, unused.size()); i++) {
                text.append(i > 0 ? ", " : unused.size() > 1 ? "s " : " ");
                text.append(unused.get(i).listedAt());
              }
              text.append(unused.size() > LINES_SHOWN ? " …" : "");
            }
            notices.add(text.toString());
          });
    }
  }
}
