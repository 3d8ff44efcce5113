package dev.assay.detect.component;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.ecosystem.ManifestReader;
import dev.assay.ecosystem.ManifestReaders;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.List;

/**
 * Reads manifests, which it knows by their names, and observes what they name. A history has none:
 * what stood in a manifest in some commit says nothing about a blob. What can't be read is observed
 * as broken, and is no problem: its content was scanned as any other's, and repositories hold such
 * files for their tests.
 */
public final class PackageDetector implements Detector {

  /** Larger files are not read, bytes: as much as comes at once. */
  static final int LARGEST = 4 << 20;

  /**
   * Manifests at longer paths are not read, UTF-16 code units: no file system has such, and
   * packages in packages in packages would take long to tell apart.
   */
  static final int LONGEST_PATH = 4_096;

  private final boolean inGit;

  public PackageDetector() {
    this(false);
  }

  private PackageDetector(boolean inGit) {
    this.inGit = inGit;
  }

  /** One that also reads manifests in git: for a commit as a whole. */
  public static PackageDetector ofCommit() {
    return new PackageDetector(true);
  }

  @Override
  public Worker worker() {
    return this::begin;
  }

  private Pass begin(Content content, Observer out) {
    Provenance place = content.provenance();
    ManifestReader reader = ManifestReaders.of(place);
    return reader == null
            || (place.outermost() instanceof Provenance.Blob && !inGit)
            || place.outermost() instanceof Provenance.Message
        ? Pass.NONE
        : new Reading(reader, place, out);
  }

  private record Reading(ManifestReader reader, Provenance place, Observer out) implements Pass {

    @Override
    public void window(Window window) {
      int length = window.end() - window.begin();
      if (!window.first()) {
        return;
      }
      if (!window.last() || length > LARGEST || place.path().length() > LONGEST_PATH) {
        broken();
        return;
      }
      try {
        reader.read(new ByteSlice(window.bytes(), window.begin(), length), place, out::observe);
      } catch (IOException e) {
        broken();
      }
    }

    private void broken() {
      String path = place.path();
      out.observe(
          new PackageIdentity(
              PackageKind.NPM,
              Basis.BROKEN,
              "",
              "",
              "",
              "",
              place,
              path.substring(0, path.lastIndexOf('/') + 1),
              List.of(),
              PackageFacts.NONE));
    }

    /** What broke off isn't the manifest. */
    @Override
    public void end() {}
  }
}
