package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.ARM64Options;
import org.tukaani.xz.ARMOptions;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.IA64Options;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.PowerPCOptions;
import org.tukaani.xz.RISCVOptions;
import org.tukaani.xz.SPARCOptions;
import org.tukaani.xz.X86Options;

/**
 * A folder of a 7z archive: a stream of files in a row, and the coders that unpack it, each of
 * which takes what others give or what is packed (7-Zip's 7zFormat.txt and Methods.txt).
 */
final class SevenZipFolder {

  /** As many coders and streams as 7-Zip itself takes. */
  private static final int MOST = 32;

  private static final int SMALLEST_DICTIONARY = 1 << 12;

  /** What unpacks, and how many streams it takes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Coder(String method, int firstInput, int inputs, byte[] properties) {}

  private final Coder[] coders;

  /** For each input the output that feeds it; -1 for a packed stream. */
  private final int[] fedBy;

  /** For each input its packed stream; -1 for one that is fed. */
  private final int[] packed;

  private final int packedStreams;
  private final int last;
  private final long[] sizes;

  /** Reads the folder at {@code in}. */
  SevenZipFolder(SevenZipBytes in) throws ContentException {
    int count = few(in.number());
    coders = new Coder[count];
    sizes = new long[count];
    int inputs = 0;
    for (int i = 0; i < count; i++) {
      int flags = in.u8();
      String method = HexFormat.of().formatHex(in.bytes(flags & 0xf));
      int own = 1;
      if ((flags & 0x10) != 0) {
        own = few(in.number());
        if (in.number() != 1) {
          throw SevenZipBytes.corrupt("has a coder of several outputs");
        }
      }
      byte[] properties = (flags & 0x20) != 0 ? in.bytes(in.number()) : new byte[0];
      if ((flags & 0xc0) != 0) {
        throw SevenZipBytes.corrupt("has a coder of an unknown kind");
      }
      coders[i] = new Coder(method, inputs, own, properties);
      inputs = few(inputs + own);
    }
    fedBy = new int[inputs];
    packed = new int[inputs];
    Arrays.fill(fedBy, -1);
    Arrays.fill(packed, -1);
    boolean[] used = new boolean[count];
    for (int i = 0; i < count - 1; i++) {
      int input = below(in.number(), inputs);
      int output = below(in.number(), count);
      if (fedBy[input] >= 0 || used[output]) {
        throw SevenZipBytes.corrupt("binds a stream twice");
      }
      fedBy[input] = output;
      used[output] = true;
    }
    packedStreams = inputs - (count - 1);
    if (packedStreams < 1) {
      throw SevenZipBytes.corrupt("has a folder without data");
    }
    for (int i = 0; i < packedStreams; i++) {
      int input = packedStreams == 1 ? free() : below(in.number(), inputs);
      if (packed[input] >= 0 || fedBy[input] >= 0) {
        throw SevenZipBytes.corrupt("binds a stream twice");
      }
      packed[input] = i;
    }
    int main = 0;
    while (used[main]) {
      main++;
    }
    last = main;
  }

  private static int few(long number) throws ContentException {
    if (number < 1 || number > MOST) {
      throw SevenZipBytes.corrupt("has a folder of " + number + " coders or streams");
    }
    return (int) number;
  }

  private static int below(long number, int limit) throws ContentException {
    if (number < 0 || number >= limit) {
      throw SevenZipBytes.corrupt("binds a stream that there is not");
    }
    return (int) number;
  }

  private int free() throws ContentException {
    for (int input = 0; input < fedBy.length; input++) {
      if (fedBy[input] < 0) {
        return input;
      }
    }
    throw SevenZipBytes.corrupt("has a folder without data");
  }

  /** Reads what each coder gives. */
  void readSizes(SevenZipBytes in) throws ContentException {
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = in.size();
    }
  }

  /** How many packed streams it takes. */
  int packedStreams() {
    return packedStreams;
  }

  /** Unpacked, bytes. */
  long size() {
    return sizes[last];
  }

  /** A packed stream of this folder. */
  @FunctionalInterface
  interface Packed {
    /** Its bytes from the start. */
    InputStream open(int number) throws IOException;
  }

  /**
   * Its unpacked bytes.
   *
   * @throws ContentException if it is encrypted, or a method of it is not supported
   */
  InputStream open(Packed streams, Decoders.Memory memory) throws IOException {
    for (Coder coder : coders) {
      check(coder);
    }
    return output(last, streams, memory, 0);
  }

  private InputStream output(int number, Packed streams, Decoders.Memory memory, int depth)
      throws IOException {
    if (depth > coders.length) {
      throw SevenZipBytes.corrupt("binds coders in a ring");
    }
    Coder coder = coders[number];
    InputStream[] inputs = new InputStream[coder.inputs()];
    for (int i = 0; i < inputs.length; i++) {
      int input = coder.firstInput() + i;
      if (fedBy[input] < 0 && packed[input] < 0) {
        throw SevenZipBytes.corrupt("has a stream of nothing");
      }
      inputs[i] =
          fedBy[input] >= 0
              ? output(fedBy[input], streams, memory, depth + 1)
              : streams.open(packed[input]);
    }
    return decoder(coder, inputs, sizes[number], memory);
  }

  private static void check(Coder coder) throws ContentException {
    if (coder.method().equals("06f10701")) {
      throw new ContentException(
          Problem.Kind.ENCRYPTED, "it is encrypted, and was not scanned; scan it decrypted");
    }
    boolean known =
        switch (coder.method()) {
          case "0303011b" -> coder.inputs() == 4;
          case "00", "030101", "21", "040108", "040109", "040202", "04f71101", "03" ->
              coder.inputs() == 1;
          default -> coder.inputs() == 1 && branches(coder.method()) != null;
        };
    if (!known) {
      throw new ContentException(
          Problem.Kind.UNSUPPORTED,
          "it is packed by method "
              + (coder.method().equals("030401") ? "PPMd" : coder.method())
              + ", which is not supported, and was not scanned; unpack it and scan the folder");
    }
  }

  private static InputStream decoder(
      Coder coder, InputStream[] in, long size, Decoders.Memory memory) throws IOException {
    return switch (coder.method()) {
      case "00" -> in[0];
      case "030101" -> {
        SevenZipBytes properties = properties(coder, 5);
        byte first = (byte) properties.u8();
        yield Decoders.rawLzma(in[0], size, first, properties.u32() & 0xffffffffL, memory);
      }
      case "21" -> lzma2(in[0], size, properties(coder, 1).u8(), memory);
      case "03" ->
          new DeltaOptions(properties(coder, 1).u8() + 1)
              .getInputStream(in[0], ArrayCache.getDummyCache());
      case "040108" -> inflated(in[0]);
      case "040109" -> new Deflate64CompressorInputStream(in[0]);
      case "040202" -> Decoders.open(Decoders.Format.BZIP2, in[0], memory);
      case "04f71101" -> Decoders.open(Decoders.Format.ZSTD, in[0], memory);
      case "0303011b" -> new Bcj2InputStream(in[0], in[1], in[2], in[3], size);
      default -> {
        FilterOptions filter = branches(coder.method());
        if (filter == null) {
          throw new IllegalStateException(coder.method());
        }
        yield filter.getInputStream(in[0], ArrayCache.getDummyCache());
      }
    };
  }

  /** Filters of machine code. */
  private static @Nullable FilterOptions branches(String method) {
    return switch (method) {
      case "03030103", "04" -> new X86Options();
      case "03030205", "05" -> new PowerPCOptions();
      case "03030401", "06" -> new IA64Options();
      case "03030501", "07" -> new ARMOptions();
      case "03030701", "08" -> new ARMThumbOptions();
      case "03030805", "09" -> new SPARCOptions();
      case "0a" -> new ARM64Options();
      case "0b" -> new RISCVOptions();
      default -> null;
    };
  }

  private static SevenZipBytes properties(Coder coder, int length) throws ContentException {
    if (coder.properties().length < length) {
      throw SevenZipBytes.corrupt("has a coder without its properties");
    }
    return new SevenZipBytes(coder.properties(), 0);
  }

  private static InputStream inflated(InputStream in) {
    Inflater inflater = new Inflater(true);
    return new InflaterInputStream(in, inflater) {
      @Override
      public void close() throws IOException {
        inflater.end();
        super.close();
      }
    };
  }

  private static InputStream lzma2(InputStream in, long size, int bits, Decoders.Memory memory)
      throws IOException {
    if (bits > 40) {
      throw new ContentException(
          Problem.Kind.CORRUPT, String.format(Locale.ROOT, "its dictionary has size %d", bits));
    }
    long dictionary = bits == 40 ? 0xffffffffL : (2L | (bits & 1)) << (bits / 2 + 11);
    // Nothing can be repeated from before the start.
    long needed = Math.max(SMALLEST_DICTIONARY, Math.min(dictionary, size));
    memory.take(needed);
    return new LZMA2InputStream(in, (int) needed);
  }
}
