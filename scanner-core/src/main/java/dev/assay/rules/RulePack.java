package dev.assay.rules;

import dev.assay.model.RuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The compiled form of a set of rules, in two parts: what matching needs, which every start loads,
 * and the texts for people, loaded when there is something to say. The same rules always give the
 * same bytes.
 *
 * <p>A part is four bytes of magic, a format number, a table of all strings, one of all byte sets,
 * and the records, which name both by their index. Numbers are unsigned LEB128. The reading side is
 * on the way of every start: it keeps away from lambdas, streams, string concatenation and
 * everything else that makes the JVM load or generate classes.
 */
public final class RulePack {
  /** Changes with every change of the encoding, and of {@link Rule}. */
  static final int FORMAT = 1;

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
    writer.number(sorted.size());
    for (Rule rule : sorted.values()) {
      RuleCodec.write(rule, writer);
    }
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
   * Reads what {@link #write} wrote.
   *
   * @return sorted by id
   * @throws IOException if it can't be read
   * @throws IllegalStateException if it is not a rule pack, damaged, or of another version
   */
  public static List<Rule> read(InputStream in) throws IOException {
    PackReader reader = new PackReader(in.readNBytes(MAX_BYTES), RULES);
    try {
      int count = reader.number();
      List<Rule> rules = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        rules.add(RuleCodec.readRule(reader));
      }
      return rules;
    } catch (RuntimeException e) {
      throw PackFault.damaged(e);
    }
  }

  /**
   * Reads what {@link #writeTexts} wrote.
   *
   * @return by id, sorted
   * @throws IOException if it can't be read
   * @throws IllegalStateException if it is not a rule pack, damaged, or of another version
   */
  public static Map<String, RuleInfo> readTexts(InputStream in) throws IOException {
    PackReader reader = new PackReader(in.readNBytes(MAX_BYTES), TEXTS);
    try {
      Map<String, RuleInfo> texts = new TreeMap<>();
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
