package dev.assay.detect.component;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Content;
import dev.assay.model.FileDigest;
import dev.assay.model.Provenance;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Observes the digests of files that packages come as, told by their names. Takes part only where a
 * bill of materials is asked for.
 */
public final class ArchiveDigests implements Detector {

  /** What a bill says of each archive: what most compare, and what BSI TR-03183-2 asks for. */
  public static final Set<String> USUAL = Set.of("SHA-256", "SHA-512");

  private static final List<String> ENDINGS =
      List.of(
          ".jar",
          ".war",
          ".ear",
          ".aar",
          ".klib",
          ".jmod",
          ".hpi",
          ".jpi",
          ".rar",
          ".whl",
          ".egg",
          ".tgz",
          ".tar.gz",
          ".tar.bz2",
          ".tar.xz",
          ".tar.zst",
          ".tar",
          ".zip",
          ".crate",
          ".gem",
          ".nupkg",
          ".vsix",
          ".conda",
          ".deb",
          ".udeb",
          ".rpm",
          ".apk",
          ".phar");

  private final List<String> algorithms;
  private final Set<String> names;

  /**
   * @param algorithms JCA names that every Java has
   * @param names of further files to hash, lower case, without folders
   */
  public ArchiveDigests(Set<String> algorithms, Set<String> names) {
    this.algorithms = List.copyOf(new TreeSet<>(algorithms));
    this.names = Set.copyOf(names);
  }

  @Override
  public boolean raw() {
    return true;
  }

  @Override
  public boolean needsWholeBytes() {
    return true;
  }

  @Override
  public Worker worker() {
    return this::begin;
  }

  private Pass begin(Content content, Observer out) {
    Provenance place = content.provenance();
    boolean file =
        content.mode() != ArtifactFile.Mode.ASIDE
            && content.mode() != ArtifactFile.Mode.LINK
            && (place instanceof Provenance.File
                || (place instanceof Provenance.Entry entry && !entry.layer()));
    return file && wanted(place.innerPath()) ? new Hashing(place, out) : Pass.NONE;
  }

  private boolean wanted(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (names.contains(name)) {
      return true;
    }
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private final class Hashing implements Pass {
    private final Provenance place;
    private final Observer out;
    private final List<MessageDigest> digests = new ArrayList<>();
    private boolean whole;

    Hashing(Provenance place, Observer out) {
      this.place = place;
      this.out = out;
      for (String algorithm : algorithms) {
        try {
          digests.add(MessageDigest.getInstance(algorithm));
        } catch (NoSuchAlgorithmException e) {
          throw new IllegalArgumentException(e);
        }
      }
    }

    @Override
    public void window(Window window) {
      for (MessageDigest digest : digests) {
        digest.update(window.bytes(), window.ownBegin(), window.ownEnd() - window.ownBegin());
      }
      whole = window.last();
    }

    @Override
    public void end() {
      if (!whole) {
        return; // it broke off, which whoever read it tells
      }
      Map<String, String> hex = new TreeMap<>();
      for (MessageDigest digest : digests) {
        hex.put(digest.getAlgorithm(), HexFormat.of().formatHex(digest.digest()));
      }
      out.observe(new FileDigest(place, hex));
    }
  }
}
