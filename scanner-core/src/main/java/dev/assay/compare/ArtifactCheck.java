package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import dev.assay.compare.LockRecord.Content;
import dev.assay.detect.Correlator;
import dev.assay.model.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds an artifact against the one that came before: what a lock of that one would say of it, and
 * what only their bytes tell. Files belong together that have one path, or the same bytes, or one
 * path but for versions and hashes in it, in this order.
 */
final class ArtifactCheck {
  private static final int EXAMPLES = 4;

  private final Artifact before;
  private final Artifact after;
  private final String name;
  private final Telling telling;
  private final Allowed allowed;
  private final NameSet names;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Pair> renamed = new ArrayList<>();
  private final List<Item> added = new ArrayList<>();
  private final List<Item> gone = new ArrayList<>();

  private record Pair(Item before, Item after) {}

  private ArtifactCheck(Artifact before, String name, Artifact after, Correlator.Output out) {
    this.before = before;
    this.after = after;
    this.name = name;
    telling = new Telling(after, out);
    allowed = new Allowed(LockMaker.part(before).contents());
    names = new NameSet().add(before.files(), before.version()).add(after.files(), after.version());
  }

  /**
   * @param name what the user calls the one that came before
   */
  static void check(Artifact before, String name, Artifact after, Correlator.Output out) {
    ArtifactCheck check = new ArtifactCheck(before, name, after, out);
    check.pair();
    check.tell();
  }

  private void pair() {
    Map<String, ArrayDeque<Item>> byPath = new HashMap<>();
    for (Item item : before.files()) {
      byPath.computeIfAbsent(item.path(), key -> new ArrayDeque<>(1)).add(item);
    }
    List<Item> left = new ArrayList<>();
    Set<Item> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Item item : after.files()) {
      Item old = poll(byPath, item.path());
      if (old == null) {
        left.add(item);
      } else {
        taken.add(old);
        pairs.add(new Pair(old, item));
      }
    }
    List<Item> rest = new ArrayList<>();
    for (Item item : before.files()) {
      if (!taken.contains(item)) {
        rest.add(item);
      }
    }
    Map<String, ArrayDeque<Item>> byBytes = new HashMap<>();
    for (Item item : rest) {
      byBytes.computeIfAbsent(item.file().sha256(), key -> new ArrayDeque<>(1)).add(item);
    }
    List<Item> stillLeft = new ArrayList<>();
    for (Item item : left) {
      Item old = item.size() == 0 ? null : poll(byBytes, item.file().sha256());
      if (old == null) {
        stillLeft.add(item);
      } else {
        taken.add(old);
        renamed.add(new Pair(old, item));
      }
    }
    rest.removeIf(taken::contains);
    pairByGeneralName(rest, stillLeft);
  }

  private static @Nullable Item poll(Map<String, ArrayDeque<Item>> items, String key) {
    ArrayDeque<Item> found = items.get(key);
    return found == null ? null : found.poll();
  }

  /**
   * Which chunk is which after their hashes changed nobody can tell, so the largest of a name is
   * compared with the largest, and the others are only counted.
   */
  private void pairByGeneralName(List<Item> old, List<Item> now) {
    Map<String, ArrayDeque<Item>> byName = new TreeMap<>();
    for (Item item : largestFirst(old)) {
      byName.computeIfAbsent(general(item), key -> new ArrayDeque<>(1)).add(item);
    }
    Set<String> compared = new HashSet<>();
    for (Item item : largestFirst(now)) {
      String general = general(item);
      Item other = poll(byName, general);
      if (other == null) {
        added.add(item);
      } else if (compared.add(general)) {
        pairs.add(new Pair(other, item));
      }
    }
    byName.values().forEach(gone::addAll);
    if (before.files().size() == 1 && after.files().size() == 1 && added.size() == 1) {
      // Two single files are compared, whatever they are called.
      pairs.add(new Pair(gone.remove(0), added.remove(0)));
    }
    added.sort(Comparator.comparing(Item::path));
    gone.sort(Comparator.comparing(Item::path));
  }

  private static List<Item> largestFirst(List<Item> items) {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingLong((Item each) -> -each.size()).thenComparing(Item::path));
    return sorted;
  }

  private String general(Item item) {
    String inner = item.path().substring(NameSet.outer(item).length());
    return names.of(item) + GeneralNames.of(inner, "") + '\t' + item.kind();
  }

  /**
   * Tells that it is another package, or that nothing of the one before is left: then that is
   * hardly the one before, but another product, or a page that says that there is none.
   */
  private void tellStranger() {
    if (named(before) && named(after) && !before.name().equals(after.name())) {
      telling.tell(
          ContentFindings.NEW,
          Severity.MEDIUM,
          telling.outer(),
          "another artifact",
          List.of(
              "it is " + after.display() + ", and " + name + " is " + before.display(),
              "is that the release before?"));
    }
    if (before.files().isEmpty() || !pairs.isEmpty() || !renamed.isEmpty()) {
      return;
    }
    telling.tell(
        ContentFindings.NEW,
        Severity.MEDIUM,
        telling.outer(),
        "nothing of the one before",
        List.of(
            name + " holds " + Telling.listed(before.files()),
            "none of that is here under any name: is it the release before?"));
  }

  /** Whether its name is that of a package, in which nothing had to be left out. */
  private static boolean named(Artifact artifact) {
    return !artifact.version().isEmpty() && artifact.name().indexOf('*') < 0;
  }

  private void tell() {
    tellStranger();
    List<Item> usual = new ArrayList<>();
    List<Item> news = new ArrayList<>();
    for (Item item : added) {
      Content record = allowed.of(item);
      boolean known = record != null && item.size() <= record.size().high();
      (known ? usual : news).add(item);
    }
    for (NewFiles each : NewFiles.of(news, allowed, names)) {
      List<String> evidence = new ArrayList<>();
      evidence.add(Telling.listed(each.items()));
      evidence.add(
          each.folder().isEmpty()
              ? name + " holds nothing like that"
              : name + " has nothing in " + Telling.shown(each.folder()));
      String why = Telling.why(each.items());
      if (!why.isEmpty()) {
        evidence.add(why);
      }
      telling.tell(
          ContentFindings.NEW,
          Telling.gravity(each.items(), !each.folder().isEmpty()),
          telling.place(each.items()),
          each.subject(),
          evidence);
    }
    NewFiles.beside(usual, names)
        .forEach(
            (subject, items) ->
                telling.tell(
                    ContentFindings.NEW,
                    Severity.INFO,
                    telling.place(items),
                    subject,
                    List.of(Telling.listed(items), name + " has others of that kind there")));
    tellPairs();
    tellRenamed();
    tellGone();
    tellTotal();
  }

  private void tellPairs() {
    Map<String, List<Pair>> kinds = new TreeMap<>();
    Map<String, List<Pair>> grown = new TreeMap<>();
    Map<String, List<Pair>> shrunk = new TreeMap<>();
    for (Pair pair : pairs) {
      Item old = pair.before();
      Item now = pair.after();
      if (!old.kind().equals(now.kind())) {
        if (old.size() > 0 || Kinds.grave(now.kind())) {
          group(kinds, pair);
        }
      } else if (now.size() > Tolerance.most(old.size())) {
        group(grown, pair);
      } else if (now.size() < Tolerance.least(old.size())) {
        group(shrunk, pair);
      }
    }
    kinds.forEach(
        (subject, group) -> {
          Severity severity = Severity.MEDIUM;
          for (Pair pair : group) {
            severity = Kinds.grave(pair.after().kind()) ? Severity.HIGH : severity;
          }
          tell(ContentFindings.KIND, severity, subject, group, Telling.why(after(group)));
        });
    grown.forEach(
        (subject, group) -> {
          long excess = 0;
          for (Pair pair : group) {
            excess += pair.after().size() - Tolerance.most(pair.before().size());
          }
          Severity severity = Growth.severity(group.get(0).after().kind(), excess);
          tell(ContentFindings.GROWN, severity, subject, group, "");
        });
    shrunk.forEach(
        (subject, group) -> tell(ContentFindings.SHRUNK, Severity.LOW, subject, group, ""));
  }

  private void group(Map<String, List<Pair>> groups, Pair pair) {
    String subject = GeneralNames.of(pair.after().path(), after.version());
    groups.computeIfAbsent(subject, key -> new ArrayList<>(1)).add(pair);
  }

  private static List<Item> after(List<Pair> pairs) {
    List<Item> items = new ArrayList<>();
    pairs.forEach(pair -> items.add(pair.after()));
    return items;
  }

  private void tell(
      dev.assay.model.RuleInfo rule,
      Severity severity,
      String subject,
      List<Pair> group,
      String why) {
    List<String> evidence = new ArrayList<>();
    for (Pair pair : group.subList(0, Math.min(EXAMPLES, group.size()))) {
      evidence.add(
          Kinds.counted(pair.before().kind(), 1)
              + " of "
              + Range.shown(pair.before().size())
              + " in "
              + name
              + ", "
              + Kinds.counted(pair.after().kind(), 1)
              + " of "
              + Range.shown(pair.after().size())
              + " here");
    }
    if (group.size() > EXAMPLES) {
      evidence.add(
          String.format(Locale.ROOT, "and %,d more of that name", group.size() - EXAMPLES));
    }
    if (!why.isEmpty()) {
      evidence.add(why);
    }
    telling.tell(rule, severity, telling.place(after(group)), subject, evidence);
  }

  private void tellRenamed() {
    Map<String, List<Pair>> groups = new TreeMap<>();
    for (Pair pair : renamed) {
      if (general(pair.before()).equals(general(pair.after()))) {
        continue; // but for a version or a hash it has the same name
      }
      String path = pair.after().path();
      String folder = path.substring(0, path.indexOf('/') + 1);
      groups
          .computeIfAbsent(
              GeneralNames.of(folder, after.version()) + "**", key -> new ArrayList<>())
          .add(pair);
    }
    groups.forEach(
        (subject, group) -> {
          List<String> evidence = new ArrayList<>();
          evidence.add(
              String.format(
                  Locale.ROOT,
                  group.size() == 1
                      ? "%,d file has the bytes of one that is elsewhere in %s"
                      : "%,d files have the bytes of files that are elsewhere in %s",
                  group.size(),
                  name));
          for (Pair pair : group.subList(0, Math.min(EXAMPLES, group.size()))) {
            evidence.add(
                Telling.shown(pair.before().path())
                    + " is now "
                    + Telling.shown(pair.after().path()));
          }
          telling.tell(
              ContentFindings.RENAMED,
              Severity.INFO,
              telling.place(after(group)),
              subject,
              evidence);
        });
  }

  private void tellGone() {
    Set<String> folders = new HashSet<>();
    for (Item item : after.files()) {
      folders.addAll(Generaliser.folders(item.path()));
    }
    Map<String, List<Item>> whole = new TreeMap<>();
    List<Item> single = new ArrayList<>();
    for (Item item : gone) {
      String lost = "";
      for (String folder : Generaliser.folders(item.path())) {
        if (!folders.contains(folder)) {
          lost = folder;
          break;
        }
      }
      if (lost.isEmpty()) {
        single.add(item);
      } else {
        whole.computeIfAbsent(lost, key -> new ArrayList<>()).add(item);
      }
    }
    whole.forEach((folder, items) -> tellGone(GeneralNames.of(folder, "") + "**", items));
    NewFiles.beside(single, names).forEach(this::tellGone);
  }

  private void tellGone(String subject, List<Item> items) {
    telling.tell(
        ContentFindings.GONE,
        Severity.LOW,
        telling.outer(),
        subject,
        List.of(
            Telling.listed(items),
            name
                + (items.size() == 1 ? " holds it, and it is" : " holds them, and they are")
                + " not here"));
  }

  private void tellTotal() {
    long bytes = after.bytes();
    long count = after.count();
    Range mostBytes = Tolerance.totalBytes(before.bytes());
    Range mostFiles = Tolerance.totalFiles(before.count());
    if (bytes <= mostBytes.high() && count <= mostFiles.high()) {
      return;
    }
    telling.tell(
        ContentFindings.TOTAL,
        bytes - mostBytes.high() >= Tolerance.MUCH ? Severity.HIGH : Severity.MEDIUM,
        telling.outer(),
        "more than before in " + after.name(),
        List.of(
            String.format(
                Locale.ROOT,
                "%s with %s in %s, %s with %s here",
                Telling.files(before.count()),
                Range.shown(before.bytes()),
                name,
                Telling.files(count),
                Range.shown(bytes))));
  }
}
