package dev.assay.detect.licence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds whole texts of the index: runs of words that texts share give candidates, each of which is
 * then compared word by word.
 */
final class TextMatcher {
  /** Part of a text's runs that must stand near each other, in percent. */
  private static final int LEAST_PERCENT = 33;

  /** Candidates of one place that are compared. */
  private static final int MOST_COMPARED = 14;

  /**
   * Candidates of one text that are compared, so that it ends, whatever the text repeats. Beyond it
   * each licence that wasn't compared yet still is, where it is densest: what is left out are more
   * places of licences that were looked for elsewhere.
   */
  private static final int MOST_IN_ALL = 600;

  /** Candidates of one text that are looked at; beyond it the densest of each licence. */
  private static final int MOST_NEAR = 4_000;

  /** Least likeness, thousandths. */
  private static final int LEAST_SCORE = 860;

  /** Least likeness of texts with less than {@link #SHORT} words. */
  private static final int LEAST_SCORE_SHORT = 930;

  private static final int SHORT = 40;

  /** What a word that differs counts against one that is the same. */
  private static final int DIFFERENCE = 3;

  private final LicenceIndex index;
  private final LicenceWords words;
  private final char[] numbers;

  /** By place: the first place of the same run of words. */
  private int[] runs = {};

  /** By such a number: how often it stands in a stretch; zero between calls. */
  private int[] seen = {};

  TextMatcher(LicenceIndex index, LicenceWords words) {
    this.index = index;
    this.words = words;
    numbers = new char[words.count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = index.word(words.hash(i));
    }
  }

  /**
   * How much more of another text's runs must stand at a place, so that this one isn't compared.
   */
  private static final double LESS = 0.3;

  /** A text, near which words stand, the part of its runs that do, and how much that is. */
  private record Near(int text, int from, int to, double part, double like) {}

  /** Texts that don't overlap, in the order in which they begin. */
  List<Alignment> find() {
    List<Near> candidates = candidates();
    candidates.sort(
        Comparator.comparingDouble(Near::like)
            .reversed()
            .thenComparing(Near::text)
            .thenComparing(Near::from));
    List<Alignment> compared = compare(candidates);
    compared.sort(
        Comparator.comparingInt(TextMatcher::value)
            .reversed()
            .thenComparing(Alignment::differing)
            .thenComparing(alignment -> alignment.text().form())
            .thenComparing(alignment -> -alignment.text().required())
            .thenComparing(alignment -> alignment.text().expression()));
    boolean[] taken = new boolean[numbers.length];
    List<Alignment> chosen = new ArrayList<>();
    for (Alignment each : compared) {
      int overlap = 0;
      for (int i = each.first(); i <= each.last(); i++) {
        overlap += taken[i] ? 1 : 0;
      }
      if (5 * overlap <= each.last() - each.first()) {
        chosen.add(each);
        for (int i = each.first(); i <= each.last(); i++) {
          taken[i] = true;
        }
      }
    }
    chosen.sort(Comparator.comparingInt(Alignment::first));
    return chosen;
  }

  private static int value(Alignment alignment) {
    return alignment.same() - DIFFERENCE * alignment.differing();
  }

  private List<Alignment> compare(List<Near> candidates) {
    List<Alignment> all = new ArrayList<>();
    Aligner aligner = new Aligner(index, words, numbers);
    List<Near> compared = new ArrayList<>();
    boolean[] tried = new boolean[index.texts()];
    for (Near each : candidates) {
      if ((compared.size() >= MOST_IN_ALL && tried[each.text]) || hopeless(each, compared, all)) {
        continue;
      }
      tried[each.text] = true;
      compared.add(each);
      LicenceIndex.Text text = index.text(each.text);
      int margin = Math.max(30, text.reach() - (each.to - each.from));
      int least = text.required() < SHORT ? LEAST_SCORE_SHORT : LEAST_SCORE;
      Alignment alignment =
          aligner.align(
              text,
              Math.max(0, each.from - margin),
              Math.min(numbers.length, each.to + margin),
              least);
      if (alignment != null && alignment.score() >= least) {
        all.add(alignment);
      }
    }
    return all;
  }

  /** Whether others surely are, or many others are likely to be, more like what stands there. */
  private boolean hopeless(Near one, List<Near> compared, List<Alignment> found) {
    for (Alignment each : found) {
      if (each.differing() == 0
          && each.first() <= one.from
          && each.last() >= one.to - 1
          && each.same() >= index.text(one.text).elements().count()) {
        return true; // it could not say more
      }
    }
    int overlapping = 0;
    for (Near other : compared) {
      int common = Math.min(one.to, other.to) - Math.max(one.from, other.from);
      if (2 * common > one.to - one.from) {
        overlapping++;
        if (other.part > one.part + LESS) {
          return true;
        }
      }
    }
    return overlapping >= MOST_COMPARED;
  }

  private List<Near> candidates() {
    int[] entries = new int[Math.max(0, numbers.length - LicenceIndex.GRAM + 1)];
    int[] counts = new int[index.texts() + 1];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entry(i);
      if (entries[i] >= 0) {
        for (int p = index.firstPosting(entries[i]); p < index.endPosting(entries[i]); p++) {
          counts[index.posting(p) + 1]++;
        }
      }
    }
    for (int i = 1; i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
    int[] next = counts.clone();
    int[] places = new int[counts[counts.length - 1]];
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] >= 0) {
        for (int p = index.firstPosting(entries[i]); p < index.endPosting(entries[i]); p++) {
          places[next[index.posting(p)]++] = i;
        }
      }
    }
    number(entries);
    List<Near> candidates = new ArrayList<>();
    for (int text = 0; text < index.texts(); text++) {
      int all = index.text(text).grams();
      int least = Math.max(Math.min(all, 3), (all * LEAST_PERCENT + 99) / 100);
      if (counts[text + 1] - counts[text] >= least) {
        near(text, places, counts[text], counts[text + 1], least, true, candidates);
      }
    }
    return candidates;
  }

  /** Gives equal runs of these words the same small number. */
  private void number(int[] entries) {
    int size = Integer.highestOneBit(Math.max(16, entries.length)) * 4;
    int[] slots = new int[size];
    runs = new int[entries.length];
    seen = new int[entries.length];
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] >= 0) {
        int slot = ((entries[i] * 0x9E3779B1) >>> 8) & (size - 1);
        while (slots[slot] != 0 && entries[slots[slot] - 1] != entries[i]) {
          slot = (slot + 1) & (size - 1);
        }
        if (slots[slot] == 0) {
          slots[slot] = i + 1;
        }
        runs[i] = slots[slot] - 1;
      }
    }
  }

  private int entry(int from) {
    int gram = 1;
    for (int i = from; i < from + LicenceIndex.GRAM; i++) {
      if (numbers[i] == LicenceIndex.NO_WORD) {
        return -1;
      }
      gram = LicenceIndex.next(gram, words.hash(i));
    }
    return index.entry(gram == 0 ? 1 : gram);
  }

  /** The densest stretches of {@code places[from..to)}, none of which overlap. */
  private void near(
      int text, int[] places, int from, int to, int least, boolean densest, List<Near> out) {
    if (to - from < least || (out.size() >= MOST_NEAR && !densest)) {
      return;
    }
    int reach = index.text(text).reach();
    int best = 0;
    int bestFrom = from;
    int end = from;
    int left = from;
    int distinct = 0;
    for (int right = from; right < to; right++) {
      distinct += seen[runs[places[right]]]++ == 0 ? 1 : 0;
      while (places[right] - places[left] > reach) {
        distinct -= --seen[runs[places[left++]]] == 0 ? 1 : 0;
      }
      if (distinct > best) {
        best = distinct;
        bestFrom = left;
        end = right + 1;
      }
    }
    while (left < to) {
      seen[runs[places[left++]]] = 0;
    }
    if (best < least) {
      return;
    }
    double part = Math.min(1, (double) best / index.text(text).grams());
    out.add(
        new Near(
            text, places[bestFrom], places[end - 1] + LicenceIndex.GRAM, part, part * part * best));
    near(text, places, from, bestFrom, least, false, out);
    near(text, places, end, to, least, false, out);
  }
}
