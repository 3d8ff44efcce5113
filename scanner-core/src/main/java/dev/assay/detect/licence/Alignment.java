package dev.assay.detect.licence;

import java.util.List;

/**
 * A text of the index beside words that are like it.
 *
 * @param first the first word that is the same
 * @param last the last one
 * @param same words that are the same
 * @param differing words that stand here only, and required ones that stand there only
 * @param differences the first of those
 */
record Alignment(
    LicenceIndex.Text text,
    int first,
    int last,
    int same,
    int differing,
    List<String> differences) {

  /** Likeness in thousandths; 1000 only if nothing differs. */
  int score() {
    return differing == 0 ? 1000 : Math.min(999, 2000 * same / (2 * same + differing));
  }
}
