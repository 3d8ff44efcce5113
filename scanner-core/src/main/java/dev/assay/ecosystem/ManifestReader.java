package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Reads one kind of manifest. Stateless; registered in {@link ManifestReaders}. */
public interface ManifestReader {

  /** Short name of the kind, such as {@code npm-package-json}. */
  String format();

  /**
   * File names that may be of this kind; {@code *.x} stands for any name that ends in {@code .x}.
   */
  List<String> names();

  /** Whether a file of one of these names is of this kind at {@code place}. */
  default boolean reads(Provenance place) {
    return true;
  }

  /**
   * Gives what {@code text} says of a package to {@code out}: nothing if it is well formed and
   * names none.
   *
   * @param text the whole file, as UTF-8 or whatever it is in
   * @throws MalformedManifestException if it is not what the kind says
   */
  void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) throws IOException;
}
