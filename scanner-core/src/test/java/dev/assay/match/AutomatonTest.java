package dev.assay.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rules.LiteralTrie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Holds the automaton against a search for each literal at each offset. */
class AutomatonTest {
  private static final String LETTERS = "abc_";

  @Test
  void findsEveryLiteralWhereverItStands() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<String> literals = literals(random, 3 + seed * 5, 12);
      Automaton automaton = new Automaton(LiteralTrie.of(literals));
      for (int length : new int[] {0, 1, 100, 5000}) {
        byte[] text = text(random, length);
        assertThat(found(automaton, text)).isEqualTo(expected(literals, text));
      }
    }
  }

  @Test
  void linksLongLiterals() {
    List<String> literals =
        List.of("a".repeat(30_000) + "b", "a".repeat(20_000) + "c", "aab", "b".repeat(600));
    Automaton automaton = new Automaton(LiteralTrie.of(literals));
    byte[] text =
        ("c".repeat(9) + "a".repeat(40_000) + "b".repeat(700) + "a".repeat(20_000) + "cb")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(found(automaton, text)).isEqualTo(expected(literals, text));
  }

  @Test
  void findsTheSameFromManyThreadsAtOnce() throws Exception {
    Random random = new Random(3);
    List<String> literals = literals(random, 2000, 14);
    byte[] text = text(random, 20_000);
    Set<String> expected = expected(literals, text);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        Automaton automaton =
            new Automaton(LiteralTrie.of(literals)); // each fills in its table anew
        List<Future<Set<String>>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          results.add(threads.submit(() -> found(automaton, text)));
        }
        for (Future<Set<String>> result : results) {
          assertThat(result.get()).isEqualTo(expected);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> literals(Random random, int count, int longest) {
    Set<String> literals = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      StringBuilder literal = new StringBuilder();
      for (int length = 1 + random.nextInt(longest); length > 0; length--) {
        literal.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      literals.add(literal.toString());
    }
    return List.copyOf(literals);
  }

  private static byte[] text(Random random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      int letter = random.nextInt(LETTERS.length() + 2);
      text[i] = (byte) (letter < LETTERS.length() ? LETTERS.charAt(letter) : letter * 40);
      if (random.nextInt(9) == 0 && text[i] >= 'a') {
        text[i] = (byte) (text[i] - 32);
      }
    }
    return text;
  }

  private static Set<String> found(Automaton automaton, byte[] text) {
    Hits hits = new Hits();
    automaton.scan(text, 0, text.length, hits);
    Set<String> found = new TreeSet<>();
    for (int stream = 0; stream <= Hits.STREAMS; stream++) {
      for (int i = 0; i < hits.count(stream); i++) {
        for (int literal : automaton.endings(hits.state(stream, i))) {
          found.add(literal + " ends at " + hits.position(stream, i));
        }
      }
    }
    return found;
  }

  private static Set<String> expected(List<String> literals, byte[] text) {
    String lower =
        new String(text, StandardCharsets.ISO_8859_1)
            .replace('A', 'a')
            .replace('B', 'b')
            .replace('C', 'c');
    Set<String> found = new TreeSet<>();
    LiteralTrie trie = LiteralTrie.of(literals);
    for (String literal : literals) {
      int id = trie.find(literal);
      for (int at = lower.indexOf(literal); at >= 0; at = lower.indexOf(literal, at + 1)) {
        found.add(id + " ends at " + (at + literal.length() - 1));
      }
    }
    return found;
  }
}
