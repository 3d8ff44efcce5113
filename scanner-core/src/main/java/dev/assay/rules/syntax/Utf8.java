package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns sets of characters into nodes over the bytes that UTF-8 writes them with. */
final class Utf8 {
  private static final ByteSet CONTINUATION = ByteSet.range(0x80, 0xBF);

  /** What stands for a byte that is no UTF-8. */
  private static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /** The bytes of one character. */
  static Node literal(int codePoint) {
    List<Node> bytes = new ArrayList<>();
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      bytes.add(new Node.OneByte(ByteSet.of(b & 0xff)));
    }
    return bytes.size() == 1 ? bytes.get(0) : new Node.Group(new Node.Sequence(bytes), "(?:");
  }

  /** One character of {@code set}. A byte that is no UTF-8 counts as U+FFFD, as Go has it. */
  static Node one(CodePoints set) {
    if (!set.beyondAscii()) {
      return new Node.OneByte(set.ascii());
    }
    List<Node> branches = new ArrayList<>();
    if (set.ascii().size() > 0) {
      branches.add(new Node.OneByte(set.ascii()));
    }
    if (set.allBeyondAscii()) {
      branches.addAll(characters());
      branches.add(stray());
      // Atomic: no character may be taken for several bytes that are none.
      return new Node.Group(new Node.Choice(branches), "(?>");
    }
    for (List<ByteSet> bytes : sequences(set)) {
      branches.add(sequence(bytes));
    }
    if (set.contains(REPLACEMENT)) {
      branches.add(stray());
    }
    return new Node.Group(
        branches.size() == 1 ? branches.get(0) : new Node.Choice(branches), "(?:");
  }

  /** The characters beyond ASCII, roughly: what is longer than it should be counts as one too. */
  private static List<Node> characters() {
    return List.of(
        sequence(List.of(ByteSet.range(0xC2, 0xDF), CONTINUATION)),
        sequence(List.of(ByteSet.range(0xE0, 0xEF), CONTINUATION, CONTINUATION)),
        sequence(List.of(ByteSet.range(0xF0, 0xF4), CONTINUATION, CONTINUATION, CONTINUATION)));
  }

  /** A byte beyond ASCII that neither begins a character nor goes on with one. */
  private static Node stray() {
    Node any = new Node.OneByte(ByteSet.range(0x80, 0xFF));
    ByteSet two = ByteSet.range(0xC2, 0xDF);
    ByteSet three = ByteSet.range(0xE0, 0xEF);
    ByteSet four = ByteSet.range(0xF0, 0xF4);
    List<Node> items = new ArrayList<>();
    items.add(new Node.Look(any, true, false));
    items.add(new Node.Look(new Node.Choice(characters()), true, true));
    items.add(within(List.of(two), 0));
    items.add(within(List.of(three), 1));
    items.add(within(List.of(three, CONTINUATION), 0));
    items.add(within(List.of(four), 2));
    items.add(within(List.of(four, CONTINUATION), 1));
    items.add(within(List.of(four, CONTINUATION, CONTINUATION), 0));
    items.add(any);
    return new Node.Sequence(items);
  }

  /**
   * That it isn't so: {@code before} stands behind, a continuation here, and {@code more} ahead.
   */
  private static Node within(List<ByteSet> before, int more) {
    List<Node> items = new ArrayList<>();
    items.add(new Node.Look(sequence(before), false, false));
    for (int i = 0; i <= more; i++) {
      items.add(new Node.OneByte(CONTINUATION));
    }
    return new Node.Look(new Node.Sequence(items), true, true);
  }

  private static Node sequence(List<ByteSet> bytes) {
    List<Node> items = new ArrayList<>();
    for (ByteSet set : bytes) {
      items.add(new Node.OneByte(set));
    }
    return items.size() == 1 ? items.get(0) : new Node.Sequence(items);
  }

  /** Byte sequences of the characters beyond ASCII, those that differ in one place as one. */
  private static List<List<ByteSet>> sequences(CodePoints set) {
    List<List<ByteSet>> all = new ArrayList<>();
    for (int[] range : set.ranges()) {
      if (range[1] >= 128) {
        split(Math.max(range[0], 128), range[1], all);
      }
    }
    for (int place = 3; place >= 0; place--) {
      all = merged(all, place);
    }
    return all;
  }

  private static List<List<ByteSet>> merged(List<List<ByteSet>> all, int place) {
    Map<List<ByteSet>, List<ByteSet>> byRest = new LinkedHashMap<>();
    for (List<ByteSet> bytes : all) {
      List<ByteSet> rest = new ArrayList<>(bytes);
      if (place < bytes.size()) {
        rest.set(place, ByteSet.NONE);
      }
      byRest.merge(
          rest,
          bytes,
          (a, b) -> {
            List<ByteSet> both = new ArrayList<>(a);
            if (place < both.size()) {
              both.set(place, a.get(place).union(b.get(place)));
            }
            return both;
          });
    }
    return new ArrayList<>(byRest.values());
  }

  /** Splits a range until all its characters differ in whole trailing bytes only. */
  private static void split(int first, int last, List<List<ByteSet>> out) {
    for (int limit : new int[] {0x7FF, 0xFFFF}) {
      if (first <= limit && last > limit) {
        split(first, limit, out);
        split(limit + 1, last, out);
        return;
      }
    }
    int length = last <= 0x7FF ? 2 : last <= 0xFFFF ? 3 : 4;
    for (int trailing = 1; trailing < length; trailing++) {
      int mask = (1 << (6 * trailing)) - 1;
      if ((first & ~mask) != (last & ~mask)) {
        if ((first & mask) != 0) {
          split(first, first | mask, out);
          split((first | mask) + 1, last, out);
          return;
        }
        if ((last & mask) != mask) {
          split(first, (last & ~mask) - 1, out);
          split(last & ~mask, last, out);
          return;
        }
      }
    }
    byte[] from = encoded(first, length);
    byte[] to = encoded(last, length);
    List<ByteSet> bytes = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      bytes.add(ByteSet.range(from[i] & 0xff, to[i] & 0xff));
    }
    out.add(bytes);
  }

  /** By hand: an intermediate bound may be a surrogate, which no charset encodes. */
  private static byte[] encoded(int codePoint, int length) {
    byte[] bytes = new byte[length];
    int rest = codePoint;
    for (int i = length - 1; i > 0; i--) {
      bytes[i] = (byte) (0x80 | (rest & 0x3F));
      rest >>= 6;
    }
    int lead = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0;
    bytes[0] = (byte) (lead | rest);
    return bytes;
  }
}
