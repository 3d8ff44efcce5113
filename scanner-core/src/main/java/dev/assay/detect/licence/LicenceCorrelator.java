package dev.assay.detect.licence;

import dev.assay.detect.Correlator;
import dev.assay.model.Inventory;
import dev.assay.model.LicenceSign;
import dev.assay.model.RuleInfo;
import dev.assay.rules.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what packages declare against what lies in them, both against what the team takes, and all
 * that against the release before; judges signs of proprietary licences by the package around them.
 */
public final class LicenceCorrelator implements Correlator {
  private final RuleSet rules;
  private final LicenceChoice choice;
  private final @Nullable Inventory old;
  private final String oldName;

  /** Without a release before. */
  public LicenceCorrelator(RuleSet rules, LicenceChoice choice) {
    this(rules, choice, null, "");
  }

  private LicenceCorrelator(
      RuleSet rules, LicenceChoice choice, @Nullable Inventory old, String oldName) {
    this.rules = rules;
    this.choice = choice;
    this.old = old;
    this.oldName = oldName;
  }

  /**
   * The same that compares with what came before.
   *
   * @param seen what was in it
   * @param name what the user calls it
   */
  public LicenceCorrelator since(Inventory seen, String name) {
    return new LicenceCorrelator(rules, choice, seen, name);
  }

  @Override
  public List<RuleInfo> rules() {
    return LicenceFindings.all();
  }

  @Override
  public void correlate(Inventory inventory, Output out) {
    if (inventory.packages().isEmpty()
        && inventory.signs().isEmpty()
        && inventory.licences().isEmpty()) {
      return;
    }
    Grounds grounds = new Grounds(inventory);
    Findings findings = new Findings();
    SignJudge signs = new SignJudge(grounds, new SignRules(rules), rules::info, findings);
    for (LicenceSign sign : inventory.signs()) {
      signs.sign(sign);
    }
    Relations relations = new Relations(grounds, findings);
    LicenceChanges changes = old == null ? null : new LicenceChanges(old, oldName, findings);
    PolicyCheck policy = choice.any() ? new PolicyCheck(choice, findings) : null;
    for (Held held : grounds.packages()) {
      signs.declared(held);
      relations.shipped(held);
      relations.none(held);
      relations.copyleft(held);
      if (changes != null) {
        changes.check(held);
      }
      if (policy != null) {
        policy.check(held);
      }
    }
    relations.poms();
    if (policy != null) {
      grounds.loose().forEach(policy::check);
    }
    findings.tell(out);
  }
}
