package dev.assay.rules.gitleaks;

import dev.assay.rules.Rule.Allow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file, read.
 *
 * @param useDefault whether it builds on the scanner's own rules
 * @param extendPath the file that it builds on; null if none
 * @param disabled ids of rules that it leaves out of what it builds on
 * @param allow exceptions of all rules, or of those that they name
 */
record TomlConfig(
    String file,
    boolean useDefault,
    TomlMap.@Nullable Text extendPath,
    List<TomlMap.Text> disabled,
    List<TomlRule> rules,
    List<GlobalAllow> allow) {

  TomlConfig {
    disabled = List.copyOf(disabled);
    rules = List.copyOf(rules);
    allow = List.copyOf(allow);
  }

  /**
   * An exception that stands outside of rules.
   *
   * @param targets ids of the rules that it is for; empty for all
   */
  record GlobalAllow(Allow allow, List<TomlMap.Text> targets) {}
}
