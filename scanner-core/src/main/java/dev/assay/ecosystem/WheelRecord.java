package dev.assay.ecosystem;

import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a wheel's {@code RECORD} (PEP 376, PEP 427 and packaging.python.org, "Recording
 * installed projects"): comma-separated path, digest as {@code algorithm=} and urlsafe base64
 * without padding, and size.
 */
public final class WheelRecord {

  private WheelRecord() {}

  /**
   * A line.
   *
   * @param path as it is written
   * @param digest null if it says none
   * @param size bytes; -1 if it doesn't say
   * @param from offset of its first byte
   * @param to offset behind its last one
   */
  public record Line(String path, Digests.@Nullable Digest digest, long size, int from, int to) {}

  /** Takes what is read. */
  public interface Output {
    void line(Line line);

    /** The line at {@code offset} is not as it should be, so that a claim may be missed. */
    void problem(Problem.Kind kind, int offset, String what);
  }

  /** Reads all lines. */
  public static void read(InputStream text, Output out) throws IOException {
    TextLines lines = new TextLines(text);
    while (lines.next()) {
      String line = lines.text();
      if (line.isBlank()) {
        continue;
      }
      int offset = lines.offset();
      List<String> fields = line.length() >= TextLines.LONGEST ? List.of() : fields(line);
      if (fields.size() != 3 || fields.get(0).isEmpty()) {
        out.problem(
            Problem.Kind.MALFORMED, offset, "it is no line of a RECORD: path, digest and size");
        continue;
      }
      Digests.Digest digest = null;
      String hash = fields.get(1).strip();
      if (!hash.isEmpty()) {
        int equals = hash.indexOf('=');
        String algorithm = equals < 0 ? null : Digests.algorithm(hash.substring(0, equals));
        if (algorithm == null) {
          boolean named = equals > 0;
          out.problem(
              named ? Problem.Kind.UNSUPPORTED : Problem.Kind.MALFORMED,
              offset,
              named
                  ? "its digest is of an algorithm that is not supported"
                  : "its digest does not name an algorithm");
          continue;
        }
        digest = Digests.ofBase64(algorithm, hash.substring(equals + 1));
        if (digest == null) {
          out.problem(
              Problem.Kind.MALFORMED,
              offset,
              "its digest doesn't have the length or the characters of one");
          continue;
        }
      }
      long size = size(fields.get(2).strip());
      if (size == -2) {
        out.problem(Problem.Kind.MALFORMED, offset, "its size is no number");
        size = -1;
      }
      String path =
          new String(fields.get(0).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      out.line(new Line(path.replace('\\', '/'), digest, size, offset, offset + line.length()));
    }
  }

  private static long size(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    try {
      long size = Long.parseLong(text);
      return size < 0 ? -2 : size;
    } catch (NumberFormatException e) {
      return -2;
    }
  }

  /** Fields of a line of comma-separated values; a quote within quotes is doubled. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>(3);
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
          field.append(line.charAt(i++));
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.length() == 0) {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return quoted ? List.of() : fields;
  }
}
