package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Where manifests lie, and their bytes. */
final class Manifests {
  private Manifests() {}

  /** Logical path of the folder or container of {@code place}; ends in {@code /} or is empty. */
  static String folder(Provenance place) {
    return folder(place.path());
  }

  /** The folder of what stands at {@code path}; ends in {@code /} or is empty. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The folder that holds {@code folder}; empty at the top. */
  static String above(String folder) {
    int slash = folder.lastIndexOf('/', folder.length() - 2);
    return folder.substring(0, slash + 1);
  }

  /** The last name of a path, without the {@code /} or {@code !/} that it may end in. */
  static String base(String path) {
    int end = path.length();
    end -= path.endsWith("/") ? 1 : 0;
    end -= path.startsWith("!/", end - 1) ? 1 : 0;
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /** Whether {@code place} is the entry {@code name} of a container. */
  static boolean inContainer(Provenance place, String name) {
    return place instanceof Provenance.Entry && place.innerPath().equals(name);
  }

  /** The name of the file that {@code place} is an entry of, without folders; else empty. */
  static String container(Provenance place) {
    return place instanceof Provenance.Entry entry ? base(entry.container().within()) : "";
  }

  static InputStream stream(ByteSlice text) {
    return new ByteArrayInputStream(text.array(), text.offset(), text.length());
  }

  /** The text as UTF-8, without a byte order mark. */
  static String string(ByteSlice text) {
    String whole = new String(text.array(), text.offset(), text.length(), StandardCharsets.UTF_8);
    return whole.startsWith("\ufeff") ? whole.substring(1) : whole;
  }

  /** Whether {@code first} is the first character that isn't white space or a byte order mark. */
  static boolean beginsWith(ByteSlice text, char first) {
    int at = text.offset();
    int end = at + text.length();
    while (at < end && text.array()[at] <= ' ') { // a mark's bytes are negative
      at++;
    }
    return at < end && text.array()[at] == first;
  }

  /** The text as UTF-8, or as one byte a character if it isn't that; without a byte order mark. */
  static String decoded(ByteSlice text) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text.array(), text.offset(), text.length()));
      return string(text);
    } catch (CharacterCodingException e) {
      return new String(text.array(), text.offset(), text.length(), StandardCharsets.ISO_8859_1);
    }
  }
}
