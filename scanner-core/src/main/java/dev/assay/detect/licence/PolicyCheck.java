package dev.assay.detect.licence;

import dev.assay.detect.licence.Findings.Found;
import dev.assay.ecosystem.LicenceExpression;
import dev.assay.model.LicenceText;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds packages, and files that say another licence than theirs, to what a team takes. */
final class PolicyCheck {
  /** Less like its text, in thousandths, may be another licence. */
  private static final int SURE = 900;

  private final LicenceChoice choice;
  private final Findings findings;

  PolicyCheck(LicenceChoice choice, Findings findings) {
    this.choice = choice;
    this.findings = findings;
  }

  /** A package, and its files. */
  void check(Held held) {
    LicenceExpression whole = ofPackage(held);
    PackageIdentity identity = held.identity();
    if (identity != null && identity.kind() != PackageKind.IMAGE) {
      check(held, identity, whole);
    }
    for (LicenceText text : held.texts()) {
      LicenceExpression said = LicenceExpression.parse(text.expression());
      if (said != null
          && text.kind() != LicenceText.Kind.REFERENCE
          && text.score() >= SURE
          && !covered(whole, said)) {
        check(held, text, said);
      }
    }
  }

  /** What it declares; if it declares nothing, one of the texts that it brings. */
  private static @Nullable LicenceExpression ofPackage(Held held) {
    if (!held.declared().isEmpty()) {
      return held.expression();
    }
    List<LicenceExpression> texts = new ArrayList<>();
    for (Map.Entry<String, LicenceText> text : held.ownByExpression().entrySet()) {
      LicenceExpression one = LicenceExpression.parse(text.getKey());
      if (one != null) {
        texts.add(one);
      }
    }
    return texts.isEmpty() ? null : LicenceExpression.any(texts);
  }

  /** Whether a text is of a licence of the package: that was judged with it. */
  private static boolean covered(@Nullable LicenceExpression whole, LicenceExpression said) {
    return whole != null && whole.licences().containsAll(said.licences());
  }

  private void check(Held held, PackageIdentity identity, @Nullable LicenceExpression whole) {
    Provenance place = identity.manifest();
    String declared = String.join(", ", held.declared());
    if (whole == null) {
      // Nobody asks what is not for the public on which terms it is.
      if (!choice.allow().isEmpty() && !(held.isPrivate() && held.around() == null)) {
        add(
            LicenceFindings.NOT_ALLOWED,
            Severity.MEDIUM,
            held,
            place,
            null,
            declared.isEmpty() ? "none" : declared,
            held.display()
                + (declared.isEmpty()
                    ? " says no licence"
                    : " declares a licence that SPDX doesn't know: " + declared),
            List.of());
      }
      return;
    }
    String what = held.display() + " is under " + whole;
    List<String> evidence =
        declared.isEmpty()
            ? List.of("it declares none; the texts that it brings say so")
            : List.of("it declares " + declared);
    if (whole.needs(choice.deny().of(whole))) {
      add(
          LicenceFindings.DENIED,
          Severity.HIGH,
          held,
          place,
          null,
          whole.toString(),
          what + ", which is denied",
          evidence);
    } else if (whole.needs(choice.review().of(whole))) {
      add(
          LicenceFindings.REVIEW,
          Severity.MEDIUM,
          held,
          place,
          null,
          whole.toString(),
          what + ", which is to be reviewed",
          evidence);
    } else if (!choice.allow().isEmpty() && !whole.satisfies(choice.allow().of(whole))) {
      add(
          LicenceFindings.NOT_ALLOWED,
          Severity.MEDIUM,
          held,
          place,
          null,
          whole.toString(),
          what + ", which is not allowed",
          evidence);
    }
  }

  private void check(Held held, LicenceText text, LicenceExpression said) {
    boolean others =
        Folders.others(held.relative(text.place())) || Folders.aside(held.relative(text.place()));
    String what = "In " + held.display() + " a file is under " + said;
    List<String> evidence =
        others ? List.of("it lies where licences of others, tests or documents lie") : List.of();
    if (said.needs(choice.deny().of(said))) {
      add(
          LicenceFindings.DENIED,
          others ? Severity.MEDIUM : Severity.HIGH,
          held,
          text.place(),
          text.region(),
          said.toString(),
          what + ", which is denied",
          evidence);
    } else if (said.needs(choice.review().of(said))) {
      add(
          LicenceFindings.REVIEW,
          others ? Severity.LOW : Severity.MEDIUM,
          held,
          text.place(),
          text.region(),
          said.toString(),
          what + ", which is to be reviewed",
          evidence);
    }
  }

  private void add(
      RuleInfo rule,
      Severity severity,
      Held held,
      Provenance place,
      @Nullable Region region,
      String licence,
      String message,
      List<String> evidence) {
    PackageIdentity identity = held.identity();
    findings.add(
        held.root() + '\0' + licence,
        new Found(
            rule.id(),
            severity,
            rule.confidence(),
            place,
            region,
            (identity == null ? "" : identity.fullName() + " ") + licence,
            message,
            evidence));
  }
}
