package dev.assay.detect.secret.generic;

import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import java.util.ArrayList;
import java.util.List;

/** The stems of all rules of shape {@link Shape.Generic}, and which rule each belongs to. */
final class Stems {
  private final WordTable table;
  private final int[] rules;
  private final List<Rule> all;
  private final WordTable[] qualifiers;

  /**
   * @param generic the rules of that shape
   */
  Stems(List<Rule> all, int[] generic) {
    this.all = all;
    List<String> words = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    qualifiers = new WordTable[all.size()];
    for (int rule : generic) {
      for (String stem : shape(rule).stems()) {
        if (!words.contains(stem)) {
          words.add(stem);
          owners.add(rule);
        }
      }
      qualifiers[rule] = WordTable.of(shape(rule).qualifiers());
    }
    table = WordTable.of(words);
    rules = new int[owners.size()]; // no stream: it is on the way of every start
    for (int i = 0; i < rules.length; i++) {
      rules[i] = owners.get(i);
    }
  }

  /** The rule of the stem {@code bytes[from..to)}; -1 if it is none. */
  int rule(byte[] bytes, int from, int to) {
    int stem = table.find(bytes, from, to);
    return stem < 0 ? -1 : rules[stem];
  }

  Shape.Generic shape(int rule) {
    return (Shape.Generic) all.get(rule).shape();
  }

  /** Whether {@code bytes[from..to)} is a word that a stem of {@code rule} asks for before it. */
  boolean qualifies(int rule, byte[] bytes, int from, int to) {
    return qualifiers[rule].holds(bytes, from, to);
  }

  /** Whether a stem of {@code rule} asks for a word before it. */
  boolean asks(int rule) {
    return !shape(rule).qualifiers().isEmpty();
  }
}
