package dev.assay.rules;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources that lie beside a class. On the way of every start: a class loader finds them
 * too, but by way of URL connections and the JDK's own modules, which costs a start 3 to 5 ms; the
 * jar is open already, and the JDK shares what it knows of it.
 */
public final class JarResource {
  private JarResource() {}

  /**
   * The bytes of a resource; null if there is none.
   *
   * @param owner a class of the same jar
   * @param path absolute, beginning with a slash
   * @param most bytes that are read at most
   * @throws IOException if it can't be read
   */
  public static byte @Nullable [] read(Class<?> owner, String path, int most) throws IOException {
    byte[] bytes = fromOwnJar(owner, path, most);
    if (bytes != null) {
      return bytes;
    }
    try (InputStream in = owner.getResourceAsStream(path)) {
      return in == null ? null : in.readNBytes(most);
    }
  }

  private static byte @Nullable [] fromOwnJar(Class<?> owner, String path, int most) {
    CodeSource source = owner.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
      return null;
    }
    try (ZipFile jar = new ZipFile(new File(source.getLocation().toURI()))) {
      ZipEntry entry = jar.getEntry(path.substring(1));
      if (entry == null) {
        return null;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readNBytes(most);
      }
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      return null; // a loader of its own kind: it knows the way
    }
  }
}
