package dev.assay.detect.sourcemap;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import dev.assay.model.ShippedSource;
import dev.assay.model.ShippedSource.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Observes in containers what gives sources away beside source maps: TypeScript and sources of JVM
 * languages, and that there are scripts and classes which they may have been built to; and PDB
 * files. A folder of sources is no release, so files that lie on the disk are passed over.
 *
 * <p>Formats: ECMA-335 II.24.2.1 (the root of metadata, with which a portable PDB begins) and the
 * portable PDB specification (stream {@code #Pdb}; embedded source is custom debug information of
 * kind 0E8A571B-6926-466E-B4AD-8AB04611F5FE, which its heap of GUIDs holds only then); LLVM's
 * description of MSF, the container of other PDB files.
 */
public final class ShippedSourceDetector implements Detector {
  private static final byte[] PORTABLE = {'B', 'S', 'J', 'B'};
  private static final byte[] STREAM = "#Pdb\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MSF =
      "Microsoft C/C++ MSF 7.00\r\n\u001aDS".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EMBEDDED_SOURCE = ShippedSource.embeddedSourceKind();

  /** Bytes at the start of a metadata root by which its streams are named. */
  private static final int ROOT = 512;

  /** Bytes at the start of a source in which there is no NUL. */
  private static final int TEXT = 512;

  @Override
  public Worker worker() {
    return new Looking();
  }

  /** Of a folder full of classes one is enough: what was seen last is not observed again. */
  private static final class Looking implements Worker {
    private String lastFolder = "";
    private @Nullable Kind lastKind;

    @Override
    public Pass begin(Content content, Observer out) {
      Provenance place = content.provenance();
      if (!place.contained() || place instanceof Provenance.View || inMap(place)) {
        return Pass.NONE;
      }
      String path = place.path();
      Kind kind = kind(path.substring(path.lastIndexOf('/') + 1));
      if (kind == Kind.SCRIPT || kind == Kind.JVM_CLASS) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        if (kind != lastKind || !folder.equals(lastFolder)) {
          lastKind = kind;
          lastFolder = folder;
          out.observe(new ShippedSource(place, kind, 0));
        }
        return Pass.NONE;
      }
      return kind == null ? Pass.NONE : new Reading(place, kind, out);
    }
  }

  /**
   * Whether it stands in what is called a source map, which the correlator would drop: a map may
   * hold hundreds of thousands.
   */
  private static boolean inMap(Provenance place) {
    if (!(place instanceof Provenance.Entry entry)) {
      return false;
    }
    String container = entry.container().innerPath();
    return container.endsWith(".map") || container.startsWith("[source map");
  }

  /** By its name; null if it is of no interest. */
  static @Nullable Kind kind(String name) {
    int dot = name.lastIndexOf('.');
    return switch (name.substring(dot + 1).toLowerCase(Locale.ROOT)) {
      case "js", "mjs", "cjs" -> Kind.SCRIPT;
      case "class" -> Kind.JVM_CLASS;
      case "ts", "tsx", "mts", "cts" ->
          name.startsWith(".d.", dot - 2) || name.contains(".d.") ? null : Kind.SCRIPT_SOURCE;
      case "java", "kt", "scala" -> Kind.JVM_SOURCE;
      case "pdb" -> Kind.DEBUG_INFO;
      default -> null;
    };
  }

  private static final class Reading implements Pass {
    private final Provenance place;
    private final Kind kind;
    private final Observer out;
    private boolean is;
    private boolean embeds;
    private boolean portable;
    private long lines;
    private boolean open;

    Reading(Provenance place, Kind kind, Observer out) {
      this.place = place;
      this.kind = kind;
      this.out = out;
    }

    @Override
    public void window(Window window) {
      byte[] bytes = window.bytes();
      if (window.first()) {
        is = kind == Kind.DEBUG_INFO ? symbols(window) : text(window);
      }
      if (!is) {
        return;
      }
      if (kind == Kind.DEBUG_INFO) {
        embeds |= portable && find(EMBEDDED_SOURCE, bytes, window.ownBegin(), window.end()) >= 0;
        return;
      }
      for (int i = window.ownBegin(); i < window.ownEnd(); i++) {
        lines += bytes[i] == '\n' ? 1 : 0;
      }
      open = window.ownEnd() > window.ownBegin() && bytes[window.ownEnd() - 1] != '\n';
    }

    @Override
    public void end() {
      if (is) {
        out.observe(
            new ShippedSource(place, embeds ? Kind.DEBUG_SOURCES : kind, open ? lines + 1 : lines));
      }
    }

    /** Whether it is a PDB file, and not the coordinates of a protein, say. */
    private boolean symbols(Window window) {
      byte[] bytes = window.bytes();
      int root = Math.min(window.end(), window.begin() + ROOT);
      portable =
          starts(PORTABLE, bytes, window.begin(), window.end())
              && find(STREAM, bytes, window.begin(), root) >= 0;
      return portable || starts(MSF, bytes, window.begin(), window.end());
    }

    /** A film is called {@code .ts} as well, and so are the translations of Qt. */
    private static boolean text(Window window) {
      byte[] bytes = window.bytes();
      int end = Math.min(window.end(), window.begin() + TEXT);
      for (int i = window.begin(); i < end; i++) {
        if (bytes[i] == 0) {
          return false;
        }
      }
      return end > window.begin() && bytes[window.begin()] != '<';
    }
  }

  private static boolean starts(byte[] what, byte[] bytes, int from, int to) {
    return to - from >= what.length && find(what, bytes, from, from + what.length) == from;
  }

  /** Where {@code what} begins in {@code bytes[from..to)}; -1 if it isn't there. */
  private static int find(byte[] what, byte[] bytes, int from, int to) {
    for (int i = from; i + what.length <= to; i++) {
      int same = 0;
      while (same < what.length && bytes[i + same] == what[same]) {
        same++;
      }
      if (same == what.length) {
        return i;
      }
    }
    return -1;
  }
}
