package dev.assay.detect.licence;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the index of licence texts out of SPDX's templates; run by the build. Texts that are the
 * same word by word are one, with all their ids. The same templates always give the same bytes.
 */
public final class LicenceIndexBuilder {
  private final Map<String, Text> texts = new TreeMap<>();

  /** One text, and whose it is. */
  private static final class Text {
    private final LicenceIndex.Form form;
    private final LicenceTemplate template;
    private final List<String> ids = new ArrayList<>();
    private String expression;

    Text(LicenceIndex.Form form, LicenceTemplate template, String expression) {
      this.form = form;
      this.template = template;
      this.expression = expression;
    }
  }

  /**
   * Adds a text.
   *
   * @param id of SPDX's list
   * @param expression what it means, normalised; of several the shortest, then the first, is taken
   * @param template with SPDX's markup ({@code <<var;…>>}, {@code <<beginOptional>>})
   */
  public void add(LicenceIndex.Form form, String id, String expression, String template) {
    LicenceTemplate parsed = LicenceTemplate.parse(template);
    if (parsed.words() == 0) {
      return;
    }
    Text text =
        texts.computeIfAbsent(form + parsed.key(), key -> new Text(form, parsed, expression));
    text.ids.add(id);
    if (better(expression, text.expression)) {
      text.expression = expression;
    }
  }

  private static boolean better(String one, String other) {
    int order = Integer.compare(one.length(), other.length());
    return order < 0 || (order == 0 && one.compareTo(other) < 0);
  }

  /** Writes the index. */
  public void write(OutputStream out) throws IOException {
    List<Text> all = new ArrayList<>(texts.values());
    all.sort((one, other) -> key(one).compareTo(key(other)));
    Vocabulary words = new Vocabulary();
    List<int[][]> choices = new ArrayList<>();
    List<int[]> elements = new ArrayList<>();
    for (Text text : all) {
      elements.add(text.template.encode(words, choices));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    writeWords(words, data);
    data.writeInt(choices.size());
    for (int[][] choice : choices) {
      data.writeInt(choice.length);
      for (int[] each : choice) {
        ints(each, data);
      }
    }
    data.writeInt(all.size());
    for (int i = 0; i < all.size(); i++) {
      Text text = all.get(i);
      data.writeByte(text.form.ordinal());
      data.writeUTF(text.expression);
      data.writeUTF(String.join(" ", text.ids));
      shorts(elements.get(i), data);
    }
    grams(elements, words, data);
    data.flush();
    DataOutputStream head = new DataOutputStream(out);
    head.writeInt(LicenceIndex.MAGIC);
    body.writeTo(head);
    head.flush();
  }

  private static String key(Text text) {
    return text.form.ordinal() + text.ids.get(0) + " " + text.template.key();
  }

  private static void writeWords(Vocabulary words, DataOutputStream data) throws IOException {
    ByteArrayOutputStream letters = new ByteArrayOutputStream();
    int[] ends = new int[words.letters.size()];
    for (int i = 0; i < ends.length; i++) {
      letters.writeBytes(words.letters.get(i).getBytes(StandardCharsets.UTF_8));
      ends[i] = letters.size();
    }
    ints(words.hashes(), data);
    ints(ends, data);
    data.writeInt(letters.size());
    letters.writeTo(data);
  }

  private static void ints(int[] numbers, DataOutputStream data) throws IOException {
    data.writeInt(numbers.length);
    for (int number : numbers) {
      data.writeInt(number);
    }
  }

  /** An element is a word or one of few others: 16 bits do. */
  private static void shorts(int[] numbers, DataOutputStream data) throws IOException {
    data.writeInt(numbers.length);
    for (int number : numbers) {
      if (number < 0 || number > 0xffff) {
        throw new IllegalStateException("more words than an index can hold");
      }
      data.writeShort(number);
    }
  }

  /** Of some runs of words that follow each other the one of the least hash; of short texts all. */
  private static void grams(List<int[]> elements, Vocabulary words, DataOutputStream data)
      throws IOException {
    int[] hashes = words.hashes();
    Map<Integer, List<Integer>> postings = new TreeMap<>();
    int[] counts = new int[elements.size()];
    for (int text = 0; text < elements.size(); text++) {
      Set<Integer> required = new TreeSet<>();
      Set<Integer> chosen = chosen(elements.get(text), hashes, required);
      required.retainAll(chosen);
      counts[text] = required.isEmpty() ? chosen.size() : required.size();
      for (int gram : chosen) {
        postings.computeIfAbsent(gram, key -> new ArrayList<>(1)).add(text);
      }
    }
    int[] keys = new int[postings.size()];
    int[] ends = new int[postings.size()];
    int[] values = new int[postings.values().stream().mapToInt(List::size).sum()];
    int i = 0;
    int at = 0;
    for (Map.Entry<Integer, List<Integer>> each : postings.entrySet()) {
      for (int value : each.getValue()) {
        values[at++] = value;
      }
      keys[i] = each.getKey();
      ends[i++] = at;
    }
    ints(counts, data);
    ints(keys, data);
    ints(ends, data);
    ints(values, data);
  }

  /** Puts those that must be there into {@code required}. */
  private static Set<Integer> chosen(int[] codes, int[] hashes, Set<Integer> required) {
    List<Integer> grams = new ArrayList<>();
    boolean optional = false;
    for (int i = 0; i + LicenceIndex.GRAM <= codes.length; i++) {
      int gram = LicenceIndex.gram(codes, i, hashes);
      if (gram != 0) {
        grams.add(gram);
        if (!optional) {
          required.add(gram);
        }
      } else if (codes[i] <= LicenceIndex.OPTIONAL
          && (i == 0 || codes[i - 1] != LicenceIndex.CHOICE)) {
        optional = codes[i] == LicenceIndex.OPTIONAL;
      }
    }
    if (grams.size() <= LicenceIndex.ALL_GRAMS) {
      return new TreeSet<>(grams);
    }
    Set<Integer> chosen = new TreeSet<>();
    for (int i = 0; i + LicenceIndex.ONE_OF <= grams.size(); i++) {
      chosen.add(Collections.min(grams.subList(i, i + LicenceIndex.ONE_OF)));
    }
    return chosen;
  }

  /** Words by their hashes, numbered as they come; how the first of a hash is spelt is shown. */
  static final class Vocabulary {
    private final Map<Integer, Integer> numbers = new LinkedHashMap<>();
    private final List<String> letters = new ArrayList<>();

    /** The number of a word; new ones get the next. */
    int number(int hash, String word) {
      Integer known = numbers.putIfAbsent(hash, numbers.size());
      if (known == null) {
        letters.add(word);
        return letters.size() - 1;
      }
      return known;
    }

    int[] hashes() {
      return numbers.keySet().stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
