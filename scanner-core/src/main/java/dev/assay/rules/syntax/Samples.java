package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import dev.assay.rules.syntax.Linearizer.Atom;
import java.util.List;

/** Short descriptions of variants for error messages. */
final class Samples {
  private static final int MAX_LENGTH = 60;

  private Samples() {}

  static String of(List<Atom> variant) {
    StringBuilder text = new StringBuilder("«");
    for (Atom atom : variant) {
      if (text.length() > MAX_LENGTH) {
        return text.append("…»").toString();
      }
      for (int i = 0; i < Math.min(atom.min(), 4); i++) {
        text.append(any(atom.set()));
      }
      if (atom.min() > 4 || atom.min() != atom.max()) {
        text.append('…');
      }
    }
    return text.append('»').toString();
  }

  private static char any(ByteSet set) {
    for (int value = 'z'; value > ' '; value--) {
      if (set.contains(value)) {
        return (char) value;
      }
    }
    return '?';
  }
}
