package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.SourceMapFacts;
import dev.assay.unpack.sourcemap.FactsBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Modules of WebAssembly (core specification 2.0, 5.5): where their source map or their debug
 * information is, if that is said to be elsewhere. A module that breaks off says no more.
 */
final class WasmUnpacker implements Unpacker {

  /** Magic and version. */
  private static final int HEADER = 8;

  private static final int MOST_SECTIONS = 10_000;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_ADDRESS = 2_000;

  @Override
  public String format() {
    return "wasm";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    byte[] bytes = head.array();
    int at = head.offset();
    return head.length() >= HEADER
        && bytes[at] == 0
        && bytes[at + 1] == 'a'
        && bytes[at + 2] == 's'
        && bytes[at + 3] == 'm'
        && bytes[at + 4] == 1
        && bytes[at + 5] == 0
        && bytes[at + 6] == 0
        && bytes[at + 7] == 0;
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    try (SeekableView view = SeekableView.of(container)) {
      Cursor cursor = new Cursor(view.buffered());
      for (int i = 0; i < MOST_SECTIONS && cursor.at < view.size(); i++) {
        int id = cursor.u8();
        long size = cursor.number();
        long end = cursor.at + size;
        if (size < 0 || end > view.size()) {
          return;
        }
        if (id == 0) {
          String name = cursor.text(LONGEST_NAME, end);
          if (name.equals("sourceMappingURL") || name.equals("external_debug_info")) {
            SourceMapFacts facts =
                FactsBuilder.link(container.provenance(), null, cursor.text(LONGEST_ADDRESS, end));
            if (facts != null) {
              sink.observe(facts);
            }
          }
        }
        cursor.at = end;
      }
    }
  }

  /** Numbers and names at an offset that goes on. */
  private static final class Cursor {
    private final SeekableView view;
    private final byte[] one = new byte[1];
    private long at = HEADER;

    Cursor(SeekableView view) {
      this.view = view;
    }

    /** -1 at the end. */
    int u8() throws IOException {
      return view.read(at++, one, 0, 1) == 1 ? one[0] & 0xff : -1;
    }

    /** A number of up to 32 bits in groups of seven (LEB128); -1 if it is none. */
    long number() throws IOException {
      long value = 0;
      for (int shift = 0; shift < 35; shift += 7) {
        int next = u8();
        if (next < 0) {
          return -1;
        }
        value |= (long) (next & 0x7f) << shift;
        if (next < 0x80) {
          return value;
        }
      }
      return -1;
    }

    /** A text with its length before it; empty if it is longer, or goes beyond {@code end}. */
    String text(int longest, long end) throws IOException {
      long length = number();
      if (length <= 0 || length > longest || length > end - at) {
        return "";
      }
      byte[] bytes = view.bytes(at, (int) length);
      at += length;
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
