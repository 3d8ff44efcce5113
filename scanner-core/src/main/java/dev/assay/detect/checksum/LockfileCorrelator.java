package dev.assay.detect.checksum;

import dev.assay.detect.Correlator;
import dev.assay.ecosystem.Addresses;
import dev.assay.model.Inventory;
import dev.assay.model.LockedPackage;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Pin;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges lockfiles by themselves: entries without a digest, from elsewhere, of another name, and
 * two that contradict each other; and archives that lie in the scan by what lockfiles say of them.
 */
public final class LockfileCorrelator implements Correlator {

  /** Entries of one lockfile that are told one by one; more are one finding. */
  private static final int TOLD = 5;

  private static final String FILE_NAME = "file_name=";

  @Override
  public List<RuleInfo> rules() {
    return LockfileFindings.all();
  }

  @Override
  public Map<String, Set<String>> digestsWanted(Inventory inventory) {
    return new LockedArchives(inventory).wanted();
  }

  @Override
  public void correlate(Inventory inventory, Output out) {
    List<LockedPackage> all = inventory.locked();
    int from = 0;
    for (int i = 1; i <= all.size(); i++) {
      if (i == all.size()
          || !all.get(i).lockfile().path().equals(all.get(from).lockfile().path())) {
        lockfile(all.subList(from, i), out);
        from = i;
      }
    }
    pins(inventory.pins(), out);
    new LockedArchives(inventory).compare(out);
  }

  private static void lockfile(List<LockedPackage> entries, Output out) {
    missing(entries, out);
    insecure(entries, out);
    conflicts(entries, out);
    new RegistryHosts(entries).judge(out);
  }

  private static void missing(List<LockedPackage> entries, Output out) {
    List<LockedPackage> without = new ArrayList<>();
    int pinned = 0;
    for (LockedPackage entry : entries) {
      pinned += entry.pinned() ? 1 : 0;
      if (!entry.pinned()
          && (entry.origin() == Origin.REGISTRY || entry.origin() == Origin.ADDRESS)) {
        without.add(entry);
      }
    }
    if (pinned < without.size()) {
      return; // written without digests, all of it: nothing stands out
    }
    // npm is known to forget the address and the digest together.
    List<LockedPackage> forgotten = new ArrayList<>();
    List<LockedPackage> named = new ArrayList<>();
    for (LockedPackage entry : without) {
      (entry.source().isEmpty() && entry.kind() == PackageKind.NPM ? forgotten : named).add(entry);
    }
    String beside = String.format(Locale.ROOT, ", beside %,d with one", pinned);
    tell(BuiltInFindings.MISSING_PIN, Severity.MEDIUM, named, "has no digest" + beside, out);
    tell(
        BuiltInFindings.MISSING_PIN,
        Severity.LOW,
        forgotten,
        "has neither address nor digest" + beside,
        out);
  }

  /** A finding for each of a few, at its line; one for many. */
  static void tell(
      RuleInfo rule, Severity severity, List<LockedPackage> which, String what, Output out) {
    List<LockedPackage> sorted = inOrder(which);
    boolean each = sorted.size() <= TOLD;
    for (LockedPackage entry : each ? sorted : sorted.subList(0, 1)) {
      out.found(
          entry.lockfile(),
          LockfileFindings.candidate(
              rule,
              severity,
              rule.confidence(),
              entry.region(),
              each ? entry.key() : "",
              each
                  ? shown(entry) + " " + what
                  : String.format(
                      Locale.ROOT,
                      "%,d entries are like the first, %s, which %s",
                      sorted.size(),
                      shown(entry),
                      what)));
    }
  }

  static List<LockedPackage> inOrder(List<LockedPackage> entries) {
    List<LockedPackage> sorted = new ArrayList<>(entries);
    sorted.sort(
        (one, other) -> {
          int order = Long.compare(offset(one.region()), offset(other.region()));
          return order != 0 ? order : one.key().compareTo(other.key());
        });
    return sorted;
  }

  private static long offset(@Nullable Region region) {
    return region == null ? -1 : region.byteOffset();
  }

  static String shown(LockedPackage entry) {
    String name = entry.namespace().isEmpty() ? "" : entry.namespace() + "/";
    return name + entry.name() + (entry.version().isEmpty() ? "" : " " + entry.version());
  }

  private static void insecure(List<LockedPackage> entries, Output out) {
    List<LockedPackage> plain = new ArrayList<>();
    int bare = 0;
    for (LockedPackage entry : entries) {
      if (entry.source().startsWith("http://") && !local(Addresses.host(entry.source()))) {
        plain.add(entry);
        bare += entry.pinned() ? 0 : 1;
      }
    }
    if (!plain.isEmpty()) {
      LockedPackage first = inOrder(plain).get(0);
      RuleInfo rule = LockfileFindings.INSECURE;
      out.found(
          first.lockfile(),
          LockfileFindings.candidate(
              rule,
              bare > 0 ? Severity.MEDIUM : rule.severity(),
              rule.confidence(),
              first.region(),
              "",
              String.format(
                  Locale.ROOT,
                  "%,d of %,d entries come over http:, such as %s; %,d of them have no digest",
                  plain.size(),
                  entries.size(),
                  shown(first),
                  bare)));
    }
  }

  private static boolean local(String host) {
    return host.startsWith("localhost") || host.startsWith("127.") || host.startsWith("[::1]");
  }

  /** Entries of one name and version. */
  private static void conflicts(List<LockedPackage> entries, Output out) {
    Map<String, LockedPackage> first = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (LockedPackage entry : inOrder(entries)) {
      if (entry.origin() != Origin.REGISTRY || entry.purl().isEmpty()) {
        continue;
      }
      entry
          .digests()
          .forEach(
              (algorithm, digest) -> {
                LockedPackage before = first.putIfAbsent(entry.purl() + " " + algorithm, entry);
                if (before != null
                    && !digest.equals(before.digests().get(algorithm))
                    && told.add(entry.purl())) {
                  out.found(
                      entry.lockfile(),
                      LockfileFindings.candidate(
                          LockfileFindings.CONFLICT,
                          LockfileFindings.CONFLICT.severity(),
                          LockfileFindings.CONFLICT.confidence(),
                          entry.region(),
                          entry.purl(),
                          shown(entry)
                              + " has another "
                              + algorithm
                              + " here than "
                              + line(before.region())));
                }
              });
    }
  }

  private static String line(@Nullable Region region) {
    return region == null
        ? "elsewhere in it"
        : String.format(Locale.ROOT, "at line %,d", region.line());
  }

  /** Claims about one thing that contradict each other, and files of another name. */
  private static void pins(List<Pin> pins, Output out) {
    Set<String> told = new HashSet<>();
    int from = 0;
    for (int i = 1; i <= pins.size(); i++) {
      if (i == pins.size() || !pins.get(i).subject().equals(pins.get(from).subject())) {
        if (pins.get(from).kind() == Pin.Kind.PACKAGE) {
          subject(pins.subList(from, i), told, out);
        }
        from = i;
      }
    }
  }

  private static void subject(List<Pin> pins, Set<String> told, Output out) {
    String subject = pins.get(0).subject();
    int file = subject.indexOf(FILE_NAME);
    if (subject.startsWith("pkg:pypi/") && file < 0) {
      return; // hashes of several files of one release
    }
    Map<String, Map<Long, Set<String>>> claims = new TreeMap<>();
    Map<String, Pin> last = new HashMap<>();
    for (Pin pin : pins) {
      Region region = pin.region();
      if (file >= 0 && otherName(subject, subject.substring(file + FILE_NAME.length()))) {
        out.found(
            pin.claimant(),
            LockfileFindings.candidate(
                LockfileFindings.OTHER,
                LockfileFindings.OTHER.severity(),
                LockfileFindings.OTHER.confidence(),
                region,
                subject,
                "the name of its file does not begin with that of the package"));
        return;
      }
      String key = pin.claimant().path() + " " + pin.algorithm();
      claims
          .computeIfAbsent(key, each -> new TreeMap<>())
          .computeIfAbsent(region == null ? -1 : region.byteOffset(), each -> new HashSet<>())
          .add(pin.digest());
      last.merge(
          key, pin, (one, other) -> offset(one.region()) >= offset(other.region()) ? one : other);
    }
    claims.forEach(
        (key, places) -> {
          Set<String> before = null;
          for (Set<String> digests : places.values()) {
            if (before != null && Collections.disjoint(before, digests)) {
              Pin pin = last.get(key);
              // Some tools for Python give several files of a release one name: once a lockfile.
              if (pin != null && (file < 0 || told.add(pin.claimant().path()))) {
                out.found(
                    pin.claimant(),
                    LockfileFindings.candidate(
                        LockfileFindings.CONFLICT,
                        file < 0 ? LockfileFindings.CONFLICT.severity() : Severity.LOW,
                        LockfileFindings.CONFLICT.confidence(),
                        pin.region(),
                        subject,
                        subject + " is claimed to have two digests of " + pin.algorithm()));
              }
              return;
            }
            before = digests;
          }
        });
  }

  /** Whether a Python distribution's file is called by another name than its project. */
  private static boolean otherName(String subject, String file) {
    String name = subject.substring("pkg:pypi/".length(), subject.indexOf('?'));
    int version = name.indexOf('@');
    String project = version < 0 ? name : name.substring(0, version);
    String normal = file.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    return !normal.startsWith(project + "-");
  }
}
