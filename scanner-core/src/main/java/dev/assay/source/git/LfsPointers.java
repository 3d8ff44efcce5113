package dev.assay.source.git;

import dev.assay.model.ByteSlice;
import dev.assay.model.CommitTree;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what Git LFS puts in the place of a file (git-lfs, "Git LFS Specification", "The
 * Pointer"): lines {@code KEY VALUE}, the version first, less than 1,024 bytes.
 */
final class LfsPointers {

  private static final int LONGEST = 1024;

  private static final String VERSION = "version https://git-lfs.github.com/spec/v1\n";
  private static final String OID = "oid sha256:";
  private static final String SIZE = "size ";

  private LfsPointers() {}

  /** What {@code bytes} point to; null if they are no pointer. */
  static CommitTree.@Nullable Pointer read(ByteSlice bytes) {
    if (bytes.length() >= LONGEST || bytes.length() < VERSION.length()) {
      return null;
    }
    String text = new String(bytes.array(), bytes.offset(), bytes.length(), StandardCharsets.UTF_8);
    if (!text.startsWith(VERSION)) {
      return null;
    }
    String sha256 = null;
    long size = -1;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(OID)) {
        sha256 = line.substring(OID.length());
      } else if (line.startsWith(SIZE)) {
        size = number(line.substring(SIZE.length()));
      }
    }
    return sha256 != null && sha256.matches("[0-9a-f]{64}") && size >= 0
        ? new CommitTree.Pointer(sha256, size)
        : null;
  }

  private static long number(String digits) {
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
  }
}
