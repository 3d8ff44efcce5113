package dev.assay.detect.licence;

import dev.assay.rules.JarResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * All licence texts that are known, as words, and where short runs of words stand in them. Made at
 * build time by {@link LicenceIndexBuilder}; immutable.
 */
public final class LicenceIndex {
  /** Where the built-in one lies on the class path. */
  public static final String RESOURCE = "/dev/assay/detect/licence/licences.index";

  /** Most bytes that one has. */
  private static final int MAX_BYTES = 32 << 20;

  static final int MAGIC = 0x41534C01;

  /** Words of a run. */
  static final int GRAM = 4;

  /** Of longer texts one run of so many is looked for. */
  static final int ONE_OF = 4;

  /** Up to so many runs all of a text are looked for. */
  static final int ALL_GRAMS = 120;

  // Codes of the elements of a text.
  static final int REQUIRED = 0;
  static final int OPTIONAL = 1;
  static final int CHOICE = 2;
  static final int GAP = 3;
  static final int GAPS = 509;
  static final int WORDS = GAP + GAPS;

  /** What a text is. */
  public enum Form {
    /** A licence. */
    TEXT,
    /** The standard notice of a licence. */
    HEADER,
    /** An exception to a licence. */
    EXCEPTION
  }

  /**
   * One text.
   *
   * @param expression what it means
   * @param ids all that SPDX calls it, separated by spaces
   * @param elements words, and what may be missing or vary
   * @param required words that must be there
   * @param grams runs of words that are looked for
   * @param reach words of a text that it may span at most, about
   */
  record Text(
      Form form,
      String expression,
      String ids,
      Elements elements,
      int required,
      int grams,
      int reach) {}

  /**
   * What a text is made of; one entry of each array an element.
   *
   * @param words number of the word, -1 if it is none
   * @param gaps most words that may stand there; 0 if it is no gap
   * @param choices lists of words, one of which stands there; empty if it is no choice
   * @param optional whether it may be missing
   */
  @SuppressWarnings("ArrayRecordComponent") // read in a hot loop, never compared
  record Elements(char[] words, short[] gaps, int[][][] choices, boolean[] optional) {
    int count() {
      return words.length;
    }
  }

  /** A word's number that stands for no word. */
  static final char NO_WORD = 0xffff;

  private static final int[][] NO_CHOICE = {};
  private static final short[] NO_GAPS = {};

  private final int[] hashes;
  private final int[] wordEnds;
  private final byte[] letters;
  private final int[] wordSlots;
  private final Text[] texts;
  private final int[] keys;
  private final int[] ends;
  private final int[] postings;
  private final int[] gramSlots;

  private LicenceIndex(ByteBuffer in) {
    if (in.remaining() < 4 || in.getInt() != MAGIC) {
      throw new IllegalStateException(
          "not a licence index, or of another version; build Assay anew");
    }
    hashes = ints(in);
    wordEnds = ints(in);
    letters = new byte[in.getInt()];
    in.get(letters);
    int[][][] choices = new int[in.getInt()][][];
    for (int i = 0; i < choices.length; i++) {
      choices[i] = new int[in.getInt()][];
      for (int k = 0; k < choices[i].length; k++) {
        choices[i][k] = ints(in);
      }
    }
    int count = in.getInt();
    Form[] forms = new Form[count];
    String[] expressions = new String[count];
    String[] ids = new String[count];
    Elements[] elements = new Elements[count];
    for (int i = 0; i < count; i++) {
      forms[i] = Form.values()[in.get()];
      expressions[i] = string(in);
      ids[i] = string(in);
      elements[i] = elements(in, choices);
    }
    int[] grams = ints(in);
    texts = new Text[count];
    for (int i = 0; i < count; i++) {
      int required = 0;
      int reach = 40;
      for (int k = 0; k < elements[i].count(); k++) {
        int gap = elements[i].gaps[k];
        required += elements[i].optional[k] || gap > 0 ? 0 : 1;
        reach += gap > 0 ? Math.min(gap, 40) : 1;
      }
      texts[i] =
          new Text(
              forms[i], expressions[i], ids[i], elements[i], required, grams[i], reach + reach / 8);
    }
    keys = ints(in);
    ends = ints(in);
    postings = ints(in);
    wordSlots = slots(hashes);
    gramSlots = slots(keys);
  }

  private static Elements elements(ByteBuffer in, int[][][] choices) {
    int codes = in.getInt();
    int from = in.position();
    int count = 0;
    for (int i = 0; i < codes; i++) {
      int code = in.getShort(from + 2 * i) & 0xffff;
      i += code == CHOICE ? 1 : 0;
      count += code > OPTIONAL ? 1 : 0;
    }
    char[] words = new char[count];
    short[] gaps = new short[count];
    int[][][] choice = new int[count][][];
    boolean[] optional = new boolean[count];
    boolean may = false;
    int at = 0;
    for (int i = 0; i < codes; i++) {
      int code = in.getShort() & 0xffff;
      if (code <= OPTIONAL) {
        may = code == OPTIONAL;
        continue;
      }
      words[at] = NO_WORD;
      choice[at] = NO_CHOICE;
      optional[at] = may;
      if (code == CHOICE) {
        choice[at] = choices[in.getShort() & 0xffff];
        i++;
      } else if (code < WORDS) {
        gaps[at] = (short) (code - GAP);
        optional[at] = true;
      } else {
        words[at] = (char) (code - WORDS);
      }
      at++;
    }
    return new Elements(words, gaps.length == 0 ? NO_GAPS : gaps, choice, optional);
  }

  private static int[] ints(ByteBuffer in) {
    int[] all = new int[in.getInt()];
    in.asIntBuffer().get(all);
    in.position(in.position() + 4 * all.length);
    return all;
  }

  private static String string(ByteBuffer in) {
    byte[] bytes = new byte[in.getShort() & 0xffff];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Open addressing: one more than the number of the key, 0 where there is none. */
  private static int[] slots(int[] keys) {
    int size = Integer.highestOneBit(Math.max(1, keys.length) * 2 - 1) * 2;
    int[] slots = new int[size];
    for (int i = 0; i < keys.length; i++) {
      int slot = spread(keys[i]) & (size - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (size - 1);
      }
      slots[slot] = i + 1;
    }
    return slots;
  }

  private static int spread(int key) {
    return ((key * 0x9E3779B1) >>> 7) ^ key;
  }

  private static int find(int key, int[] keys, int[] slots) {
    int slot = spread(key) & (slots.length - 1);
    while (slots[slot] != 0) {
      if (keys[slots[slot] - 1] == key) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  /** Reads what the builder wrote. */
  public static LicenceIndex of(byte[] bytes) {
    return new LicenceIndex(ByteBuffer.wrap(bytes));
  }

  /**
   * The built-in one: SPDX's list. Where the rules are not on the class path there is none, and
   * nothing is known by its text.
   */
  static LicenceIndex builtIn() {
    try {
      byte[] bytes = JarResource.read(LicenceIndex.class, RESOURCE, MAX_BYTES);
      return bytes == null ? empty() : of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that knows no text. */
  static LicenceIndex empty() {
    ByteBuffer nothing = ByteBuffer.allocate(10 * Integer.BYTES);
    nothing.putInt(0, MAGIC);
    return new LicenceIndex(nothing);
  }

  Text text(int number) {
    return texts[number];
  }

  /** How many there are. */
  int texts() {
    return texts.length;
  }

  /** Ids of texts that are the same word by word; each list has two or more. */
  public List<List<String>> twins() {
    return List.of(texts).stream()
        .map(text -> List.of(text.ids.split(" ", -1)))
        .filter(ids -> ids.size() > 1)
        .toList();
  }

  /** The number of a word; {@link #NO_WORD} if no text has it. */
  char word(int hash) {
    int word = find(hash, hashes, wordSlots);
    return word < 0 ? NO_WORD : (char) word;
  }

  /** How a word is spelt. */
  String letters(int word) {
    int from = word == 0 ? 0 : wordEnds[word - 1];
    return new String(letters, from, wordEnds[word] - from, StandardCharsets.UTF_8);
  }

  /** The entry of a run of words; -1 if no text has it. */
  int entry(int gram) {
    return find(gram, keys, gramSlots);
  }

  int firstPosting(int entry) {
    return entry == 0 ? 0 : ends[entry - 1];
  }

  int endPosting(int entry) {
    return ends[entry];
  }

  /** A text that has the run. */
  int posting(int at) {
    return postings[at];
  }

  /**
   * The run of words from element code {@code i}; 0 if it isn't one. Of the codes, at build time.
   */
  static int gram(int[] codes, int i, int[] hashes) {
    int gram = 1;
    for (int k = i; k < i + GRAM; k++) {
      if (codes[k] < WORDS || (k > 0 && codes[k - 1] == CHOICE)) {
        return 0;
      }
      gram = next(gram, hashes[codes[k] - WORDS]);
    }
    return gram == 0 ? 1 : gram;
  }

  /** Goes on with a run. */
  static int next(int gram, int hash) {
    int mixed = (gram ^ hash) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 13);
  }
}
