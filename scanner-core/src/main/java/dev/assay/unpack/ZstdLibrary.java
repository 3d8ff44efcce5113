package dev.assay.unpack;

import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * Loads zstd's native library. Its own loader would first look along {@code java.library.path},
 * which on Windows has the current folder in it, and that may be the one that is scanned: this one
 * only takes the library out of its jar, by way of a private temporary file that is deleted at once
 * (on Windows: when it is no longer in use, at the latest by the system's own cleaning).
 */
final class ZstdLibrary {

  private static final String PATH = "ZstdNativePath";

  private ZstdLibrary() {}

  /**
   * Makes sure it is loaded.
   *
   * @throws ContentException if it can't be
   */
  static synchronized void load() throws ContentException {
    if (Native.isLoaded()) {
      return;
    }
    try {
      String path = System.getProperty(PATH);
      if (path != null) {
        System.load(path);
      } else {
        loadFrom(resource(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
      }
    } catch (IOException | LinkageError e) {
      throw missing(e);
    }
    Native.assumeLoaded();
  }

  private static void loadFrom(String resource) throws IOException {
    Path folder = Path.of(Objects.requireNonNull(System.getProperty("java.io.tmpdir")));
    Path file =
        Files.createTempFile(folder, "assay-zstd-", resource.substring(resource.lastIndexOf('.')));
    try {
      try (InputStream in = Native.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException("there is no " + resource);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
          in.transferTo(out);
        }
      }
      System.load(file.toAbsolutePath().toString());
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  /** As zstd-jni's jar is laid out. */
  static String resource(String osName, String arch) {
    String os = osName.toLowerCase(Locale.ROOT).replace(' ', '_');
    String extension = "so";
    if (os.startsWith("win")) {
      os = "win";
      extension = "dll";
    } else if (os.startsWith("mac") || os.contains("os_x")) {
      os = "darwin";
      extension = "dylib";
    }
    String machine = os.equals("darwin") && arch.equals("amd64") ? "x86_64" : arch;
    return "/" + os + "/" + machine + "/libzstd-jni-" + ZstdVersion.VERSION + "." + extension;
  }

  private static ContentException missing(Throwable cause) {
    ContentException e =
        new ContentException(
            Problem.Kind.UNSUPPORTED,
            "zstd needs a native library, which could not be loaded ("
                + cause.getClass().getSimpleName()
                + "), and it was not scanned; name a folder that may hold programs by"
                + " -Djava.io.tmpdir=FOLDER in ASSAY_JAVA_OPTS, or scan it unpacked");
    e.initCause(cause);
    return e;
  }
}
