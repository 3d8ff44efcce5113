package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;
import dev.assay.model.CommitTree;
import dev.assay.model.Provenance;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of a commit.
 *
 * @param path from the root of the repository
 * @param sha256 of its bytes; of a Git LFS pointer those of the file that it stands for
 * @param textSha256 the same with each CR LF read as LF, where that is known
 * @param size bytes, likewise
 * @param link where it leads, if it is a symbolic link; else null
 * @param pointerSha256 of a Git LFS pointer its own digest; else empty
 * @param fields of a manifest its fields, each with a digest of its value; else empty
 */
record CommitFile(
    String path,
    String sha256,
    String textSha256,
    long size,
    ArtifactFile.Mode mode,
    @Nullable String link,
    String pointerSha256,
    Map<String, String> fields) {

  static CommitFile of(
      Provenance.Blob blob,
      ArtifactFile file,
      @Nullable String link,
      CommitTree.@Nullable Pointer pointer) {
    return pointer == null
        ? new CommitFile(
            blob.path(),
            file.sha256(),
            file.textSha256(),
            file.size(),
            file.mode(),
            link,
            "",
            file.fields())
        : new CommitFile(
            blob.path(),
            pointer.sha256(),
            pointer.sha256(),
            pointer.size(),
            file.mode(),
            link,
            file.sha256(),
            Map.of());
  }

  /** Whether {@code other} has the same bytes, or is the same pointer. */
  boolean sameBytes(ArtifactFile other) {
    return sha256.equals(other.sha256()) || isPointer(other);
  }

  /** Whether {@code other} is what stands in git for a file of Git LFS. */
  boolean isPointer(ArtifactFile other) {
    return pointerSha256.equals(other.sha256());
  }

  /** Whether {@code other} has the same text, line ends apart. */
  boolean sameText(ArtifactFile other) {
    return textSha256.equals(other.textSha256()) || sameBytes(other);
  }
}
