package dev.assay.rules.load;

import dev.assay.model.RuleInfo;
import dev.assay.rules.Rule;
import dev.assay.rules.example.RuleExample;
import java.util.List;

/**
 * One rule as its author wrote it, checked and compiled.
 *
 * @param rule ready to run
 * @param info its texts; fields that the author left out have general ones
 * @param file where it stands, as the user named it
 * @param line of its first key, 1-based
 * @param inTable whether it is a row of a {@code _table.yml}
 * @param evidence what its format is known from
 * @param undocumented names of the {@code doc} fields that the author left out
 * @param pattern as written; empty for rules without one
 * @param literals anchors as written, or the keywords of an assignment; empty if it has none
 * @param match texts in which it finds exactly one secret
 * @param ignore texts in which it finds none
 */
public record RuleSource(
    Rule rule,
    RuleInfo info,
    String file,
    int line,
    boolean inTable,
    Evidence evidence,
    List<String> undocumented,
    String pattern,
    List<String> literals,
    List<RuleExample> match,
    List<RuleExample> ignore) {

  public RuleSource {
    undocumented = List.copyOf(undocumented);
    literals = List.copyOf(literals);
    match = List.copyOf(match);
    ignore = List.copyOf(ignore);
  }

  /** The rule's id. */
  public String id() {
    return rule.id();
  }
}
