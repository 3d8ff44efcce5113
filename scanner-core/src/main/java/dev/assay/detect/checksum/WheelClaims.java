package dev.assay.detect.checksum;

import dev.assay.detect.checksum.ContainerSeal.Claim;
import dev.assay.detect.checksum.ContainerSeal.Document;
import dev.assay.detect.checksum.ContainerSeal.Weights;
import dev.assay.ecosystem.WheelRecord;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code RECORD} of a wheel says of its files (PEP 427), or that of an installed package
 * of the files beside it, where a whole tree was packed: there, only digests count, since files
 * come and go.
 */
final class WheelClaims {

  private static final String RECORD = "/RECORD";
  private static final int PROBLEMS_TOLD = 100;

  private WheelClaims() {}

  /** Whether {@code name} is the list of the wheel {@code container}. */
  private static boolean wheel(Provenance container, String name) {
    return container.path().toLowerCase(Locale.ROOT).endsWith(".whl")
        && name.indexOf('/') == name.lastIndexOf('/');
  }

  /** What a package brings along inside of itself is patched as a rule, and its own list holds. */
  private static boolean vendored(Provenance container, String name) {
    return container.path().toLowerCase(Locale.ROOT).endsWith(".whl")
        || ("/" + name).contains("vendor/");
  }

  /** Adds {@code bytes}, the RECORD at {@code name}, to {@code seal}. */
  static void add(ContainerSeal seal, Provenance container, String name, byte[] bytes) {
    boolean wheel = wheel(container, name);
    String info = name.substring(0, name.length() - RECORD.length() + 1);
    String base = info.substring(0, info.lastIndexOf('/', info.length() - 2) + 1);
    Document document =
        new Document(
            new Provenance.Entry(container, name),
            bytes,
            wheel
                ? new Weights(
                    BuiltInFindings.MISMATCH, BuiltInFindings.MISSING, BuiltInFindings.UNLISTED)
                : new Weights(
                    BuiltInFindings.EDITED,
                    null,
                    null,
                    vendored(container, name) ? Severity.LOW : null),
            wheel ? "the RECORD of the wheel" : "the RECORD of the installed package",
            entry ->
                entry.equals(name)
                    || entry.equals(info + "RECORD.jws")
                    || entry.equals(info + "RECORD.p7s"));
    int[] problems = new int[1];
    List<String> bare = new ArrayList<>();
    Claim[] first = new Claim[1];
    try {
      WheelRecord.read(
          new ByteArrayInputStream(bytes),
          new WheelRecord.Output() {
            @Override
            public void line(WheelRecord.Line line) {
              String path = resolve(base, line.path());
              if (path == null) {
                return;
              }
              Claim claim = new Claim(line.digest(), line.size(), line.from(), line.to());
              Claim other = document.claims().put(path, claim);
              if (other != null && differ(other, claim)) {
                seal.tell(
                    BuiltInFindings.DUPLICATE,
                    document,
                    line.from(),
                    line.from(),
                    container.within() + path,
                    path + " stands in the list twice, with different digests");
              }
              if (wheel
                  && line.digest() == null
                  && !path.equals(name)
                  && !path.startsWith(info + "RECORD.")
                  && !path.endsWith("/")) {
                first[0] = first[0] == null ? claim : first[0];
                bare.add(path);
              }
            }

            @Override
            public void problem(Problem.Kind kind, int offset, String what) {
              if (problems[0]++ < PROBLEMS_TOLD) {
                seal.problem(document, kind, offset, what);
              }
            }
          });
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory can be read
    }
    Claim at = first[0];
    if (at != null) {
      seal.tell(
          BuiltInFindings.MISSING_PIN,
          document,
          at.from(),
          at.to(),
          "",
          String.format(
              Locale.ROOT,
              "%,d of the files in the RECORD of the wheel have no digest, such as %s",
              bare.size(),
              bare.get(0)));
    }
    seal.add(document);
  }

  private static boolean differ(Claim one, Claim other) {
    return one.digest() != null && other.digest() != null && !one.digest().equals(other.digest());
  }

  /** Null if it leads out of the container. */
  static @Nullable String resolve(String base, String path) {
    if (path.startsWith("/")) {
      return null;
    }
    List<String> segments = new ArrayList<>();
    for (String segment : (base + path).split("/", -1)) {
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          return null;
        }
        segments.remove(segments.size() - 1);
      } else if (!segment.equals(".")) {
        segments.add(segment);
      }
    }
    return String.join("/", segments);
  }
}
