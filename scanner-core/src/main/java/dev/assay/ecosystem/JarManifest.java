package dev.assay.ecosystem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A jar's manifest or signature file, as far as digests go (JAR file specification, "Name-Value
 * pairs and Sections" and "Signed JAR File"), with the places of its sections: what is signed are
 * the bytes of sections, so they are read as they stand.
 *
 * @param main what stands before the first section with a name
 * @param sections the others, in order
 * @param faults what isn't as the specification says
 */
public record JarManifest(Section main, List<Section> sections, List<Fault> faults) {

  /** Sections that are read; a jar can't have more entries that count. */
  private static final int MOST_SECTIONS = 1_000_000;

  private static final int MOST_FAULTS = 20;
  private static final String DIGEST = "-digest";

  /**
   * A section.
   *
   * @param name of the entry that it is about; empty for the main one, or if it has none
   * @param from offset of its first byte
   * @param end offset behind its last line
   * @param to offset behind the empty line that ends it; {@code end} if there is none
   * @param digests its attributes that are about digests
   */
  public record Section(String name, int from, int end, int to, List<Attribute> digests) {}

  /**
   * An attribute that is about a digest.
   *
   * @param key as it is written, such as {@code SHA-256-Digest}
   * @param value base64
   * @param from offset of its line
   * @param to offset behind the value, if that is in one line
   */
  public record Attribute(String key, String value, int from, int to) {

    /** The digest, if {@code key} is that of an algorithm and {@code suffix}; else null. */
    public Digests.@Nullable Digest digest(String suffix) {
      int length = key.length() - suffix.length();
      if (length <= 0 || !key.regionMatches(true, length, suffix, 0, suffix.length())) {
        return null;
      }
      String algorithm = Digests.algorithm(key.substring(0, length));
      return algorithm == null ? null : Digests.ofBase64(algorithm, value);
    }
  }

  /**
   * Something malformed.
   *
   * @param at offset of the line
   * @param what continues a sentence
   */
  public record Fault(int at, String what) {}

  /** Reads all of {@code bytes}; what is malformed is told, and left out. */
  public static JarManifest read(byte[] bytes) {
    return new Reading(bytes).all();
  }

  private static final class Reading {
    private final byte[] bytes;
    private final List<Section> sections = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int at;

    Reading(byte[] bytes) {
      this.bytes = bytes;
    }

    JarManifest all() {
      Section main = section(true);
      while (at < bytes.length && sections.size() < MOST_SECTIONS) {
        int before = at;
        Section section = section(false);
        if (section.end() > section.from()) {
          sections.add(section);
        }
        if (at == before) {
          break;
        }
      }
      return new JarManifest(main, sections, faults);
    }

    private Section section(boolean main) {
      int from = at;
      String name = null;
      List<Attribute> digests = new ArrayList<>(1);
      int end = at;
      int to = -1;
      while (at < bytes.length) {
        int line = at;
        int lineEnd = lineEnd(line);
        at = next(lineEnd);
        if (lineEnd == line) {
          to = at;
          break;
        }
        int valueEnd = lineEnd;
        String text = text(line, lineEnd);
        if (at < bytes.length && bytes[at] == ' ') {
          StringBuilder joined = new StringBuilder(text);
          while (at < bytes.length && bytes[at] == ' ') {
            int more = lineEnd(at);
            joined.append(text(at + 1, more));
            at = next(more);
          }
          text = joined.toString();
        }
        end = at;
        int colon = text.indexOf(": ");
        if (colon <= 0) {
          // The colon alone, without a blank, is tolerated by no reader but harmless if empty.
          if (!text.endsWith(":") && !(at >= bytes.length && text.charAt(0) == 0x1a)) {
            fault(line, "it is no line of a manifest: it has no name and value");
          }
          continue;
        }
        String key = text.substring(0, colon);
        if (!main && name == null && key.equalsIgnoreCase("Name")) {
          name = utf8(text.substring(colon + 2));
        } else if (key.length() > DIGEST.length() && hasDigest(key)) {
          digests.add(new Attribute(key, text.substring(colon + 2).strip(), line, valueEnd));
        }
      }
      if (!main && name == null && end > from) {
        fault(from, "its section does not begin with the name of an entry");
      }
      return new Section(name == null ? "" : name, from, end, to < 0 ? at : to, digests);
    }

    private static boolean hasDigest(String key) {
      for (int i = 1; i + DIGEST.length() <= key.length(); i++) {
        if (key.regionMatches(true, i, DIGEST, 0, DIGEST.length())) {
          return true;
        }
      }
      return false;
    }

    private void fault(int offset, String what) {
      if (faults.size() < MOST_FAULTS) {
        faults.add(new Fault(offset, what));
      }
    }

    private int lineEnd(int from) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      return end;
    }

    private int next(int lineEnd) {
      if (lineEnd < bytes.length
          && bytes[lineEnd] == '\r'
          && lineEnd + 1 < bytes.length
          && bytes[lineEnd + 1] == '\n') {
        return lineEnd + 2;
      }
      return Math.min(bytes.length, lineEnd + 1);
    }

    /** One character a byte: a name may be cut within a character. */
    private String text(int from, int to) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String utf8(String latin1) {
      return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }
}
