package dev.assay.source.cache;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.source.artifact.PackageName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The index of npm's cache: files named by the SHA-256 of a key, each of lines {@code
 * sha1-of-the-json TAB json}; of the lines of one key the last counts, and one whose SHA-1 is wrong
 * does not.
 */
final class NpmIndex {
  private static final String PREFIX = "make-fetch-happen:request-cache:";

  /** Of one file; a bucket holds the requests of one address, which are few. */
  private static final int LARGEST_BUCKET = 16 << 20;

  /**
   * A request that was answered.
   *
   * @param address that was asked
   * @param integrity of the answer, as Subresource Integrity writes it
   */
  record Entry(URI address, String integrity) {

    /** Where it came from. */
    String host() {
      return String.valueOf(address.getHost());
    }
  }

  private final Path folder;

  NpmIndex(Path folder) {
    this.folder = folder;
  }

  /** The tarball of {@code name} as {@code registry} names it. */
  List<Entry> of(URI registry, PackageName name) throws IOException {
    String file = name.name() + "-" + name.version() + ".tgz";
    List<Entry> found = new ArrayList<>();
    for (String path : List.of(name.fullName(), name.fullName().replace("/", "%2f"))) {
      String key = PREFIX + registry + path + "/-/" + file;
      String hash = HexFormat.of().formatHex(digest("SHA-256", key));
      Path bucket =
          folder
              .resolve(hash.substring(0, 2))
              .resolve(hash.substring(2, 4))
              .resolve(hash.substring(4));
      found.addAll(read(bucket, name));
    }
    return found;
  }

  /** The tarballs of {@code name} that any registry gave, by their address. */
  List<Entry> anywhere(PackageName name) throws IOException {
    List<Entry> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.walk(folder, 3)) {
      for (Path each : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(each)) {
          found.addAll(read(each, name));
        }
      }
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    found.sort(Comparator.comparing(each -> each.address().toString()));
    return found;
  }

  private List<Entry> read(Path bucket, PackageName name) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(bucket)) {
      bytes = in.readNBytes(LARGEST_BUCKET);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    Map<URI, String> last = new TreeMap<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      int tab = line.indexOf('\t');
      // Few lines are of this package: the rest is not worth a parser.
      if (tab < 0 || !line.contains(name.version())) {
        continue;
      }
      String json = line.substring(tab + 1);
      if (line.substring(0, tab).equals(HexFormat.of().formatHex(digest("SHA-1", json)))) {
        Line read = parse(json);
        if (read != null && isTarballOf(read.address(), name)) {
          last.put(read.address(), read.integrity());
        }
      }
    }
    List<Entry> entries = new ArrayList<>();
    last.forEach(
        (address, integrity) -> {
          if (!integrity.isEmpty()) {
            entries.add(new Entry(address, integrity));
          }
        });
    return entries;
  }

  /**
   * @param integrity empty if the entry was removed
   */
  private record Line(URI address, String integrity) {}

  private static @Nullable Line parse(String json) {
    String key = "";
    String integrity = "";
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && field.equals("key")) {
          key = parser.getText();
        } else if (value == JsonToken.VALUE_STRING && field.equals("integrity")) {
          integrity = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
      return key.startsWith(PREFIX)
          ? new Line(URI.create(key.substring(PREFIX.length())), integrity)
          : null;
    } catch (IOException | IllegalArgumentException e) {
      return null; // its SHA-1 was right: npm wrote it, in a form that we don't know
    }
  }

  /**
   * Whether registries serve {@code name} at {@code address}: {@code
   * …/@scope/name/-/name-1.0.0.tgz}, also with the scope before the file's name, or GitHub's {@code
   * …/download/@scope/name/1.0.0/…}.
   */
  private static boolean isTarballOf(URI address, PackageName name) {
    if (address.getRawPath() == null) {
      return false;
    }
    String path = address.getRawPath();
    path = path.replace("%2f", "/").replace("%2F", "/").replace("%40", "@").replace("%2B", "+");
    String file = name.name() + "-" + name.version() + ".tgz";
    String folder = "/" + name.fullName() + "/-/";
    boolean scoped = !name.namespace().isEmpty();
    return isUnscoped(path, folder + file, scoped)
        || (scoped && path.endsWith(folder + name.namespace() + "/" + file))
        || path.contains("/download/" + name.fullName() + "/" + name.version() + "/");
  }

  /** {@code /name/-/…} without a scope before it, unless {@code ending} has one itself. */
  private static boolean isUnscoped(String path, String ending, boolean scoped) {
    if (!path.endsWith(ending)) {
      return false;
    }
    String before = path.substring(0, path.length() - ending.length());
    return scoped || !before.substring(before.lastIndexOf('/') + 1).startsWith("@");
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(String.format(Locale.ROOT, "no %s", algorithm), e);
    }
  }
}
