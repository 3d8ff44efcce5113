package dev.assay.detect.checksum;

import dev.assay.detect.checksum.ContainerSeal.Claim;
import dev.assay.detect.checksum.ContainerSeal.Document;
import dev.assay.detect.checksum.ContainerSeal.Weights;
import dev.assay.detect.checksum.Der.MalformedException;
import dev.assay.ecosystem.Digests;
import dev.assay.ecosystem.JarManifest;
import dev.assay.model.Confidence;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest of a signed jar says of its entries, what its signature files say of the
 * manifest, and who signed those (JAR file specification, "Signed JAR File"). Digests in a manifest
 * that nobody signed are left alone, as every Java leaves them.
 */
final class JarClaims {

  private static final String META = "META-INF/";
  private static final List<String> BLOCKS = List.of(".RSA", ".DSA", ".EC");
  private static final int MOST_TOLD = 20;

  private final ContainerSeal seal;
  private final Provenance container;

  /** Documents by their names in upper case, which is how Java compares them. */
  private final Map<String, Map.Entry<String, byte[]>> documents = new TreeMap<>();

  /** Entries of which it was told that their sections aren't what was signed. */
  private final Set<String> told = new HashSet<>();

  private JarClaims(ContainerSeal seal, Provenance container, Map<String, byte[]> documents) {
    this.seal = seal;
    this.container = container;
    new TreeMap<>(documents)
        .forEach(
            (name, bytes) ->
                this.documents.putIfAbsent(name.toUpperCase(Locale.ROOT), Map.entry(name, bytes)));
  }

  /**
   * Adds the manifest to {@code seal} if the jar is signed, and tells what doesn't hold at once.
   */
  static void add(ContainerSeal seal, Provenance container, Map<String, byte[]> documents) {
    new JarClaims(seal, container, documents).read();
  }

  /** Whether {@code name} is one of those that no signature covers. */
  static boolean related(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (!upper.startsWith(META) || upper.indexOf('/', META.length()) >= 0) {
      return false;
    }
    String rest = upper.substring(META.length());
    return rest.equals("MANIFEST.MF")
        || rest.equals("INDEX.LIST")
        || rest.endsWith(".SF")
        || rest.startsWith("SIG-")
        || BLOCKS.stream().anyMatch(rest::endsWith);
  }

  private Document document(Map.Entry<String, byte[]> entry, Weights weights, String whose) {
    return new Document(
        new Provenance.Entry(container, entry.getKey()),
        entry.getValue(),
        weights,
        whose,
        name -> related(name) || told.contains(name));
  }

  private void read() {
    List<String> files =
        documents.keySet().stream()
            .filter(name -> name.startsWith(META) && name.endsWith(".SF"))
            .toList();
    if (files.isEmpty()) {
      return;
    }
    Map.Entry<String, byte[]> manifestEntry = documents.get(META + "MANIFEST.MF");
    if (manifestEntry == null) {
      Map.Entry<String, byte[]> first = Objects.requireNonNull(documents.get(files.get(0)));
      seal.tell(
          BuiltInFindings.SIGNATURE,
          document(first, new Weights(null, null, null), "it"),
          -1,
          -1,
          container.path(),
          "the jar has a signature and no manifest that it could be of");
      return;
    }
    byte[] bytes = manifestEntry.getValue();
    JarManifest manifest = JarManifest.read(bytes);
    Map<String, List<JarManifest.Section>> sections = new HashMap<>();
    manifest
        .sections()
        .forEach(
            section ->
                sections.computeIfAbsent(section.name(), key -> new ArrayList<>(1)).add(section));
    Set<String> signed = new HashSet<>();
    boolean whole = false;
    boolean any = false;
    for (String file : files) {
      Map.Entry<String, byte[]> entry = Objects.requireNonNull(documents.get(file));
      Signed found = new Signature(entry, bytes, manifest, sections).check();
      whole |= found.whole;
      any |= found.related;
      signed.addAll(found.names);
    }
    Document document =
        document(
            manifestEntry,
            any
                ? new Weights(
                    BuiltInFindings.MISMATCH, BuiltInFindings.MISSING, BuiltInFindings.ADDED)
                : new Weights(null, null, null),
            "the manifest of the signed jar");
    problems(document, manifest);
    for (JarManifest.Section section : manifest.sections()) {
      if (whole || signed.contains(section.name())) {
        claim(document, section);
      }
    }
    if (any) {
      seal.add(document);
    }
  }

  private void problems(Document document, JarManifest manifest) {
    for (JarManifest.Fault fault : manifest.faults()) {
      seal.problem(document, Problem.Kind.MALFORMED, fault.at(), fault.what());
    }
  }

  private void claim(Document document, JarManifest.Section section) {
    Claim best = null;
    for (JarManifest.Attribute attribute : section.digests()) {
      Digests.Digest digest = attribute.digest("-Digest");
      if (digest == null) {
        if (attribute.key().toLowerCase(Locale.ROOT).endsWith("-digest")) {
          boolean known =
              Digests.algorithm(
                      attribute.key().substring(0, attribute.key().length() - "-Digest".length()))
                  != null;
          seal.problem(
              document,
              known ? Problem.Kind.MALFORMED : Problem.Kind.UNSUPPORTED,
              attribute.from(),
              known
                  ? "its digest doesn't have the length or the characters of one"
                  : "its digest is of an algorithm that is not supported");
        }
      } else if (best == null || stronger(digest, best)) {
        best = new Claim(digest, -1, attribute.from(), attribute.to());
      }
    }
    if (best != null) {
      document.claims().putIfAbsent(section.name(), best);
    }
  }

  private static boolean stronger(Digests.Digest digest, Claim than) {
    return than.digest() == null || digest.hex().length() > than.digest().hex().length();
  }

  /** Which sections of the manifest a signature file vouches for. */
  private static final class Signed {
    private final Set<String> names = new HashSet<>();

    /** Whether it vouches for the manifest as it stands. */
    private boolean whole;

    /** Whether it is of this manifest at all: a shaded jar may hold that of another. */
    private boolean related;
  }

  /** One signature file. */
  private final class Signature {
    private final Map.Entry<String, byte[]> entry;
    private final byte[] manifestBytes;
    private final JarManifest manifest;
    private final Map<String, List<JarManifest.Section>> sections;
    private final Document document;
    private String signer = "";

    Signature(
        Map.Entry<String, byte[]> entry,
        byte[] manifestBytes,
        JarManifest manifest,
        Map<String, List<JarManifest.Section>> sections) {
      this.entry = entry;
      this.manifestBytes = manifestBytes;
      this.manifest = manifest;
      this.sections = sections;
      document = document(entry, new Weights(null, null, null), "the signature file");
    }

    Signed check() {
      block();
      Signed signed = new Signed();
      JarManifest file = JarManifest.read(entry.getValue());
      problems(document, file);
      Boolean whole = compare(file.main(), "-Digest-Manifest", 0, manifestBytes.length);
      signed.whole = Boolean.TRUE.equals(whole);
      int held = 0;
      List<JarManifest.Section> broken = new ArrayList<>();
      for (JarManifest.Section section : file.sections()) {
        if (signed.whole) {
          signed.names.add(section.name());
        } else if (Boolean.TRUE.equals(section(section))) {
          signed.names.add(section.name());
          held++;
        } else {
          broken.add(section);
        }
      }
      signed.related = signed.whole || held > 0;
      if (!signed.whole) {
        broken(file, broken, held, whole);
      }
      return signed;
    }

    private void broken(
        JarManifest file, List<JarManifest.Section> broken, int held, @Nullable Boolean whole) {
      if (held == 0) {
        JarManifest.Attribute at =
            file.main().digests().isEmpty() ? null : file.main().digests().get(0);
        seal.tell(
            BuiltInFindings.SIGNATURE,
            document,
            at == null ? 0 : at.from(),
            at == null ? 0 : at.to(),
            container.within() + entry.getKey(),
            (broken.isEmpty() && whole == null
                    ? "it says nothing of the manifest"
                    : "nothing that it says of the manifest holds: the manifest was changed, or"
                        + " this is the signature of another jar that was put into this one")
                + signer);
        return;
      }
      Boolean main =
          compare(
              file.main(),
              "-Digest-Manifest-Main-Attributes",
              manifest.main().from(),
              manifest.main().to());
      if (Boolean.FALSE.equals(main)) {
        JarManifest.Attribute at = attribute(file.main(), "-Digest-Manifest-Main-Attributes");
        seal.tell(
            BuiltInFindings.SIGNATURE,
            document,
            at == null ? 0 : at.from(),
            at == null ? 0 : at.to(),
            container.within() + entry.getKey(),
            "the main section of the manifest was changed after it was signed" + signer);
      }
      int count = 0;
      for (JarManifest.Section section : broken) {
        told.add(section.name());
        if (count++ >= MOST_TOLD) {
          continue;
        }
        boolean there = sections.containsKey(section.name());
        JarManifest.Attribute at = section.digests().isEmpty() ? null : section.digests().get(0);
        seal.tell(
            BuiltInFindings.SIGNATURE,
            document,
            at == null ? section.from() : at.from(),
            at == null ? section.from() : at.to(),
            container.within() + section.name(),
            (there
                    ? "what the manifest says of " + section.name() + " is not what was signed"
                    : section.name() + " was signed, and the manifest does not list it any more")
                + (count == MOST_TOLD && broken.size() > MOST_TOLD
                    ? String.format(
                        Locale.ROOT,
                        "; so it is with %,d further entries",
                        broken.size() - MOST_TOLD)
                    : "")
                + signer);
      }
    }

    private static JarManifest.@Nullable Attribute attribute(
        JarManifest.Section section, String suffix) {
      for (JarManifest.Attribute attribute : section.digests()) {
        if (attribute.digest(suffix) != null) {
          return attribute;
        }
      }
      return null;
    }

    /**
     * Whether digests of {@code section} are those of the manifest's bytes; null if it has none.
     */
    private @Nullable Boolean compare(
        JarManifest.Section section, String suffix, int from, int to) {
      Boolean holds = null;
      for (JarManifest.Attribute attribute : section.digests()) {
        Digests.Digest digest = attribute.digest(suffix);
        if (digest != null) {
          holds = (holds == null || holds) && is(digest, List.of(new int[] {from, to}));
        }
      }
      return holds;
    }

    private @Nullable Boolean section(JarManifest.Section signed) {
      List<JarManifest.Section> found = sections.get(signed.name());
      if (found == null) {
        return false;
      }
      Boolean holds = null;
      for (JarManifest.Attribute attribute : signed.digests()) {
        Digests.Digest digest = attribute.digest("-Digest");
        if (digest == null) {
          continue;
        }
        List<int[]> whole = new ArrayList<>();
        List<int[]> without = new ArrayList<>();
        for (JarManifest.Section section : found) {
          whole.add(new int[] {section.from(), section.to()});
          without.add(new int[] {section.from(), section.end()});
        }
        // Old programs left the empty line out.
        holds = (holds == null || holds) && (is(digest, whole) || is(digest, without));
      }
      return holds;
    }

    private boolean is(Digests.Digest digest, List<int[]> ranges) {
      MessageDigest running = ContainerSeal.digest(digest.algorithm());
      for (int[] range : ranges) {
        running.update(manifestBytes, range[0], range[1] - range[0]);
      }
      return HexFormat.of().formatHex(running.digest()).equals(digest.hex());
    }

    /** Compares the signature file with the block of the same name. */
    private void block() {
      String name = entry.getKey().toUpperCase(Locale.ROOT);
      String base = name.substring(0, name.length() - ".SF".length());
      Map.Entry<String, byte[]> block = null;
      for (String ending : BLOCKS) {
        block = block == null ? documents.get(base + ending) : block;
      }
      if (block == null) {
        seal.tell(
            BuiltInFindings.SIGNATURE,
            document,
            -1,
            -1,
            container.within() + entry.getKey(),
            "it is signed by nobody: the block with its signature is missing");
        return;
      }
      Document of = document(block, new Weights(null, null, null), "the signature");
      try {
        for (SignatureBlock.Signer each :
            SignatureBlock.check(block.getValue(), entry.getValue())) {
          tell(of, block.getKey(), each);
        }
      } catch (MalformedException e) {
        seal.tell(
            BuiltInFindings.SIGNATURE,
            of,
            -1,
            -1,
            container.within() + block.getKey(),
            "the block can't be read: " + e.getMessage());
      }
    }

    private void tell(Document of, String name, SignatureBlock.Signer signer) {
      String who =
          signer.who().isEmpty()
              ? ""
              : ", by " + signer.who() + ", whose certificate was valid until " + signer.until();
      this.signer = "; signed" + who;
      if (signer.fault() != null) {
        seal.tell(
            BuiltInFindings.SIGNATURE,
            signer.known() ? BuiltInFindings.SIGNATURE.severity() : Severity.LOW,
            signer.known() ? BuiltInFindings.SIGNATURE.confidence() : Confidence.MEDIUM,
            of,
            -1,
            -1,
            container.within() + name,
            "the signature " + signer.fault() + who);
      } else if (Digests.weak(signer.digest())) {
        seal.tell(
            BuiltInFindings.WEAK,
            of,
            -1,
            -1,
            container.within() + name,
            "the jar is signed by "
                + signer.digest()
                + ", so newer versions of Java take it for unsigned"
                + who);
      }
    }
  }
}
