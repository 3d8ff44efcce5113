package dev.assay.unpack.code;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Strings of a program that its bytes don't show as words: literals that stand side by side, and
 * UTF-16; and where something that is no part of it begins.
 */
public final class ProgramText {

  private final RandomBytes file;
  private final List<Literals> literals = new ArrayList<>();
  private final boolean windows;
  private long overlay;
  private long overlayEnd;
  private boolean full;
  private boolean debug;
  private long symbolsAt;
  private long symbolsSize;

  private ProgramText(RandomBytes file, boolean windows) {
    this.file = file;
    this.windows = windows;
  }

  /** Whether a file that begins so is an ELF, PE or Mach-O program. */
  public static boolean recognises(byte[] bytes, int start, int length) {
    return Program.recognises(bytes, start, length);
  }

  /** What {@code file}, which was recognised, holds. Headers that claim nonsense yield less. */
  public static ProgramText of(RandomBytes file) throws IOException {
    byte[] magic = new byte[2];
    boolean windows = file.read(0, magic, 0, 2) == 2 && magic[0] == 'M' && magic[1] == 'Z';
    ProgramText text = new ProgramText(file, windows);
    text.overlayEnd = file.size();
    for (Program program : Program.read(file)) {
      Literals found = Literals.of(file, program);
      text.full |= found.marks.full();
      text.literals.add(found);
      text.debug |= program.debug;
      if (program.symbolsSize > 0) {
        text.symbolsAt = program.symbolsAt;
        text.symbolsSize = program.symbolsSize;
      }
      long end = program.end;
      if (program.signatureSize > 0 && program.signatureAt >= end) {
        long after = program.signatureAt + program.signatureSize;
        boolean last = after >= file.size() - 7;
        text.overlayEnd = last ? Math.min(file.size(), program.signatureAt) : file.size();
        end = last || program.signatureAt > end ? end : after;
      }
      text.overlay = Math.max(text.overlay, end);
    }
    return text;
  }

  /** Whether it has debug information: DWARF, or a portable PDB. */
  public boolean debug() {
    return debug || symbolsSize > 0;
  }

  /** Whether that holds the text of sources. */
  public boolean debugSources() throws IOException {
    return symbolsSize > 0 && PortablePdb.embedsSources(file, symbolsAt, symbolsSize);
  }

  /** Where data behind the program begins; at {@link #overlayEnd} where there is none. */
  public long overlay() {
    return overlay == 0 ? overlayEnd : Math.min(overlay, overlayEnd);
  }

  /** Where it ends. */
  public long overlayEnd() {
    return overlayEnd;
  }

  /** Whether there are so many literals that not all were told apart. */
  public boolean full() {
    return full;
  }

  /** Whether it may hold strings in UTF-16. */
  public boolean windows() {
    return windows;
  }

  /** How many programs the file holds, for one processor each. */
  public int programs() {
    return literals.size();
  }

  /** Literals of one program that touch others, a line each. */
  public InputStream literals(int program) {
    return new LiteralStream(file, literals.get(program));
  }

  /** Strings in UTF-16, a line each. */
  public InputStream wide() {
    return new WideStream(file);
  }
}
