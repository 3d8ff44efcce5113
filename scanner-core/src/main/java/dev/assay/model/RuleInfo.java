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
 */
public record RuleInfo(
    String id,
    String name,
    Severity severity,
    Confidence confidence,
    String found,
    String risk,
    String revoke,
    List<String> references) {

  public RuleInfo {
    references = List.copyOf(references);
  }
}
