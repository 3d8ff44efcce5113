package dev.assay.detect.licence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the licences of a text. Immutable and thread-safe; {@link #match} takes what it needs for
 * one text and keeps nothing.
 */
public final class LicenceMatcher {
  private static final Comparator<LicenceMatch> ORDER =
      Comparator.comparingInt(LicenceMatch::start)
          .thenComparing(LicenceMatch::end, Comparator.reverseOrder())
          .thenComparing(LicenceMatch::kind)
          .thenComparing(LicenceMatch::expression);

  /**
   * All licences that {@code text} holds or names, in the order in which they begin. Stretches of
   * texts and notices don't overlap; a tag or a reference never stands inside one.
   */
  public List<LicenceMatch> match(CharSequence text) {
    List<LicenceMatch> matches = new ArrayList<>();
    LicenceTags.find(text, matches);
    matches.sort(ORDER);
    return List.copyOf(matches);
  }
}
