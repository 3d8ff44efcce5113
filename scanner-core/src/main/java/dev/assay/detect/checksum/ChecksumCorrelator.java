package dev.assay.detect.checksum;

import dev.assay.detect.Correlator;
import dev.assay.ecosystem.Digests;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.ContentSink;
import dev.assay.model.FileDigest;
import dev.assay.model.IntegrityFault;
import dev.assay.model.Inventory;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.Seal;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares claims of digests with the files that they are about. Only files that somebody pins are
 * read again for it. A claim about a file that the scan doesn't hold is told where a list promises
 * it; that a list is about files that are elsewhere altogether is usual, and told at low
 * confidence.
 */
public final class ChecksumCorrelator implements Correlator {

  private static final int SHOWN = 16;
  private static final int PROVED = 2;

  @Override
  public List<RuleInfo> rules() {
    return BuiltInFindings.all();
  }

  @Override
  public @Nullable Seal seal(Provenance container, Map<String, byte[]> documents, ContentSink out) {
    return Seals.of(container, documents, out);
  }

  @Override
  public Map<String, Set<String>> digestsWanted(Inventory inventory) {
    Map<String, Set<String>> wanted = new TreeMap<>();
    for (Pin pin : ArtifactPins.resolved(inventory)) {
      // Artifacts in archives are compared only where their digests are known anyway.
      if (pin.kind() != Pin.Kind.PACKAGE
          && (pin.kind() != Pin.Kind.ARTIFACT || !pin.subject().contains(Provenance.NESTING))) {
        wanted.computeIfAbsent(pin.subject(), path -> new TreeSet<>()).add(pin.algorithm());
      }
    }
    new InstalledCopies(inventory)
        .wanted()
        .forEach(
            (path, algorithm) ->
                wanted.computeIfAbsent(path, each -> new TreeSet<>()).add(algorithm));
    return wanted;
  }

  @Override
  public Set<String> namesWanted(Inventory inventory) {
    return new UnlistedFiles(inventory).folders();
  }

  @Override
  public void correlate(Inventory inventory, Output out) {
    Map<String, List<FileDigest>> digests = new HashMap<>();
    for (FileDigest digest : inventory.digests()) {
      digests.computeIfAbsent(digest.provenance().path(), path -> new ArrayList<>(1)).add(digest);
    }
    Map<String, Claimant> claimants = new TreeMap<>();
    Set<String> strong = new HashSet<>();
    for (Pin pin : ArtifactPins.resolved(inventory)) {
      claimants
          .computeIfAbsent(pin.claimant().path(), path -> new Claimant(pin.claimant()))
          .add(pin);
      if (pin.signed() || !Digests.weak(pin.algorithm())) {
        strong.add(pin.subject());
      }
    }
    for (Claimant claimant : claimants.values()) {
      claimant.compare(digests, out);
      claimant.tellMissing(digests.keySet(), inventory.absent(), out);
      claimant.tellWeak(strong, out);
      claimant.tellTwice(out);
    }
    new UnlistedFiles(inventory).tell(out);
    new InstalledCopies(inventory).compare(out);
    for (IntegrityFault fault : inventory.faults()) {
      out.found(
          fault.place(),
          candidate(
              fault.rule(),
              fault.severity(),
              fault.confidence(),
              fault.region(),
              fault.subject(),
              fault.evidence()));
    }
  }

  /** A file that makes claims, in their order; alternatives of one claim are together. */
  private static final class Claimant {
    private final Provenance place;
    private final Map<Key, List<Pin>> claims = new TreeMap<>();

    Claimant(Provenance place) {
      this.place = place;
    }

    /** Where a claim stands, and what it is about. */
    private record Key(long offset, String subject) implements Comparable<Key> {
      @Override
      public int compareTo(Key other) {
        int order = Long.compare(offset, other.offset);
        return order != 0 ? order : subject.compareTo(other.subject);
      }
    }

    void add(Pin pin) {
      Region region = pin.region();
      claims
          .computeIfAbsent(
              new Key(region == null ? -1 : region.byteOffset(), pin.subject()),
              key -> new ArrayList<>(1))
          .add(pin);
    }

    void compare(Map<String, List<FileDigest>> digests, Output out) {
      int edited = 0;
      for (List<Pin> claim : claims.values()) {
        Pin pin = claim.get(0);
        String found = other(claim, digests.getOrDefault(pin.subject(), List.of()));
        if (found == null || pin.kind() == Pin.Kind.PACKAGE) {
          continue;
        }
        boolean installed = pin.kind() == Pin.Kind.INSTALLED_FILE;
        if (installed && ++edited > ContainerSeal.MOST_TOLD) {
          continue;
        }
        RuleInfo rule = installed ? BuiltInFindings.EDITED : BuiltInFindings.MISMATCH;
        // What is brought along in another package is often patched there.
        boolean vendored = installed && pin.subject().contains("vendor/");
        out.found(
            place,
            candidate(
                rule.id(),
                vendored ? Severity.LOW : rule.severity(),
                named(pin) ? Confidence.MEDIUM : rule.confidence(),
                pin.region(),
                pin.subject(),
                String.format(
                        Locale.ROOT,
                        "%s of %s is %s, and what stands here is %s",
                        pin.algorithm(),
                        pin.subject(),
                        shown(found),
                        shown(pin.digest()))
                    + (installed && edited == ContainerSeal.MOST_TOLD
                        ? "; further files of the package may differ"
                        : "")));
      }
    }

    /** Whether a file is taken for the one that is meant by its name alone. */
    private static boolean named(Pin pin) {
      if (pin.kind() != Pin.Kind.ARTIFACT) {
        return false;
      }
      // A repository has version and name above the file.
      String[] segments = pin.subject().split("/", -1);
      return segments.length < 4
          || !segments[segments.length - 1].startsWith(
              segments[segments.length - 3] + "-" + segments[segments.length - 2]);
    }

    /** A list that names a file twice, with two digests of one algorithm. */
    void tellTwice(Output out) {
      Map<String, String> seen = new HashMap<>();
      for (List<Pin> claim : claims.values()) {
        Pin pin = claim.get(0);
        if (pin.kind() != Pin.Kind.LISTED_FILE) {
          continue;
        }
        String before = seen.putIfAbsent(pin.subject() + '\0' + pin.algorithm(), pin.digest());
        if (before != null && !before.equals(pin.digest())) {
          out.found(
              place,
              candidate(
                  BuiltInFindings.DUPLICATE,
                  BuiltInFindings.DUPLICATE.confidence(),
                  start(pin.region()),
                  pin.subject(),
                  pin.subject() + " stands in the list twice, with different digests"));
        }
      }
    }

    /** No bytes, so that it stands beside what else is told of the digest. */
    private static @Nullable Region start(@Nullable Region region) {
      return region == null
          ? null
          : new Region(
              region.line(),
              region.column(),
              region.line(),
              region.column(),
              region.byteOffset(),
              0);
    }

    /** A digest that {@code claim} denies; an archive may hold several files of one name. */
    private static @Nullable String other(List<Pin> claim, List<FileDigest> files) {
      for (FileDigest file : files) {
        String found = file.digests().get(claim.get(0).algorithm());
        if (found != null && claim.stream().noneMatch(pin -> found.equals(pin.digest()))) {
          return found;
        }
      }
      return null;
    }

    void tellMissing(Set<String> there, Set<String> absent, Output out) {
      List<Pin> missing = new ArrayList<>();
      boolean some = false;
      for (List<Pin> claim : claims.values()) {
        Pin pin = claim.get(0);
        if (pin.kind() == Pin.Kind.LISTED_FILE) {
          some |= there.contains(pin.subject());
          if (absent.contains(pin.subject())) {
            missing.add(pin);
          }
        }
      }
      for (Pin pin : missing) {
        out.found(
            place,
            candidate(
                BuiltInFindings.MISSING,
                some ? BuiltInFindings.MISSING.confidence() : Confidence.LOW,
                pin.region(),
                pin.subject(),
                pin.subject()
                    + (some
                        ? " is listed and is not here, while others are"
                        : " is listed and is not here; nor is any other listed file")));
      }
    }

    /** One finding a file: there may be thousands of lines. */
    void tellWeak(Set<String> strong, Output out) {
      Pin first = null;
      int count = 0;
      for (List<Pin> claim : claims.values()) {
        Pin pin = claim.get(0);
        if (Digests.weak(pin.algorithm()) && !strong.contains(pin.subject())) {
          first = first == null ? pin : first;
          count++;
        }
      }
      if (first != null) {
        out.found(
            place,
            candidate(
                BuiltInFindings.WEAK,
                weakConfidence(claims.values(), first),
                first.region(),
                "",
                String.format(
                    Locale.ROOT,
                    "%,d of its %,d claims are made by %s alone, such as that of %s",
                    count,
                    claims.size(),
                    first.algorithm(),
                    first.subject())));
      }
    }

    /** A lone digest beside one file (Maven's) guards the transport, and is meant for no more. */
    private Confidence weakConfidence(Collection<List<Pin>> all, Pin first) {
      return all.size() == 1 && place.innerPath().startsWith(inner(first.subject()) + ".")
          ? Confidence.LOW
          : BuiltInFindings.WEAK.confidence();
    }

    private String inner(String subject) {
      int container = place.path().length() - place.innerPath().length();
      return subject.substring(Math.min(container, subject.length()));
    }
  }

  private static Candidate candidate(
      RuleInfo rule,
      Confidence confidence,
      @Nullable Region region,
      String subject,
      String evidence) {
    return candidate(rule.id(), rule.severity(), confidence, region, subject, evidence);
  }

  static Candidate candidate(
      String rule,
      Severity severity,
      Confidence confidence,
      @Nullable Region region,
      String subject,
      String evidence) {
    long start = region == null ? 0 : region.byteOffset();
    long length = region == null ? 0 : region.byteLength();
    return new Candidate(
        rule,
        severity,
        confidence,
        PROVED,
        true,
        List.of(evidence),
        region,
        start,
        start + length,
        null,
        null,
        null,
        subject);
  }

  static String shown(String digest) {
    return digest.length() <= SHOWN ? digest : digest.substring(0, SHOWN) + "…";
  }
}
