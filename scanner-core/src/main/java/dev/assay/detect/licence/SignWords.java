package dev.assay.detect.licence;

import dev.assay.rules.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text, in lower case, and where each stands: runs of letters and digits, so that
 * line breaks, comment markers and punctuation don't matter. Not thread-safe.
 */
final class SignWords {
  private final List<String> words = new ArrayList<>();
  private final Map<String, List<Integer>> places = new HashMap<>();
  private int[] starts = new int[256];

  /**
   * @param text of which the first words are taken
   * @param most how many
   */
  SignWords(String text, int most) {
    int length = text.length();
    int at = 0;
    while (at < length && words.size() < most) {
      while (at < length && !Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      int from = at;
      while (at < length && Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      if (at > from) {
        if (words.size() == starts.length) {
          starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[words.size()] = from;
        String word = text.substring(from, at).toLowerCase(Locale.ROOT);
        places.computeIfAbsent(word, key -> new ArrayList<>(2)).add(words.size());
        words.add(word);
      }
    }
  }

  /** A stretch of the text: {@code [from, to)} in UTF-16 code units. */
  record Span(int from, int to) {

    boolean within(Span other) {
      return from >= other.from && to <= other.to;
    }
  }

  /**
   * Where {@code phrase} first stands outside of what is covered; null if it doesn't.
   *
   * @param covered stretches in which it doesn't count
   */
  @Nullable Span find(Phrase phrase, List<Span> covered) {
    for (int i : places.getOrDefault(phrase.words().get(0), List.of())) {
      int end = end(phrase, 0, i);
      if (end >= 0) {
        Span span = new Span(starts[i], starts[end] + words.get(end).length());
        if (covered.stream().noneMatch(span::within)) {
          return span;
        }
      }
    }
    return null;
  }

  /** The index of the phrase's last word, if it goes on here; else -1. */
  private int end(Phrase phrase, int part, int word) {
    int at = word;
    for (int i = part; i < phrase.words().size(); i++) {
      if (phrase.gap(i)) {
        for (int skip = 0; skip <= Phrase.GAP && at + skip < words.size(); skip++) {
          int end = end(phrase, i + 1, at + skip);
          if (end >= 0) {
            return end;
          }
        }
        return -1;
      }
      if (at >= words.size() || !words.get(at).equals(phrase.words().get(i))) {
        return -1;
      }
      at++;
    }
    return at - 1;
  }

  /** All of them, a blank between two. */
  String all() {
    return String.join(" ", words);
  }
}
