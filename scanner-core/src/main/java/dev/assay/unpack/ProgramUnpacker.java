package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.ShippedSource;
import dev.assay.unpack.code.ProgramText;
import dev.assay.unpack.code.RandomBytes;
import java.io.IOException;

/**
 * Programs and libraries (ELF, PE, Mach-O): strings that can't be told apart in their bytes, and an
 * archive that stands behind them.
 */
final class ProgramUnpacker implements Unpacker {

  @Override
  public String format() {
    return "program";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return ProgramText.recognises(head.array(), head.offset(), head.length());
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    try (SeekableView view = SeekableView.of(container)) {
      Unpacking unpacking = new Unpacking(container, meter, null, sink);
      try {
        ProgramText text =
            ProgramText.of(
                new RandomBytes() {
                  @Override
                  public long size() {
                    return view.size();
                  }

                  @Override
                  public int read(long position, byte[] into, int at, int length)
                      throws IOException {
                    return view.read(position, into, at, length);
                  }
                });
        if (text.debug() && container.provenance().contained()) {
          sink.observe(
              new ShippedSource(
                  container.provenance(),
                  text.debugSources()
                      ? ShippedSource.Kind.DEBUG_SOURCES
                      : ShippedSource.Kind.DEBUG_INFO,
                  0));
        }
        for (int i = 0; i < text.programs(); i++) {
          int program = i;
          Views.push(container, Views.LITERALS, () -> text.literals(program), sink);
        }
        if (text.windows()) {
          Views.push(container, Views.WIDE, text::wide, sink);
        }
        if (text.full()) {
          unpacking.problem(
              Problem.Kind.TOO_LARGE,
              "it has so many string literals that not all could be told apart; its bytes were"
                  + " scanned as they are");
        }
        Overlays.push(unpacking, view, text.overlay(), text.overlayEnd());
      } finally {
        unpacking.finish();
      }
    }
  }
}
