package dev.assay.rules;

import dev.assay.model.RuleInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The compiled form of a set of rules, in two parts: what matching needs, which every start loads,
 * and the texts for people, loaded when there is something to say. The same rules always give the
 * same bytes.
 *
 * <p>A part is four bytes of magic, a format number, three of nothing, a CRC-32 of the rest, tables
 * (a length, then bytes or integers of four bytes, the highest first) and the records. The first
 * tables are of all strings and all byte sets, which records name by their index; in the rules'
 * part there follow where the record of each rule begins, and the {@link RuleIndex}. Numbers in
 * records are unsigned LEB128. The reading side is on the way of every start: it reads arrays as a
 * whole and records when they are asked for, and keeps away from lambdas, streams, string
 * concatenation and everything else that makes the JVM load or generate classes.
 */
public final class RulePack {
  /** Changes with every change of the encoding, and of {@link Rule}. */
  static final int FORMAT = 4;

  /** Where the built-in rules lie on the class path. */
  public static final String RULES_RESOURCE = "/dev/assay/rules/rules.pack";

  /** Where their texts lie. */
  public static final String TEXTS_RESOURCE = "/dev/assay/rules/rules-text.pack";

  private static final char RULES = 'R';
  private static final char TEXTS = 'T';

  /** More than any part has; what is beyond is not read. */
  public static final int MAX_BYTES = 64 << 20;

  private RulePack() {}

  /** Writes what matching needs of {@code rules}, in the order of their ids. */
  public static void write(Collection<Rule> rules, OutputStream out) throws IOException {
    Map<String, Rule> sorted = new TreeMap<>();
    for (Rule rule : rules) {
      sorted.put(rule.id(), rule);
    }
    PackWriter writer = new PackWriter();
    int[] starts = new int[sorted.size()];
    int i = 0;
    for (Rule rule : sorted.values()) {
      starts[i++] = writer.at();
      RuleCodec.write(rule, writer);
    }
    writer.ints(starts);
    RuleIndex.of(List.copyOf(sorted.values())).write(writer);
    writer.finish(RULES, out);
  }

  /** Writes the texts, in the order of their ids. */
  public static void writeTexts(Collection<RuleInfo> texts, OutputStream out) throws IOException {
    Map<String, RuleInfo> sorted = new TreeMap<>();
    for (RuleInfo info : texts) {
      sorted.put(info.id(), info);
    }
    PackWriter writer = new PackWriter();
    writer.number(sorted.size());
    for (RuleInfo info : sorted.values()) {
      RuleCodec.write(info, writer);
    }
    writer.finish(TEXTS, out);
  }

  /**
   * Reads what {@link #write} wrote; each rule when it is first asked for.
   *
   * @param bytes all of it; kept, and not to be changed
   * @param texts gives the texts of all rules, by id; called at most once
   * @throws IllegalStateException if it is not a rule pack, damaged, or of another version
   */
  public static RuleSet load(byte[] bytes, Supplier<Map<String, RuleInfo>> texts) {
    PackReader reader = new PackReader(bytes, RULES);
    try {
      int[] starts = reader.ints();
      RuleIndex index = RuleIndex.read(reader);
      int records = reader.records();
      for (int i = 0; i < starts.length; i++) {
        starts[i] += records;
      }
      return new RuleSet(new PackedRules(reader, starts), index, texts);
    } catch (RuntimeException e) {
      throw PackFault.damaged(e);
    }
  }

  /**
   * Reads what {@link #writeTexts} wrote.
   *
   * @return by id, sorted
   * @throws IllegalStateException if it is not a rule pack, damaged, or of another version
   */
  public static Map<String, RuleInfo> readTexts(byte[] bytes) {
    PackReader reader = new PackReader(bytes, TEXTS);
    try {
      Map<String, RuleInfo> texts = new TreeMap<>();
      reader.records();
      for (int i = reader.number(); i > 0; i--) {
        RuleInfo info = RuleCodec.readInfo(reader);
        texts.put(info.id(), info);
      }
      return texts;
    } catch (RuntimeException e) {
      throw PackFault.damaged(e);
    }
  }
}
