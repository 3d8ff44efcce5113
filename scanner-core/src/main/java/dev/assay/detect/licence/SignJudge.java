package dev.assay.detect.licence;

import dev.assay.detect.licence.Findings.Found;
import dev.assay.ecosystem.OpenLicences;
import dev.assay.ecosystem.OpenLicences.Openness;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.LicenceSign;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judges signs of proprietary licences by the package that they are in. */
final class SignJudge {
  private final Grounds grounds;
  private final SignRules rules;
  private final Supplier<Map<String, RuleInfo>> texts;
  private final Findings findings;

  /**
   * @param texts of rules; asked for with the first finding only, since all are read then
   */
  SignJudge(
      Grounds grounds, SignRules rules, Supplier<Map<String, RuleInfo>> texts, Findings findings) {
    this.grounds = grounds;
    this.rules = rules;
    this.texts = texts;
    this.findings = findings;
  }

  /** SignWords in a file. */
  void sign(LicenceSign sign) {
    Provenance place = sign.place();
    if (place.outermost() instanceof Provenance.Blob
        || place.outermost() instanceof Provenance.Message) {
      return;
    }
    Candidate candidate = sign.candidate();
    Held held = grounds.of(place);
    String below = grounds.below(place);
    boolean away = Folders.bundled(below) || Folders.aside(below) || Folders.others(below);
    Terms terms = held.terms();
    List<String> evidence = new ArrayList<>(candidate.evidence());
    String rule = candidate.ruleId();
    Severity severity = candidate.severity();
    Confidence confidence = candidate.confidence();
    if (terms == Terms.CLOSED) {
      evidence.add(held.display() + " says itself that it isn't open source");
      severity = Severity.INFO;
    } else if (away) {
      evidence.add("it lies where things of others, tests or documents lie");
      severity = Severity.INFO;
    } else if (terms == Terms.OPEN && confidence.compareTo(Confidence.HIGH) >= 0) {
      evidence.add(held.display() + " says that it is open source");
      evidence.add("by the rule " + rule);
      rule = LicenceFindings.PROPRIETARY.id();
      severity = grounds.ships(place) ? severity : Severity.MEDIUM;
    } else {
      severity = grounds.here(severity, place);
    }
    findings.add(
        candidate.ruleId() + '\0' + held.root(),
        new Found(
            rule,
            severity,
            confidence,
            place,
            candidate.region(),
            subject(held, candidate.ruleId()),
            name(candidate.ruleId()) + ", in " + held.display(),
            evidence));
  }

  /** What a package declares. */
  void declared(Held held) {
    PackageIdentity identity = held.identity();
    if (identity == null || held.declared().isEmpty()) {
      return;
    }
    Openness openness = OpenLicences.of(held.declared());
    if (openness == Openness.OPEN || openness == Openness.LISTED) {
      return;
    }
    Rule best = null;
    String said = "";
    for (String value : held.declared()) {
      Rule rule = rules.declared(value, identity.kind().word());
      if (rule != null
          && (best == null || SignRules.before(rule, best))
          && !resolved(held, value)) {
        best = rule;
        said = value;
      }
    }
    if (best == null) {
      return;
    }
    judge(held, identity, best, said);
  }

  private void judge(Held held, PackageIdentity identity, Rule rule, String said) {
    Provenance place = identity.manifest();
    List<String> evidence = new ArrayList<>();
    evidence.add("it declares \"" + shown(said) + "\"");
    Held around = held.around();
    String id = rule.id();
    Severity severity = rule.severity();
    if (around != null && around.terms() == Terms.OPEN && place.contained()) {
      evidence.add(around.display() + ", which holds it, says that it is open source");
      evidence.add("by the rule " + id);
      id = LicenceFindings.PROPRIETARY.id();
      severity = Severity.HIGH;
    } else if (around == null && held.isPrivate()) {
      evidence.add("it is not meant for the public (" + reason(identity) + ")");
      severity = Severity.INFO;
    } else if (grounds.tracked(place)) {
      severity = severity.compareTo(Severity.LOW) < 0 ? severity : Severity.LOW;
      evidence.add("it lies in a work tree, and leaves only where it is packed");
    }
    findings.add(
        rule.id() + '\0' + held.root(),
        new Found(
            id,
            severity,
            rule.confidence(),
            place,
            null,
            subject(held, rule.id()),
            name(rule.id()) + ": " + held.display(),
            evidence));
  }

  private static String reason(PackageIdentity identity) {
    return identity.facts().visibilityReason();
  }

  /** Whether a declaration that names a file or an address means an open licence all the same. */
  private static boolean resolved(Held held, String value) {
    String lower = value.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith("see licen") || lower.startsWith("see in licen")) {
      int in = lower.lastIndexOf(" in ");
      String file = in < 0 ? null : value.strip().substring(in + 4).strip();
      if (file != null && file.startsWith("./")) {
        file = file.substring(2);
      }
      return held.saysOpen(file) || (noFile(file) && held.saysOpen(null));
    }
    boolean address = lower.startsWith("http") || lower.startsWith("www.");
    return (address || lower.startsWith("custom")) && held.saysOpen(null);
  }

  private static boolean noFile(@Nullable String file) {
    return file == null || file.indexOf('.') < 0 || file.indexOf(' ') >= 0;
  }

  private String name(String rule) {
    RuleInfo info = texts.get().get(rule);
    String name = info == null ? rule : info.name();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String subject(Held held, String rule) {
    PackageIdentity identity = held.identity();
    return (identity == null ? "" : identity.fullName() + " ") + rule;
  }

  private static String shown(String value) {
    String plain = value.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return plain.length() > 120 ? plain.substring(0, 119) + "…" : plain;
  }
}
