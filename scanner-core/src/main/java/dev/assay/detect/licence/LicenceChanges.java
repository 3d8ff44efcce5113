package dev.assay.detect.licence;

import dev.assay.detect.licence.Findings.Found;
import dev.assay.ecosystem.LicenceExpression;
import dev.assay.ecosystem.OpenLicences;
import dev.assay.ecosystem.OpenLicences.Openness;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What packages say now against what those of the same name said in the artifact before. */
final class LicenceChanges {
  private final Map<String, Held> before = new TreeMap<>();
  private final String name;
  private final Findings findings;

  /**
   * @param old the inventory of the artifact before
   * @param name what the user calls it
   */
  LicenceChanges(Inventory old, String name, Findings findings) {
    this.name = name;
    this.findings = findings;
    for (Held held : new Grounds(old).packages()) {
      PackageIdentity identity = held.identity();
      if (identity != null) {
        before.putIfAbsent(key(identity), held);
      }
    }
  }

  private static String key(PackageIdentity identity) {
    return identity.kind().purlType() + ' ' + identity.fullName();
  }

  /** A package of now. */
  void check(Held now) {
    PackageIdentity identity = now.identity();
    Held old = identity == null ? null : before.get(key(identity));
    if (identity == null || old == null) {
      return;
    }
    String was = said(old);
    String is = said(now);
    if (!was.equals(is)) {
      tell(now, identity, old, was, is, "declares ");
      return;
    }
    Set<String> texts = new TreeSet<>(now.ownByExpression().keySet());
    Set<String> oldTexts = new TreeSet<>(old.ownByExpression().keySet());
    if (!texts.equals(oldTexts) && !texts.isEmpty() && !oldTexts.isEmpty()) {
      tell(
          now,
          identity,
          old,
          String.join(", ", oldTexts),
          String.join(", ", texts),
          "brings the text of ");
    }
  }

  private static String said(Held held) {
    LicenceExpression expression = held.expression();
    return expression == null ? String.join(", ", held.declared()) : expression.toString();
  }

  private void tell(
      Held now, PackageIdentity identity, Held old, String was, String is, String verb) {
    findings.add(
        now.root(),
        new Found(
            LicenceFindings.CHANGED.id(),
            severity(was, is),
            LicenceFindings.CHANGED.confidence(),
            identity.manifest(),
            null,
            identity.fullName() + " " + is,
            now.display()
                + " "
                + verb
                + (is.isEmpty() ? "no licence" : is)
                + "; before it was "
                + (was.isEmpty() ? "none" : was),
            List.of("compared with " + old.display() + " in " + name)));
  }

  private static Severity severity(String was, String is) {
    if (open(was) && !open(is)) {
      return is.isEmpty() ? Severity.MEDIUM : Severity.HIGH;
    }
    return strong(is) && !strong(was) ? Severity.MEDIUM : Severity.LOW;
  }

  private static boolean open(String said) {
    return !said.isEmpty() && OpenLicences.of(said) == Openness.OPEN;
  }

  private static boolean strong(String said) {
    @Nullable LicenceExpression expression = LicenceExpression.parse(said);
    return expression != null && Relations.strong(expression);
  }
}
