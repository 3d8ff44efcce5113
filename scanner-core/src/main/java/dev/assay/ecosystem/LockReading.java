package dev.assay.ecosystem;

import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.util.List;

/** One lockfile in JSON, TOML or YAML that is read: what all of them do. */
abstract class LockReading implements LockSections {
  final LockfileText text;
  final Provenance claimant;
  final LockfileReader.Output out;
  final LockedEntries entries;

  LockReading(LockfileText text, Provenance claimant, LockfileReader.Output out) {
    this.text = text;
    this.claimant = claimant;
    this.out = out;
    this.entries = new LockedEntries(out);
  }

  @Override
  public final void malformed(int offset, String what) {
    out.problem(Problem.Kind.MALFORMED, text.line(offset), what);
  }

  /** Where the text of {@code value} stands. */
  final Region region(LockNode value) {
    return text.region(value.from, value.to);
  }

  /** Where the name of {@code member} stands. */
  final Region name(LockNode member) {
    return text.region(member.nameFrom, member.nameTo);
  }

  /** Claims of {@code digests}, each of which would do. */
  final void pin(Pin.Kind kind, String subject, List<Digests.Digest> digests, Region region) {
    for (Digests.Digest digest : digests) {
      out.pin(new Pin(kind, subject, digest.algorithm(), digest.hex(), claimant, region));
    }
  }

  /** The folder of the lockfile, as entries have it. */
  final String folder() {
    String path = claimant.path();
    String inner = claimant.innerPath();
    int slash = inner.lastIndexOf('/');
    return path.substring(0, path.length() - inner.length() + slash + 1);
  }
}
