package dev.assay.detect.checksum;

import dev.assay.ecosystem.Digests;
import dev.assay.ecosystem.HeldText;
import dev.assay.model.Confidence;
import dev.assay.model.ContentSink;
import dev.assay.model.IntegrityFault;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.Seal;
import dev.assay.model.Severity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One container and the documents in it that make claims of its entries. {@link #has} and {@link
 * #end} are called by one thread after another, {@link #check} by many.
 */
final class ContainerSeal implements Seal {

  /** Faults of one kind in one document that are told one by one. */
  static final int MOST_TOLD = 20;

  /** Names that are remembered because nothing is said of them. */
  private static final int MOST_NAMES = 1_000;

  /**
   * What a document says of one entry.
   *
   * @param digest null if it says that there is one, and no more
   * @param size bytes; -1 if it doesn't say
   * @param from where it stands in the document
   * @param to behind that
   */
  record Claim(Digests.@Nullable Digest digest, long size, int from, int to) {}

  /**
   * How grave what is wrong with the entries of a document is, by kind; null: not told.
   *
   * @param most of any of them; null for no limit
   */
  record Weights(
      @Nullable RuleInfo mismatch,
      @Nullable RuleInfo missing,
      @Nullable RuleInfo unlisted,
      @Nullable Severity most) {

    /** With the severities of the rules. */
    Weights(@Nullable RuleInfo mismatch, @Nullable RuleInfo missing, @Nullable RuleInfo unlisted) {
      this(mismatch, missing, unlisted, null);
    }

    Severity severity(RuleInfo rule) {
      return most != null && most.compareTo(rule.severity()) < 0 ? most : rule.severity();
    }
  }

  /** Judges names that nothing is said of. */
  interface Unlisted {
    /** Whether {@code name} may be there without being listed. */
    boolean exempt(String name);
  }

  /** A document and its claims, by the names of entries. */
  static final class Document {
    private final Provenance place;
    private final byte[] bytes;
    private final Weights weights;
    private final String whose;
    private final Unlisted unlisted;
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Set<String> present = new TreeSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private final TreeSet<String> extra = new TreeSet<>();
    private final HeldText text = new HeldText();
    private long extras;

    /**
     * @param whose what its claims are called, such as {@code the RECORD of the wheel}
     */
    Document(Provenance place, byte[] bytes, Weights weights, String whose, Unlisted unlisted) {
      this.place = place;
      this.bytes = bytes;
      this.weights = weights;
      this.whose = whose;
      this.unlisted = unlisted;
    }

    Provenance place() {
      return place;
    }

    HeldText text() {
      if (text.size() == 0) {
        text.append(bytes, 0, bytes.length);
      }
      return text;
    }

    Map<String, Claim> claims() {
      return claims;
    }
  }

  private record Fault(RuleInfo rule, int from, int to, String name, String evidence) {}

  private final Provenance container;
  private final ContentSink out;
  private final List<Document> documents = new ArrayList<>();

  ContainerSeal(Provenance container, ContentSink out) {
    this.container = container;
    this.out = out;
  }

  void add(Document document) {
    documents.add(document);
  }

  boolean isEmpty() {
    return documents.isEmpty();
  }

  @Override
  public void has(String name) {
    for (Document document : documents) {
      if (document.claims.containsKey(name)) {
        document.present.add(name);
      } else if (!name.endsWith("/") && !document.unlisted.exempt(name)) {
        document.extras++;
        document.extra.add(name);
        if (document.extra.size() > MOST_NAMES) {
          document.extra.pollLast();
        }
      }
    }
  }

  @Override
  public @Nullable Check check(String name) {
    Map<String, MessageDigest> running = new TreeMap<>();
    boolean sized = false;
    for (Document document : documents) {
      Claim claim = document.claims.get(name);
      if (claim != null && document.weights.mismatch() != null) {
        sized |= claim.size() >= 0;
        if (claim.digest() != null) {
          running.computeIfAbsent(claim.digest().algorithm(), ContainerSeal::digest);
        }
      }
    }
    if (running.isEmpty() && !sized) {
      return null;
    }
    MessageDigest[] all = running.values().toArray(new MessageDigest[0]);
    return new Check() {
      private long size;

      @Override
      public void bytes(byte[] bytes, int from, int length) {
        size += length;
        for (MessageDigest each : all) {
          each.update(bytes, from, length);
        }
      }

      @Override
      public void end() {
        Map<String, String> found = new HashMap<>();
        running.forEach(
            (algorithm, digest) -> found.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        compare(name, found, size);
      }
    };
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has those that are read
    }
  }

  private void compare(String name, Map<String, String> found, long size) {
    for (Document document : documents) {
      Claim claim = document.claims.get(name);
      RuleInfo rule = document.weights.mismatch();
      if (claim == null || rule == null) {
        continue;
      }
      Digests.Digest digest = claim.digest();
      String evidence = null;
      if (digest != null && !digest.hex().equals(found.get(digest.algorithm()))) {
        evidence =
            String.format(
                Locale.ROOT,
                "%s of %s is %s, and %s says %s",
                digest.algorithm(),
                name,
                ChecksumCorrelator.shown(String.valueOf(found.get(digest.algorithm()))),
                document.whose,
                ChecksumCorrelator.shown(digest.hex()));
      } else if (claim.size() >= 0 && claim.size() != size) {
        evidence =
            String.format(
                Locale.ROOT,
                "%s has %,d bytes, and %s says %,d",
                name,
                size,
                document.whose,
                claim.size());
      }
      if (evidence != null) {
        synchronized (document) {
          document.faults.add(new Fault(rule, claim.from(), claim.to(), name, evidence));
        }
      }
    }
  }

  /** Tells something of a document at once. */
  void tell(RuleInfo rule, Document document, int from, int to, String subject, String evidence) {
    tell(
        rule,
        document.weights.severity(rule),
        rule.confidence(),
        document,
        from,
        to,
        subject,
        evidence);
  }

  void tell(
      RuleInfo rule,
      Severity severity,
      Confidence confidence,
      Document document,
      int from,
      int to,
      String subject,
      String evidence) {
    out.observe(
        new IntegrityFault(
            rule.id(),
            severity,
            confidence,
            document.place,
            from < 0 ? null : document.text().region(from, to),
            subject,
            evidence));
  }

  /** Tells that something in a document can't be read. */
  void problem(Document document, Problem.Kind kind, int offset, String what) {
    out.problem(
        new Problem(
            kind,
            document.place.path(),
            String.format(Locale.ROOT, "line %,d: %s", document.text().line(offset), what)));
  }

  @Override
  public void end(boolean complete) {
    for (Document document : documents) {
      missing(document, complete);
      tellFaults(document);
      extras(document);
      weak(document);
    }
  }

  private static void missing(Document document, boolean complete) {
    RuleInfo rule = document.weights.missing();
    if (rule == null || !complete) {
      return;
    }
    document.claims.forEach(
        (name, claim) -> {
          if (!document.present.contains(name) && !name.endsWith("/")) {
            document.faults.add(
                new Fault(
                    rule,
                    claim.from(),
                    claim.to(),
                    name,
                    name + " is listed by " + document.whose + " and is not there"));
          }
        });
  }

  /** In the order of the document; beyond many of a kind the last one tells how many more. */
  private void tellFaults(Document document) {
    document.faults.sort(
        Comparator.comparingInt(Fault::from)
            .thenComparing(Fault::name)
            .thenComparing(fault -> fault.rule().id())
            .thenComparing(Fault::evidence));
    Map<String, Integer> count = new HashMap<>();
    Map<String, Integer> all = new HashMap<>();
    document.faults.forEach(fault -> all.merge(fault.rule().id(), 1, Integer::sum));
    for (Fault fault : document.faults) {
      String rule = fault.rule().id();
      int number = count.merge(rule, 1, Integer::sum);
      int more = all.getOrDefault(rule, 0) - MOST_TOLD;
      if (number > MOST_TOLD) {
        continue;
      }
      tell(
          fault.rule(),
          document,
          fault.from(),
          fault.to(),
          container.within() + fault.name(),
          number == MOST_TOLD && more > 0
              ? String.format(
                  Locale.ROOT, "%s; so it is with %,d further files", fault.evidence(), more)
              : fault.evidence());
    }
  }

  private void extras(Document document) {
    RuleInfo rule = document.weights.unlisted();
    if (rule == null || document.extras == 0) {
      return;
    }
    String first = document.extra.first();
    for (String name : document.extra) {
      if (name.endsWith(".class") || name.endsWith(".py") || name.endsWith(".pth")) {
        first = name;
        break;
      }
    }
    tell(
        rule,
        document,
        -1,
        -1,
        container.path(),
        document.extras == 1
            ? first + " is there, and " + document.whose + " does not list it"
            : String.format(
                Locale.ROOT,
                "%,d files are there that %s does not list, such as %s",
                document.extras,
                document.whose,
                first));
  }

  /** One finding a document. */
  private void weak(Document document) {
    int count = 0;
    int claims = 0;
    String first = "";
    Claim at = null;
    for (Map.Entry<String, Claim> entry : document.claims.entrySet()) {
      Digests.Digest digest = entry.getValue().digest();
      if (digest == null) {
        continue;
      }
      claims++;
      if (Digests.weak(digest.algorithm())) {
        if (count++ == 0) {
          first = entry.getKey();
          at = entry.getValue();
        }
      }
    }
    if (at != null && at.digest() != null) {
      tell(
          BuiltInFindings.WEAK,
          document,
          at.from(),
          at.to(),
          "",
          String.format(
              Locale.ROOT,
              "%,d of the %,d claims of %s are made by %s alone, such as that of %s",
              count,
              claims,
              document.whose,
              at.digest().algorithm(),
              first));
    }
  }
}
