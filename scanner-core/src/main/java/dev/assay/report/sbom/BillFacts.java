package dev.assay.report.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.assay.model.BillOfMaterials;
import dev.assay.model.Component;
import dev.assay.model.Dependency;
import dev.assay.model.DependencyScope;
import dev.assay.model.Finding;
import dev.assay.model.Gap;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.ScanResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a scan's bill says, in the order and the words that every format can hold. The same bill
 * gives the same facts, and the same identifier.
 */
final class BillFacts {

  /** The name space of RFC 9562 for addresses, which ours are made below. */
  private static final UUID NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  /** Notes about findings, or about what was not scanned. */
  private static final int MOST_NOTES = 1000;

  /** Places of one component. */
  private static final int MOST_PLACES = 100;

  /**
   * Something to be said of a component.
   *
   * @param ref which
   * @param text on one line; never a secret, masked or not
   */
  record Note(String ref, String text) {}

  private final LicenceList list;
  private final @Nullable Instant when;
  private final String version;
  private final @Nullable Contact creator;
  private final boolean complete;
  private final BillItem subject;
  private final List<BillItem> items = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final UUID uuid;

  private BillFacts(ScanResult result, String version, String creator, LicenceList list) {
    this.list = list;
    this.when = result.when();
    this.version = BillText.line(version, "0");
    this.creator = Contact.of(creator);
    this.complete = result.complete();
    BillOfMaterials bill = result.bill();
    if (bill == null) {
      bill = new BillOfMaterials(nothing(result), List.of(), List.of(), List.of());
    }
    List<Component> components = new ArrayList<>(bill.components());
    components.sort(Comparator.comparing(Component::ref));
    Map<String, String> refs = new HashMap<>();
    Set<String> taken = new HashSet<>();
    name(bill.subject(), refs, taken);
    components.removeIf(each -> !name(each, refs, taken)); // the same one twice
    Map<String, SortedMap<String, DependencyScope>> needs = new HashMap<>();
    Map<String, SortedSet<String>> holds = new HashMap<>();
    for (Dependency each : bill.dependencies()) {
      String from = refs.get(each.from());
      String to = refs.get(each.to());
      if (from == null || to == null || from.equals(to)) {
        continue;
      }
      if (each.kind() == Dependency.Kind.HOLDS) {
        holds.computeIfAbsent(from, key -> new TreeSet<>()).add(to);
      } else {
        needs
            .computeIfAbsent(from, key -> new TreeMap<>())
            .merge(to, each.scope(), DependencyScope::and);
      }
    }
    Map<String, Set<Gap>> gaps = new HashMap<>();
    for (Gap each : bill.gaps()) {
      gaps.computeIfAbsent(each.ref(), key -> new TreeSet<>()).add(each);
    }
    subject = item(bill.subject(), refs, needs, holds, gaps);
    for (Component each : components) {
      items.add(item(each, refs, needs, holds, gaps));
    }
    note(result, refs);
    uuid = identify();
  }

  /**
   * Of {@code result}.
   *
   * @param version of Assay
   * @param creator who answers for the bill; empty if nobody is named
   */
  static BillFacts of(ScanResult result, String version, String creator) throws IOException {
    return new BillFacts(result, version, creator, LicenceList.read());
  }

  private static Component nothing(ScanResult result) {
    String name = BillText.line(String.join(", ", result.target()), "nothing");
    return new Component(
        "file:" + name,
        null,
        "",
        name,
        "",
        "",
        Set.of(Component.Presence.SHIPPED),
        DependencyScope.UNSAID,
        "",
        "",
        List.of(),
        "",
        List.of(),
        List.of(),
        Map.of(),
        List.of(new Provenance.File(name)),
        null);
  }

  /** Gives {@code component} a ref of its own; false if it has one. */
  private static boolean name(Component component, Map<String, String> refs, Set<String> taken) {
    if (refs.containsKey(component.ref())) {
      return false;
    }
    String plain = BillText.line(component.ref(), "file:");
    plain = plain.startsWith("urn:cdx:") ? "file:" + plain : plain; // means another document
    String ref = plain;
    for (int i = 2; !taken.add(ref); i++) {
      ref = plain + "#" + i;
    }
    refs.put(component.ref(), ref);
    return true;
  }

  private BillItem item(
      Component component,
      Map<String, String> refs,
      Map<String, SortedMap<String, DependencyScope>> needs,
      Map<String, SortedSet<String>> holds,
      Map<String, Set<Gap>> gaps) {
    String ref = refs.getOrDefault(component.ref(), component.ref());
    List<BillItem.Archive> archives = new ArrayList<>();
    for (Component.Archive each : component.files()) {
      archives.add(
          new BillItem.Archive(
              BillText.line(each.place().path(), "-"), BillItem.digests(each.digests())));
    }
    Set<String> places = new TreeSet<>();
    for (Provenance each : component.seen()) {
      if (places.size() < MOST_PLACES) {
        places.add(BillText.line(each.path(), "-"));
      }
    }
    return new BillItem(
        component,
        ref,
        BillText.line(component.namespace()),
        BillText.line(component.name(), "-"),
        BillText.line(component.version()),
        purl(component.purl()),
        Contact.of(component.supplier()),
        BillText.address(component.source()),
        LicenceFacts.of(component, list),
        archives,
        BillItem.digests(component.digests()),
        new ArrayList<>(places),
        needs.getOrDefault(ref, new TreeMap<>()),
        holds.getOrDefault(ref, new TreeSet<>()),
        new ArrayList<>(gaps.getOrDefault(component.ref(), Set.of())));
  }

  private static String purl(String text) {
    try {
      return text.isEmpty() ? "" : new PackageURL(text).canonicalize();
    } catch (MalformedPackageURLException e) {
      return "";
    }
  }

  private void note(ScanResult result, Map<String, String> refs) {
    String whole = subject.ref();
    int count = 0;
    for (Finding finding : result.findings()) {
      if (finding.suppression() != null) {
        continue;
      }
      if (++count > MOST_NOTES) {
        continue;
      }
      PackageIdentity in = finding.inPackage();
      String ref = in == null ? whole : refs.getOrDefault(in.purl(), whole);
      notes.add(
          new Note(
              ref,
              BillText.line(
                  "Finding "
                      + finding.ruleId()
                      + ", "
                      + finding.severity().label()
                      + ", at "
                      + finding.location().provenance().path()
                      + ": "
                      + finding.message())));
    }
    if (count > MOST_NOTES) {
      notes.add(new Note(whole, (count - MOST_NOTES) + " more findings are in other reports."));
    }
    count = 0;
    for (Problem problem : result.problems()) {
      if (++count <= MOST_NOTES) {
        notes.add(
            new Note(
                whole, BillText.line("Not scanned: " + problem.path() + ": " + problem.detail())));
      }
    }
    if (count > MOST_NOTES) {
      notes.add(new Note(whole, (count - MOST_NOTES) + " more were not scanned."));
    }
  }

  /** A name-based identifier (RFC 9562, version 5) of all that is said. */
  private UUID identify() {
    MessageDigest digest = BillText.sha("SHA-256");
    add(digest, version, String.valueOf(when), String.valueOf(creator), complete ? "1" : "0");
    add(digest, subject);
    for (BillItem item : items) {
      add(digest, item);
    }
    for (Note note : notes) {
      add(digest, note.ref(), note.text());
    }
    MessageDigest named = BillText.sha("SHA-1");
    ByteBuffer space = ByteBuffer.allocate(16);
    space.putLong(NAMESPACE.getMostSignificantBits());
    space.putLong(NAMESPACE.getLeastSignificantBits());
    named.update(space.array());
    ByteBuffer name = ByteBuffer.wrap(named.digest(digest.digest()));
    long high = (name.getLong() & ~0xf000L) | 0x5000L;
    long low = (name.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static void add(MessageDigest digest, BillItem item) {
    Component component = item.component();
    add(
        digest,
        item.ref(),
        String.valueOf(component.kind()),
        item.group(),
        item.name(),
        item.version(),
        item.purl(),
        component.presences().toString(),
        component.scope().name(),
        String.valueOf(item.supplier()),
        String.valueOf(item.source()),
        item.licences().toString(),
        item.archives().toString(),
        item.claimed().toString(),
        item.places().toString(),
        item.needs().toString(),
        item.holds().toString(),
        item.gaps().toString());
  }

  private static void add(MessageDigest digest, String... texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
      digest.update(bytes);
    }
  }

  /** SPDX's list. */
  LicenceList list() {
    return list;
  }

  /** The time that the scan is about; null if it isn't known. */
  @Nullable Instant when() {
    return when;
  }

  /** The same to the second; where a format wants one whatever is known, the beginning of time. */
  Instant time() {
    return Instant.ofEpochSecond(when == null ? 0 : when.getEpochSecond());
  }

  /** Of Assay. */
  String version() {
    return version;
  }

  /** Who answers for the bill; null if nobody is named. */
  @Nullable Contact creator() {
    return creator;
  }

  /** Whether everything that was asked for was scanned. */
  boolean complete() {
    return complete;
  }

  /** What the bill is of. */
  BillItem subject() {
    return subject;
  }

  /** All others, by ref. */
  List<BillItem> items() {
    return items;
  }

  /** All, the subject first. */
  List<BillItem> all() {
    List<BillItem> all = new ArrayList<>(items.size() + 1);
    all.add(subject);
    all.addAll(items);
    return all;
  }

  /** Refs of what lies in the subject, and in none of the others. */
  List<String> heldBySubject() {
    Set<String> elsewhere = new HashSet<>();
    items.forEach(item -> elsewhere.addAll(item.holds()));
    List<String> held = new ArrayList<>();
    for (BillItem item : items) {
      if (item.shipped() && !elsewhere.contains(item.ref())) {
        held.add(item.ref());
      }
    }
    return held;
  }

  /** Findings, then what was not scanned. */
  List<Note> notes() {
    return notes;
  }

  /** The same for the same bill. */
  UUID uuid() {
    return uuid;
  }

  /** Whether what was looked at was built, rather than what it will be built from. */
  boolean built() {
    for (BillItem item : items) {
      if (item.shipped()) {
        return true;
      }
    }
    return !subject.archives().isEmpty();
  }
}
