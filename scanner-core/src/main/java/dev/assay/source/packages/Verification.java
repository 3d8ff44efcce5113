package dev.assay.source.packages;

import dev.assay.model.Content;
import dev.assay.model.FileDigest;
import dev.assay.model.Problem;
import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.PackageFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares a file of a package with what others say its digest is. */
final class Verification {
  private final PackageFile file;
  private final Content content;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> right = new ArrayList<>();

  /**
   * Reads {@code content} once if anybody claims anything.
   *
   * @throws IOException if it can't be read
   */
  Verification(PackageFile file, Content content) throws IOException {
    this.file = file;
    this.content = content;
    Set<String> algorithms = new TreeSet<>();
    for (Claim claim : file.claims()) {
      if (!claim.algorithm().equals(Claim.GO_HASH)) {
        algorithms.add(claim.algorithm());
      }
    }
    Map<String, String> digests =
        algorithms.isEmpty() ? Map.of() : FileDigest.of(content, algorithms).digests();
    for (Claim claim : file.claims()) {
      String digest =
          claim.algorithm().equals(Claim.GO_HASH)
              ? GoHash.of(content)
              : digests.getOrDefault(claim.algorithm(), "");
      judge(claim, digest);
    }
    for (PackageFile.Fault fault : file.faults()) {
      problems.add(new Problem(fault.kind(), path(), fault.detail()));
    }
  }

  private void judge(Claim claim, String digest) {
    if (claim.digests().contains(digest)) {
      String same = " is that of " + claim.by();
      int last = right.size() - 1;
      if (last >= 0 && right.get(last).endsWith(same)) {
        right.set(last, right.get(last).replace(same, ", " + claim.algorithm() + same));
      } else {
        right.add(claim.algorithm() + same);
      }
      return;
    }
    problems.add(
        new Problem(
            Problem.Kind.CORRUPT,
            path(),
            "critical: this is not the file that was published: its "
                + claim.algorithm()
                + " is "
                + (digest.isEmpty() ? "not to be told" : start(digest))
                + ", and "
                + start(claim.digests().get(0))
                + " according to "
                + claim.by()
                + ". It was changed, or is damaged; don't use it, remove it and fetch it again. Its"
                + " bytes were scanned as they are."));
  }

  /** Enough of a digest to compare it by eye. */
  private static String start(String digest) {
    return digest.length() <= 20 ? digest : digest.substring(0, 20) + "…";
  }

  private String path() {
    return content.provenance().path();
  }

  /** What does not agree. */
  List<Problem> problems() {
    return problems;
  }

  /** Where the file comes from and what speaks for it: a notice. */
  String notice() {
    return path()
        + ": from "
        + file.from()
        + (right.isEmpty()
            ? (problems.isEmpty() ? "; nobody says what its digest is" : "")
            : "; its " + String.join(", ", right));
  }
}
