package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import dev.assay.compare.LockRecord.Content;
import dev.assay.compare.LockRecord.Total;
import dev.assay.detect.Correlator;
import dev.assay.model.Fix;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Holds one artifact against what its content lock allows. */
final class LockCheck {

  /** Lines without files beyond this are told together. */
  private static final int MANY_GONE = 12;

  /** Lines of one finding that are named. */
  private static final int NAMED = 5;

  private final ContentLock lock;
  private final ContentLock.Part part;
  private final Artifact artifact;
  private final Telling telling;
  private final Allowed allowed;
  private final Map<Content, List<Item>> found = new LinkedHashMap<>();
  private final Map<Content, List<Item>> otherKind = new LinkedHashMap<>();
  private final List<Item> unknown = new ArrayList<>();

  private LockCheck(ContentLock lock, Artifact artifact, Correlator.Output out) {
    this.lock = lock;
    this.artifact = artifact;
    part = lock.of(artifact.name());
    allowed = new Allowed(part.contents());
    telling =
        new Telling(
            artifact,
            out,
            new Fix(
                "If it is meant to ship, run 'assay lock' on the artifact, review the change of "
                    + lock.name()
                    + ", and commit it. If not, leave it out of what is packed."),
            new Fix(
                "If it no longer ships, run 'assay lock' on the artifact, review the change of "
                    + lock.name()
                    + ", and commit it. If it should, look why the build or the packer left it"
                    + " out."));
  }

  static void check(ContentLock lock, Artifact artifact, Correlator.Output out) {
    new LockCheck(lock, artifact, out).check();
  }

  private void check() {
    if (part.isEmpty()) {
      tellUnknownArtifact();
      return;
    }
    for (Item item : artifact.files()) {
      Content record = allowed.of(item);
      if (record != null && !record.kind().equals(item.kind())) {
        continue; // it is empty, which any of its name may be, and isn't counted
      }
      if (record != null) {
        found.computeIfAbsent(record, key -> new ArrayList<>()).add(item);
        continue;
      }
      Content other = allowed.otherKind(item);
      if (other != null) {
        otherKind.computeIfAbsent(other, key -> new ArrayList<>()).add(item);
      } else {
        unknown.add(item);
      }
    }
    tellNew();
    tellKinds();
    for (Content record : allowed.all()) {
      List<Item> items = found.get(record);
      if (items != null) {
        tellSizes(record, items);
        tellCount(record, items);
      }
    }
    tellGone();
    tellTotal();
  }

  private void tellUnknownArtifact() {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "it is "
            + artifact.display()
            + ", called "
            + artifact.name()
            + " in locks, with "
            + Telling.listed(artifact.files()));
    List<String> known = lock.artifacts();
    evidence.add(
        lock.name()
            + " knows "
            + (known.isEmpty()
                ? "no artifact"
                : String.join(", ", known.subList(0, Math.min(NAMED, known.size())))
                    + (known.size() > NAMED ? ", …" : "")));
    telling.tell(
        ContentFindings.NEW,
        Severity.HIGH,
        telling.outer(),
        "nothing is locked for " + artifact.name(),
        evidence);
  }

  private void tellNew() {
    NameSet names = new NameSet().add(unknown, artifact.version());
    for (NewFiles each : NewFiles.of(unknown, allowed, names)) {
      List<String> evidence = new ArrayList<>();
      evidence.add(Telling.listed(each.items()));
      evidence.add(
          each.folder().isEmpty()
              ? "no line of " + lock.name() + " allows it" + behind(each.subject())
              : "no line of "
                  + lock.name()
                  + " allows anything in "
                  + Telling.shown(each.folder())
                  + behind(each.subject()));
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
  }

  /** Where a line for it would stand, so that a reviewer finds its neighbours. */
  private String behind(String pattern) {
    Content before = null;
    for (Content each : part.contents()) {
      if (each.number() > 0 && each.pattern().text().compareTo(pattern) < 0) {
        before = each;
      }
    }
    return before == null
        ? ""
        : " (it would stand behind " + line(before.number()) + ", " + before.pattern() + ")";
  }

  private String line(int number) {
    return number == 0 ? lock.name() : lock.name() + ":" + number;
  }

  private void tellKinds() {
    otherKind.forEach(
        (record, items) -> {
          Severity severity = Severity.MEDIUM;
          for (Item item : items) {
            severity = Kinds.grave(item.kind()) ? Severity.HIGH : severity;
          }
          boolean wasEmpty = record.kind().equals("empty");
          if (wasEmpty && severity != Severity.HIGH) {
            severity = Severity.LOW;
          }
          List<String> evidence = new ArrayList<>();
          evidence.add(Telling.listed(items));
          evidence.add(
              line(record.number())
                  + " has "
                  + record.pattern()
                  + " as "
                  + (wasEmpty ? "empty" : Kinds.counted(record.kind(), 1)));
          String why = Telling.why(items);
          if (!why.isEmpty()) {
            evidence.add(why);
          }
          telling.tell(
              ContentFindings.KIND,
              severity,
              telling.place(items),
              record.pattern().text() + " as " + items.get(0).kind(),
              evidence);
        });
  }

  private void tellSizes(Content record, List<Item> items) {
    List<Item> large = new ArrayList<>();
    List<Item> small = new ArrayList<>();
    for (Item item : items) {
      if (item.size() > record.size().high()) {
        large.add(item);
      } else if (item.size() < record.size().low() && !item.kind().equals("empty")) {
        small.add(item);
      }
    }
    if (!large.isEmpty()) {
      long excess = 0;
      for (Item item : large) {
        excess += item.size() - record.size().high();
      }
      telling.tell(
          ContentFindings.GROWN,
          Growth.severity(record.kind(), excess),
          telling.place(large),
          record.pattern().text(),
          List.of(
              Telling.listed(large),
              line(record.number())
                  + " allows "
                  + Range.shown(record.size().high())
                  + (record.pattern().exact() ? "" : " for each of " + record.pattern())));
    }
    if (!small.isEmpty()) {
      telling.tell(
          ContentFindings.SHRUNK,
          Severity.LOW,
          telling.place(small),
          record.pattern().text(),
          List.of(
              Telling.listed(small),
              line(record.number())
                  + " asks for "
                  + Range.shown(record.size().low())
                  + " at least"));
    }
  }

  private void tellCount(Content record, List<Item> items) {
    if (items.size() > record.files().high()) {
      telling.tell(
          ContentFindings.NEW,
          Telling.gravity(items, false) == Severity.HIGH ? Severity.MEDIUM : Severity.LOW,
          telling.place(items),
          "more of " + record.pattern().text(),
          List.of(
              Telling.listed(items),
              String.format(
                  Locale.ROOT,
                  "%s allows %s of %s",
                  line(record.number()),
                  Telling.files(record.files().high()),
                  record.pattern())));
    } else if (items.size() < record.files().low()) {
      telling.tell(
          ContentFindings.GONE,
          Severity.LOW,
          telling.place(items),
          "fewer of " + record.pattern().text(),
          List.of(
              String.format(
                  Locale.ROOT,
                  "%s asks for %s of %s at least, and there are %,d",
                  line(record.number()),
                  Telling.files(record.files().low()),
                  record.pattern(),
                  items.size())));
    }
  }

  private void tellGone() {
    List<Content> gone = new ArrayList<>();
    for (Content record : allowed.all()) {
      if (!found.containsKey(record)
          && !otherKind.containsKey(record)
          && record.files().low() > 0) {
        gone.add(record);
      }
    }
    Map<String, List<Content>> groups = new TreeMap<>();
    for (Content record : gone) {
      String path = record.pattern().text();
      String group =
          gone.size() <= MANY_GONE ? path : path.substring(0, path.indexOf('/') + 1) + "**";
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(record);
    }
    groups.forEach(
        (group, records) -> {
          List<String> evidence = new ArrayList<>();
          for (Content record : records.subList(0, Math.min(NAMED, records.size()))) {
            evidence.add(
                String.format(
                    Locale.ROOT,
                    "%s asks for %s (%s)",
                    line(record.number()),
                    record.pattern(),
                    Kinds.counted(record.kind(), record.files().low())));
          }
          if (records.size() > NAMED) {
            evidence.add(
                String.format(
                    Locale.ROOT, "%,d further lines are like that", records.size() - NAMED));
          }
          telling.tell(ContentFindings.GONE, Severity.LOW, telling.outer(), group, evidence);
        });
  }

  private void tellTotal() {
    Total total = part.total();
    if (total == null) {
      return;
    }
    long bytes = artifact.bytes();
    long count = artifact.count();
    Provenance place = telling.outer();
    if (bytes > total.bytes().high() || count > total.files().high()) {
      telling.tell(
          ContentFindings.TOTAL,
          bytes - total.bytes().high() >= Tolerance.MUCH ? Severity.HIGH : Severity.MEDIUM,
          place,
          "more than is allowed in " + artifact.name(),
          List.of(
              Telling.files(count) + ", " + Range.shown(bytes) + " in all",
              String.format(
                  Locale.ROOT,
                  "%s allows %s and %s",
                  line(total.number()),
                  Telling.files(total.files().high()),
                  Range.shown(total.bytes().high()))));
    } else if (bytes < total.bytes().low() || count < total.files().low()) {
      telling.tell(
          ContentFindings.GONE,
          Severity.LOW,
          place,
          "less than is asked for in " + artifact.name(),
          List.of(
              Telling.files(count) + ", " + Range.shown(bytes) + " in all",
              String.format(
                  Locale.ROOT,
                  "%s asks for %s and %s at least",
                  line(total.number()),
                  Telling.files(total.files().low()),
                  Range.shown(total.bytes().low()))));
    }
  }
}
