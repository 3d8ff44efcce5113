package dev.assay.unpack;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How files are called in a container image that is one archive: in an OCI layout (OCI image
 * specification, "Image Layout"), in what {@code docker save} writes, and in what builders make
 * that need no engine ({@code <digest>.tar.gz} beside {@code manifest.json}).
 */
final class ImageNames {

  static final String LAYOUT = "oci-layout";
  static final String INDEX = "index.json";
  static final String MANIFEST = "manifest.json";
  static final String BLOBS = "blobs/";

  private static final Set<String> DOCUMENTS = Set.of(LAYOUT, INDEX, MANIFEST, "repositories");

  private static final Pattern BY_DIGEST =
      Pattern.compile("(?:sha256[:-])?[0-9a-f]{64}(?:\\.json|\\.tar|\\.tar\\.gz|/.*)?");

  private static final Pattern DIGEST = Pattern.compile("([a-z0-9+._-]+):([a-zA-Z0-9=_-]+)");

  private static final Pattern HEX_JSON = Pattern.compile("[0-9a-f]{64}\\.json");
  private static final Pattern LEGACY_CONFIG = Pattern.compile("[0-9a-f]{64}/json");

  private ImageNames() {}

  /** {@code name} without what only some programs write in front. */
  static String plain(String name) {
    int from = 0;
    while (name.startsWith("./", from)) {
      from += 2;
    }
    return name.substring(from);
  }

  /** Whether a file of an image may be called so. */
  static boolean plausible(String name) {
    String plain = plain(name);
    return plain.startsWith(BLOBS)
        || DOCUMENTS.contains(plain)
        || BY_DIGEST.matcher(plain).matches();
  }

  /** Whether the file is one of those that an image consists of, and says so by its name. */
  static boolean blob(String name) {
    String plain = plain(name);
    return plain.startsWith(BLOBS) || BY_DIGEST.matcher(plain).matches();
  }

  /** Where an OCI layout has the blob; null if that isn't a digest. */
  static @Nullable String blobOf(String digest) {
    var parts = DIGEST.matcher(digest);
    return parts.matches() ? BLOBS + parts.group(1) + "/" + parts.group(2) : null;
  }

  /** The digest that a file is named by, with its algorithm; empty if it isn't. */
  static String digestOf(String name) {
    String plain = plain(name);
    if (plain.startsWith(BLOBS)) {
      String digest = plain.substring(BLOBS.length()).replaceFirst("/", ":");
      return DIGEST.matcher(digest).matches() ? digest : "";
    }
    return "";
  }

  /** The same for a configuration, which docker also names {@code <digest>.json}. */
  static String configDigest(String name) {
    String plain = plain(name);
    return HEX_JSON.matcher(plain).matches()
        ? "sha256:" + plain.substring(0, plain.length() - ".json".length())
        : digestOf(name);
  }

  /** Whether it is what docker wrote for each layer before images had manifests. */
  static boolean legacyConfig(String name) {
    return LEGACY_CONFIG.matcher(plain(name)).matches();
  }

  /**
   * Whether the tar that begins with these bytes may be an image: whether the first of its files is
   * called like one.
   */
  static boolean mayBegin(byte[] start, int length) {
    long at = 0;
    while (at + TarHeader.BLOCK <= length && TarHeader.at(start, (int) at)) {
      byte[] block = new byte[TarHeader.BLOCK];
      System.arraycopy(start, (int) at, block, 0, block.length);
      TarHeader header = new TarHeader(block);
      String name = EntryNames.display(header.name(), false);
      switch (header.type()) {
        case 'x', 'X', 'g', 'L', 'K' -> {}
        case '5' -> {
          if (blob(name)) {
            return true;
          }
          if (!name.equals("./") && !name.equals(".")) {
            return false;
          }
        }
        default -> {
          return plausible(name);
        }
      }
      long size = header.size();
      if (size < 0 || size > length) {
        return false;
      }
      at += TarHeader.BLOCK + size + (-size & (TarHeader.BLOCK - 1));
    }
    return false;
  }
}
