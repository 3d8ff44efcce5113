package dev.assay.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts the words of source trees and writes the two tables that tell words from random letters:
 * {@code words.txt}, the words of most files, and {@code bigrams.txt}, how surprising each pair of
 * letters is. How often a word occurs is a fact, whatever the licence of the texts.
 *
 * <p>{@code java WordTables.java OUT TREE...}; no tree weighs more than another.
 */
public final class WordTables {
  private static final int WORDS = 11_000;
  private static final int SHORT_WORDS = 500;
  private static final int COMMON_WORDS = 2_500;
  private static final int MIN_FILES = 5;
  private static final int MAX_FILE = 1 << 18;
  private static final int MAX_FILES = 12_000;

  private WordTables() {}

  public static void main(String[] args) throws IOException {
    Map<String, Double> shares = new HashMap<>();
    for (int tree = 1; tree < args.length; tree++) {
      count(Path.of(args[tree]), shares);
    }
    List<Map.Entry<String, Double>> byShare = new ArrayList<>(shares.entrySet());
    byShare.sort(
        Map.Entry.<String, Double>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    List<String> words = new ArrayList<>();
    int three = 0;
    int rank = 0;
    for (Map.Entry<String, Double> entry : byShare) {
      boolean isShort = entry.getKey().length() == 3;
      if (++rank > COMMON_WORDS && entry.getKey().matches("[a-f]+")) {
        continue; // a piece of a hexadecimal number more likely than a word
      }
      if (words.size() < WORDS && (!isShort || three < SHORT_WORDS)) {
        three += isShort ? 1 : 0;
        words.add(entry.getKey());
      }
    }
    List<String> bigrams = bigrams(words, shares);
    words.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    Path out = Path.of(args[0]);
    Files.write(out.resolve("words.txt"), words, StandardCharsets.US_ASCII);
    Files.write(out.resolve("bigrams.txt"), bigrams, StandardCharsets.US_ASCII);
  }

  private static void count(Path tree, Map<String, Double> shares) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(tree)) {
      files = new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
    }
    int step = Math.max(1, files.size() / MAX_FILES);
    Map<String, Integer> inFiles = new HashMap<>();
    int read = 0;
    for (int i = 0; i < files.size(); i += step) {
      byte[] bytes;
      try (InputStream in = Files.newInputStream(files.get(i))) {
        bytes = in.readNBytes(MAX_FILE);
      }
      for (String word : words(bytes)) {
        inFiles.merge(word, 1, Integer::sum);
      }
      read++;
    }
    int all = read;
    inFiles.forEach(
        (word, count) -> {
          if (count >= MIN_FILES) {
            shares.merge(word, (double) count / all, Double::sum);
          }
        });
  }

  private static Set<String> words(byte[] bytes) {
    Set<String> words = new HashSet<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      boolean letter = i < bytes.length && letter(bytes[i]);
      boolean hump = letter && i > start && upper(bytes[i]) && !upper(bytes[i - 1]);
      if (!letter || hump) {
        if (i - start >= 3 && i - start <= 16) {
          words.add(
              new String(bytes, start, i - start, StandardCharsets.US_ASCII)
                  .toLowerCase(Locale.ROOT));
        }
        start = hump ? i : i + 1;
      }
    }
    return words;
  }

  private static boolean upper(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private static boolean letter(byte b) {
    return upper(b) || (b >= 'a' && b <= 'z');
  }

  /** Row and column 0 stand for the edge of a word; cells are tenths of a bit. */
  private static List<String> bigrams(List<String> words, Map<String, Double> shares) {
    double[][] counts = new double[27][27];
    for (String word : words) {
      double weight = Math.sqrt(shares.get(word)); // else a few words make the whole table
      int before = 0;
      for (int i = 0; i < word.length(); i++) {
        int letter = word.charAt(i) - 'a' + 1;
        counts[before][letter] += weight;
        before = letter;
      }
      counts[before][0] += weight;
    }
    List<String> rows = new ArrayList<>();
    for (double[] row : counts) {
      double sum = 0;
      for (double cell : row) {
        sum += cell + 0.02;
      }
      StringBuilder text = new StringBuilder();
      for (double cell : row) {
        long tenths = Math.round(-10 * Math.log((cell + 0.02) / sum) / Math.log(2));
        text.append(text.isEmpty() ? "" : " ").append(Math.min(99, tenths));
      }
      rows.add(text.toString());
    }
    return rows;
  }
}
