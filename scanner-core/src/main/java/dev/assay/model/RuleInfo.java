package dev.assay.model;

import java.util.List;

/**
 * What a report says about a rule.
 *
 * @param id kebab-case, never reused
 * @param name short, for a heading
 * @param severity of a finding before context lowers it
 * @param confidence what the pattern alone proves
 * @param found one sentence: what was found
 * @param risk what somebody else could do with it
 * @param revoke what to do: where to revoke, how to rotate
 * @param references vendors' pages
 * @param details how it is recognised; {@link Details#NONE} where nobody wrote that down
 */
public record RuleInfo(
    String id,
    String name,
    Severity severity,
    Confidence confidence,
    String found,
    String risk,
    String revoke,
    List<String> references,
    Details details) {

  public RuleInfo {
    references = List.copyOf(references);
  }

  /** A rule without details. */
  public RuleInfo(
      String id,
      String name,
      Severity severity,
      Confidence confidence,
      String found,
      String risk,
      String revoke,
      List<String> references) {
    this(id, name, severity, confidence, found, risk, revoke, references, Details.NONE);
  }

  /**
   * What a rule looks at.
   *
   * @param how sentences: its form, its filters, what proves it
   * @param where sentences about paths that limit it; empty if it counts everywhere
   * @param examples texts in which it finds something, placeholders between {@code ‹} and {@code
   *     ›}; never token-shaped
   */
  public record Details(List<String> how, List<String> where, List<String> examples) {

    /** Nothing is known. */
    public static final Details NONE = new Details(List.of(), List.of(), List.of());

    public Details {
      how = List.copyOf(how);
      where = List.copyOf(where);
      examples = List.copyOf(examples);
    }
  }

  /** The same rule with {@code details}. */
  public RuleInfo with(Details details) {
    return new RuleInfo(id, name, severity, confidence, found, risk, revoke, references, details);
  }
}
