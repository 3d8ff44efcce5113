package dev.assay.ecosystem;

import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a checksum file. Those of GNU coreutils (manual, "cksum output modes"):
 * untagged, {@code digest}, a space, a space or {@code *}, {@code name}; tagged, {@code ALGORITHM
 * (name) = digest}; in both a leading backslash says that the name is escaped. BSD and openssl
 * write the tagged form with fewer spaces; Maven writes a digest alone.
 */
final class ChecksumLine {

  private static final Pattern UNTAGGED =
      Pattern.compile("(\\\\?)([0-9A-Fa-f]{24,})(?:[ \\t][ *]?(.*))?");
  private static final Pattern TAGGED =
      Pattern.compile("(\\\\?)([A-Za-z0-9/-]{2,20}) ?\\((.+)\\) ?= ?(\\S*)\\s*");
  private static final String STANDARD_INPUT = "-";

  private final LockfileText text;
  private final Provenance claimant;
  private final @Nullable String algorithm;
  private final @Nullable String sibling;
  private final boolean strict;
  private final LockfileReader.Output out;
  private boolean artifacts;

  /**
   * @param algorithm that the file's name tells; null if it doesn't
   * @param sibling the file that it is about, by its name; null if it is a list
   * @param strict whether every line has to be a claim, a comment or empty
   */
  ChecksumLine(
      LockfileText text,
      Provenance claimant,
      @Nullable String algorithm,
      @Nullable String sibling,
      boolean strict,
      LockfileReader.Output out) {
    this.text = text;
    this.claimant = claimant;
    this.algorithm = algorithm;
    this.sibling = sibling;
    this.strict = strict;
    this.out = out;
  }

  /** What it names are paths of artifacts in a repository, wherever that is. */
  void ofArtifacts() {
    artifacts = true;
  }

  /** Whether {@code line} begins like one that makes a claim. */
  boolean looksLikeClaim(String line) {
    return UNTAGGED.matcher(line).lookingAt() || TAGGED.matcher(line).lookingAt();
  }

  /**
   * Reads one line.
   *
   * @param line one character a byte
   * @param offset of its first byte in the text
   */
  void read(String line, int offset) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    if (line.length() >= TextLines.LONGEST) {
      if (strict || looksLikeClaim(line)) {
        problem(offset, "its line is longer than any name");
      }
      return;
    }
    Matcher untagged = UNTAGGED.matcher(line);
    Matcher tagged = TAGGED.matcher(line);
    if (untagged.matches()) {
      String named = untagged.group(3);
      claim(
          algorithm != null ? algorithm : Digests.ofHexLength(untagged.group(2).length()),
          untagged.group(2),
          offset + untagged.start(2),
          named == null || named.isBlank() ? null : named,
          !untagged.group(1).isEmpty());
    } else if (tagged.matches()) {
      String tag = Digests.algorithm(tagged.group(2));
      if (tag == null) {
        out.problem(
            Problem.Kind.UNSUPPORTED,
            text.line(offset),
            "its digest is of an algorithm that is not supported");
        return;
      }
      claim(
          tag,
          tagged.group(4),
          offset + tagged.start(4),
          tagged.group(3),
          !tagged.group(1).isEmpty());
    } else if (strict) {
      problem(offset, "it is no line of a checksum file");
    }
  }

  private void claim(
      @Nullable String of, String hex, int offset, @Nullable String named, boolean escaped) {
    if (of == null || !Digests.isHex(hex, of)) {
      problem(offset, "its digest doesn't have the length or the characters of one");
      return;
    }
    String name = sibling;
    if (named != null && !named.strip().equals(STANDARD_INPUT)) {
      name = name(named, escaped);
      if (name == null) {
        problem(offset, "its file name is escaped wrongly, or is not UTF-8");
        return;
      }
      if (!artifacts
          && sibling != null
          && name.substring(name.lastIndexOf('/') + 1).equals(sibling)) {
        name = sibling; // made in another folder
      }
    } else if (name == null || name.isEmpty()) {
      problem(offset, "it names no file");
      return;
    }
    String subject = artifacts ? name : LogicalPaths.resolve(claimant, name);
    if (subject != null) {
      out.pin(
          new Pin(
              artifacts ? Pin.Kind.ARTIFACT : Pin.Kind.LISTED_FILE,
              subject,
              of,
              hex.toLowerCase(Locale.ROOT),
              claimant,
              text.region(offset, offset + hex.length())));
    }
  }

  /** The file's name; null if it can't be known. */
  private static @Nullable String name(String latin1, boolean escaped) {
    String name;
    try {
      name =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
              .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
    if (!escaped) {
      return name.replace('\\', '/'); // where it means itself, it would be escaped
    }
    StringBuilder plain = new StringBuilder();
    boolean pending = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!pending) {
        pending = c == '\\';
        plain.append(pending ? "" : c);
        continue;
      }
      pending = false;
      switch (c) {
        case '\\' -> plain.append(c);
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        default -> {
          return null;
        }
      }
    }
    if (pending) {
      return null;
    }
    return plain.toString();
  }

  private void problem(int offset, String what) {
    out.problem(Problem.Kind.MALFORMED, text.line(offset), what);
  }
}
