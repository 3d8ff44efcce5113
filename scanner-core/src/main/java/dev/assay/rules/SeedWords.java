package dev.assay.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The English words of seed phrases, in order: the list of BIP-39 (github.com/bitcoin/bips, MIT
 * licence), unchanged. Read by whoever first asks.
 */
public final class SeedWords {
  /** How many there are: each stands for 11 bits. */
  public static final int COUNT = 2048;

  private static final class Read {
    static final List<String> WORDS = words();
    static final Map<String, Integer> NUMBERS = numbers();

    private static List<String> words() {
      try (InputStream in = SeedWords.class.getResourceAsStream("seed-words.txt")) {
        if (in == null) {
          throw new IllegalStateException("seed-words.txt is not beside its class");
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
            .lines()
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Map<String, Integer> numbers() {
      Map<String, Integer> numbers = new HashMap<>(2 * COUNT);
      for (String word : WORDS) {
        numbers.put(word, numbers.size());
      }
      return numbers;
    }
  }

  private SeedWords() {}

  /** The word that stands for {@code number}, 0 to 2047. */
  public static String word(int number) {
    return Read.WORDS.get(number);
  }

  /** The number that {@code word} (lower case) stands for; -1 if it is none of the list. */
  public static int number(String word) {
    return Read.NUMBERS.getOrDefault(word, -1);
  }
}
