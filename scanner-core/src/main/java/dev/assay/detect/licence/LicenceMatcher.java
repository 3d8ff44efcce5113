package dev.assay.detect.licence;

import dev.assay.model.LicenceText.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the licences of a text. Thread-safe; {@link #match} takes what it needs for one text and
 * keeps nothing. The index of texts is read with the first text.
 */
public final class LicenceMatcher {
  private static final Comparator<LicenceMatch> ORDER =
      Comparator.comparingInt(LicenceMatch::start)
          .thenComparing(LicenceMatch::end, Comparator.reverseOrder())
          .thenComparing(LicenceMatch::kind)
          .thenComparing(LicenceMatch::expression);

  private volatile @Nullable LicenceIndex index;

  /** One that knows SPDX's list. */
  public LicenceMatcher() {}

  /** One that knows other texts. */
  public LicenceMatcher(LicenceIndex index) {
    this.index = index;
  }

  private LicenceIndex index() {
    LicenceIndex known = index;
    if (known == null) {
      synchronized (this) {
        known = index;
        if (known == null) {
          known = LicenceIndex.builtIn();
          index = known;
        }
      }
    }
    return known;
  }

  /**
   * All licences that {@code text} holds or names, in the order in which they begin. Stretches of
   * texts and notices don't overlap by more than a fifth; a tag or a reference never begins inside
   * one.
   */
  public List<LicenceMatch> match(CharSequence text) {
    LicenceIndex known = index();
    List<LicenceMatch> texts = new ArrayList<>();
    if (known.texts() > 0) {
      LicenceWords words = LicenceWords.of(text);
      List<Alignment> found = new TextMatcher(known, words).find();
      for (int i = 0; i < found.size(); i++) {
        texts.add(match(found, i, words, text));
      }
    }
    List<LicenceMatch> all = new ArrayList<>(texts);
    List<LicenceMatch> named = new ArrayList<>();
    LicenceTags.find(text, named);
    int from = 0;
    for (LicenceMatch each : texts) {
      if (each.start() > from) {
        LicenceReferences.find(text, from, each.start(), named);
      }
      from = Math.max(from, each.end());
    }
    LicenceReferences.find(text, from, text.length(), named);
    for (LicenceMatch each : named) {
      if (!inside(each, texts)) {
        all.add(each);
      }
    }
    all.sort(ORDER);
    return List.copyOf(all);
  }

  private static boolean inside(LicenceMatch one, List<LicenceMatch> texts) {
    for (LicenceMatch text : texts) {
      if (one.start() >= text.start() && one.start() < text.end()) {
        return true;
      }
    }
    return false;
  }

  /** With the copyright lines around it, and what stands in brackets or quotes at its end. */
  private static LicenceMatch match(
      List<Alignment> found, int at, LicenceWords words, CharSequence text) {
    Alignment one = found.get(at);
    int first = one.first();
    int last = one.last();
    while (first > 0 && words.free(first - 1)) {
      first--;
    }
    while (last + 1 < words.count() && words.free(last + 1)) {
      last++;
    }
    int end = words.end(last);
    while (end < text.length() && closing(text.charAt(end))) {
      end++;
    }
    return new LicenceMatch(
        words.start(first),
        end,
        one.text().form() == LicenceIndex.Form.HEADER ? Kind.HEADER : Kind.TEXT,
        one.text().form() == LicenceIndex.Form.EXCEPTION
            ? Exceptions.expression(found, at)
            : one.text().expression(),
        one.score(),
        one.differences());
  }

  private static boolean closing(char c) {
    return c == '.' || c == ')' || c == '"' || c == '”' || c == '\'' || c == '>';
  }
}
