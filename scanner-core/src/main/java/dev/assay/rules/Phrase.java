package dev.assay.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A phrase as rules about licences write it: words, between which anything may stand that is no
 * word (line breaks, comment markers, punctuation), and {@code *} for up to {@link #GAP} words.
 *
 * @param words lower case; {@code *} for a gap, never first or last
 */
public record Phrase(List<String> words) {
  /** Most words that a {@code *} stands for. */
  public static final int GAP = 8;

  /** Least length of a word by which a phrase can be looked for fast. */
  public static final int ANCHOR = 7;

  private static final String ANY = "*";

  public Phrase {
    words = List.copyOf(words);
  }

  /** Of its text. */
  public static Phrase of(String text) {
    List<String> words = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (part.equals(ANY)) {
        if (!words.isEmpty() && !words.get(words.size() - 1).equals(ANY)) {
          words.add(ANY);
        }
      } else {
        for (String word : part.split("[^\\p{L}\\p{N}]+", -1)) {
          if (!word.isEmpty()) {
            words.add(word);
          }
        }
      }
    }
    if (!words.isEmpty() && words.get(words.size() - 1).equals(ANY)) {
      words.remove(words.size() - 1);
    }
    return new Phrase(words);
  }

  /** Whether the word at {@code index} is a gap. */
  public boolean gap(int index) {
    return words.get(index).equals(ANY);
  }

  /** Its longest word of ASCII letters alone, if that is long enough; else empty. */
  public String anchor() {
    String longest = "";
    for (String word : words) {
      if (word.length() > longest.length() && word.matches("[a-z]+")) {
        longest = word;
      }
    }
    return longest.length() < ANCHOR ? "" : longest;
  }
}
