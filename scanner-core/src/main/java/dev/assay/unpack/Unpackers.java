package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every container format that is opened: the one place to add one. */
public final class Unpackers {

  private static final List<Unpacker> ALL =
      List.of(
          new SevenZipUnpacker(),
          new ArUnpacker(),
          new AsarUnpacker(),
          new Bzip2Unpacker(),
          new CpioUnpacker(),
          new GzipUnpacker(),
          new ClassFileUnpacker(),
          new Lz4Unpacker(),
          new LzmaUnpacker(),
          new OciLayoutUnpacker(),
          new PharUnpacker(),
          new ProgramUnpacker(),
          new PycUnpacker(),
          new RpmUnpacker(),
          new ScriptUnpacker(),
          new SourceMapUnpacker(),
          new TarUnpacker(),
          new UnsupportedFormats(),
          new WasmUnpacker(),
          new XzUnpacker(),
          new ZipUnpacker(),
          new PrefixedZipUnpacker(),
          new ZstdUnpacker());

  private Unpackers() {}

  /** Those of files in files; without what only shows the texts of a program, or its sources. */
  public static List<Unpacker> containers() {
    List<Unpacker> containers = new ArrayList<>();
    for (Unpacker unpacker : ALL) {
      boolean shows =
          unpacker instanceof ClassFileUnpacker
              || unpacker instanceof PycUnpacker
              || unpacker instanceof SourceMapUnpacker
              || unpacker instanceof WasmUnpacker;
      if (!shows) {
        containers.add(unpacker);
      }
    }
    return containers;
  }

  /** All of them, sorted by {@link Unpacker#format}; at most one recognises any head. */
  public static List<Unpacker> all() {
    return ALL;
  }

  /** The one that recognises {@code head}; null if none does. */
  static @Nullable Unpacker recognising(ByteSlice head) {
    for (Unpacker unpacker : ALL) {
      if (unpacker.recognises(head)) {
        return unpacker;
      }
    }
    return null;
  }
}
