package dev.assay.unpack;

import dev.assay.model.ByteSlice;
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
