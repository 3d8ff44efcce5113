package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Scripts with an archive behind their text, as makeself and installers write them. The archive
 * begins on a line of its own within the first {@link Unpacker#HEAD} bytes.
 */
final class ScriptUnpacker implements Unpacker {

  /** What archives begin with; the unpackers themselves are asked then. */
  private static final List<byte[]> STARTS =
      List.of(
          start("\u001f\u008b\b"),
          start("BZh"),
          start("\u00fd7zXZ\0"),
          start("(\u00b5/\u00fd"),
          start("7z\u00bc\u00af'\u001c"),
          start("PK\u0003\u0004"),
          start("\u0004\"M\u0018"),
          start("\u007fELF"),
          start("]\0\0"));

  private static byte[] start(String bytes) {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String format() {
    return "script";
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return head.length() > 2
        && head.array()[head.offset()] == '#'
        && head.array()[head.offset() + 1] == '!'
        && archive(head) > 0;
  }

  /** Where an archive begins; 0 if there is none. */
  private static int archive(ByteSlice head) {
    byte[] bytes = head.array();
    int end = head.offset() + head.length();
    for (int i = head.offset(); i < end - 1; i++) {
      if (bytes[i] == '\n' && starts(bytes, i + 1, end)) {
        ByteSlice rest = new ByteSlice(bytes, i + 1, end - i - 1);
        if (Overlays.opened(rest)) {
          return i + 1 - head.offset();
        }
      }
    }
    return 0;
  }

  private static boolean starts(byte[] bytes, int at, int end) {
    for (byte[] start : STARTS) {
      int i = 0;
      while (i < start.length && at + i < end && bytes[at + i] == start[i]) {
        i++;
      }
      if (i == start.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    try (SeekableView view = SeekableView.of(container)) {
      Unpacking unpacking = new Unpacking(container, meter, null, sink);
      try {
        byte[] head = view.bytes(0, (int) Math.min(HEAD, view.size()));
        int from = archive(new ByteSlice(head, 0, head.length));
        if (from > 0) {
          Overlays.push(unpacking, view, from, view.size());
        }
      } finally {
        unpacking.finish();
      }
    }
  }
}
