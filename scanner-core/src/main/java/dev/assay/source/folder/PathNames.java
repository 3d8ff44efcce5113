package dev.assay.source.folder;

import dev.assay.source.git.GitPaths;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files as text, whatever bytes they have and whatever the locale says of them. */
final class PathNames {

  private PathNames() {}

  /** The last name of {@code path}: UTF-8, and {@code \xNN} for bytes that aren't. */
  static String name(Path path) {
    Path name = path.getFileName();
    if (name == null) {
      return "";
    }
    String text = name.toString();
    if (ascii(text) || survives(text, name)) {
      return text;
    }
    byte[] bytes = bytes(path);
    int start = bytes.length;
    while (start > 0 && bytes[start - 1] != '/') {
      start--;
    }
    return GitPaths.decode(bytes, start, bytes.length);
  }

  /** Bytes that are not ASCII never decode to ASCII alone: a replacement is U+FFFD. */
  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean survives(String text, Path name) {
    try {
      return name.getFileSystem().getPath(text).equals(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The bytes of the whole path, which only its URI tells. */
  private static byte[] bytes(Path path) {
    String raw = path.toUri().getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(end);
    for (int i = 0; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  /** The bytes of a relative path of {@link #name}s. */
  static byte[] bytesOf(String path) {
    if (path.indexOf('\\') < 0) {
      return path.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    int plain = 0;
    for (int i = path.indexOf("\\x"); i >= 0; i = path.indexOf("\\x", i)) {
      int value = i + 4 <= path.length() ? hex(path, i + 2) : -1;
      if (value < 0x80) {
        i += 2;
        continue;
      }
      bytes.writeBytes(path.substring(plain, i).getBytes(StandardCharsets.UTF_8));
      bytes.write(value);
      i += 4;
      plain = i;
    }
    bytes.writeBytes(path.substring(plain).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }
}
