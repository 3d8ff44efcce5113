package dev.assay.detect.licence;

import dev.assay.detect.licence.Findings.Found;
import dev.assay.detect.licence.LicencePlaces.Kind;
import dev.assay.ecosystem.LicenceExpression;
import dev.assay.ecosystem.LicenceExpression.Licence;
import dev.assay.ecosystem.OpenLicences;
import dev.assay.ecosystem.OpenLicences.Openness;
import dev.assay.model.LicenceSign;
import dev.assay.model.LicenceText;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.rules.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only shows when two things that speak of licences are held against each other. */
final class Relations {
  private final Grounds grounds;
  private final Findings findings;

  Relations(Grounds grounds, Findings findings) {
    this.grounds = grounds;
    this.findings = findings;
  }

  /**
   * Whether {@code expression} can't be kept without giving on the whole under a strong copyleft.
   */
  static boolean strong(LicenceExpression expression) {
    if (expression instanceof LicenceExpression.Any any) {
      return any.parts().stream().allMatch(Relations::strong);
    }
    if (expression instanceof LicenceExpression.All all) {
      return all.parts().stream().anyMatch(Relations::strong);
    }
    return expression instanceof Licence licence
        && licence.exception() == null
        && (licence.id().startsWith("GPL-") || licence.id().startsWith("AGPL-"));
  }

  /** Declared is not shipped. */
  void shipped(Held held) {
    LicenceExpression declared = held.expression();
    PackageIdentity identity = held.identity();
    if (declared == null || identity == null || held.bundled()) {
      return;
    }
    Mismatch mismatch = mismatch(declared, held.ownByExpression());
    if (mismatch != null) {
      add(
          LicenceFindings.NOT_SHIPPED,
          grounds.here(mismatch.severity, mismatch.text.place()),
          mismatch.text,
          held,
          held.display()
              + " declares "
              + declared
              + ", and the text that it brings is "
              + mismatch.text.expression(),
          List.of(
              "it declares "
                  + String.join(", ", held.declared())
                  + " in "
                  + identity.manifest().innerPath()));
    }
  }

  private record Mismatch(LicenceText text, Severity severity) {}

  /** The first text that isn't declared; null if there is none, or one of them is. */
  private static @Nullable Mismatch mismatch(
      LicenceExpression declared, Map<String, LicenceText> own) {
    Mismatch first = null;
    for (LicenceText text : own.values()) {
      LicenceExpression found = LicenceExpression.parse(text.expression());
      if (found == null || agree(declared, found)) {
        return null;
      }
      boolean stricter = strong(found) && !strong(declared);
      boolean closed =
          !open(OpenLicences.of(text.expression())) && open(OpenLicences.of(declared.toString()));
      Severity severity = stricter || closed ? Severity.MEDIUM : Severity.LOW;
      if (first == null || severity.compareTo(first.severity) > 0) {
        first = new Mismatch(text, severity);
      }
    }
    return first;
  }

  /** Whether a licence stands in both, whatever its version: people rarely keep these in step. */
  static boolean agree(LicenceExpression one, LicenceExpression other) {
    for (Licence left : one.licences()) {
      for (Licence right : other.licences()) {
        if (family(left.id()).equals(family(right.id()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** An id without its version; licences that differ in a sentence are one family. */
  private static String family(String id) {
    String family = id.replaceAll("-\\d[\\d.]*.*$", "");
    return switch (family) {
      case "X11", "Expat", "MIT-0", "MIT-Modern-Variant", "MITNFA", "ISC", "ICU", "JSON" -> "MIT";
      case "LGPL", "GPL", "AGPL", "LGPLLR" -> family;
      case "Python", "PSF", "CNRI-Python" -> "PSF";
      case "0BSD" -> "BSD";
      default -> family.startsWith("BSD") ? "BSD" : family.startsWith("MIT-") ? "MIT" : family;
    };
  }

  /** Packages that declare nothing and hold nothing. */
  void none(Held held) {
    PackageIdentity identity = held.identity();
    if (identity == null
        || identity.kind() == PackageKind.IMAGE
        || identity.basis().compareTo(PackageIdentity.Basis.FILE_NAME) >= 0
        || !held.declared().isEmpty()
        || !held.texts().isEmpty()
        || held.isPrivate()
        || held.around() != null) {
      return;
    }
    boolean elsewhere =
        switch (identity.kind()) {
          case MAVEN, GRADLE_MODULE, JAR, GO_MODULE, HELM, DEB -> true;
          default -> false;
        };
    if (elsewhere && grounds.paired(identity)) {
      return;
    }
    findings.add(
        identity.kind().word() + '\0' + Grounds.outer(identity.manifest()),
        new Found(
            LicenceFindings.NONE.id(),
            elsewhere ? Severity.INFO : Severity.LOW,
            LicenceFindings.NONE.confidence(),
            identity.manifest(),
            null,
            identity.fullName(),
            held.display() + " says no licence",
            List.of("it declares none, and none of its files holds or names one")));
  }

  /** A strong copyleft in what says itself that it isn't open. */
  void copyleft(Held held) {
    Held closed = closedAround(held);
    PackageIdentity identity = held.identity();
    if (closed != null && identity != null && !identity.kind().equals(PackageKind.IMAGE)) {
      LicenceExpression expression = held.expression();
      if (expression != null && strong(expression) && ships(identity.manifest())) {
        findings.add(
            closed.root() + '\0' + expression,
            new Found(
                LicenceFindings.COPYLEFT.id(),
                Severity.HIGH,
                LicenceFindings.COPYLEFT.confidence(),
                identity.manifest(),
                null,
                closed.display() + " " + expression,
                closed.display() + " ships " + held.display() + ", which is under " + expression,
                List.of(closed.display() + " says itself that it isn't open source")));
      }
    }
    if (identity != null && held.terms() == Terms.CLOSED && held.expression() == null) {
      for (LicenceText text : held.texts()) {
        file(held, text);
      }
    }
  }

  private void file(Held held, LicenceText text) {
    LicenceExpression expression = LicenceExpression.parse(text.expression());
    String below = held.relative(text.place());
    if (text.kind() == LicenceText.Kind.REFERENCE
        || text.score() < 900
        || expression == null
        || !strong(expression)
        || Folders.aside(below)
        || Folders.others(below)
        || LicencePlaces.of(text.place()) == Kind.README
        || !ships(text.place())) {
      return;
    }
    boolean notice = LicencePlaces.of(text.place()) == Kind.LICENCE;
    add(
        LicenceFindings.COPYLEFT,
        notice ? Severity.MEDIUM : Severity.HIGH,
        text,
        held,
        held.display() + " ships a file that is under " + expression,
        List.of(held.display() + " says itself that it isn't open source"));
  }

  private boolean ships(Provenance place) {
    return grounds.ships(place);
  }

  private static @Nullable Held closedAround(Held held) {
    for (Held each = held.around(); each != null; each = each.around()) {
      PackageIdentity identity = each.identity();
      if (identity != null
          && identity.kind() != PackageKind.IMAGE
          && each.terms() == Terms.CLOSED) {
        return each;
      }
    }
    return null;
  }

  /** A POM against the jar of the same name beside it. */
  void poms() {
    Map<String, Held> poms = new HashMap<>();
    for (Held held : grounds.packages()) {
      String stem = Grounds.stem(held.identity(), ".pom");
      if (!stem.isEmpty()) {
        poms.put(stem, held);
      }
    }
    for (Held jar : grounds.packages()) {
      Held pom = poms.get(Grounds.stem(jar.identity(), ".jar"));
      if (pom == null || pom.declared().isEmpty()) {
        continue;
      }
      compare(pom, jar);
    }
  }

  private void compare(Held pom, Held jar) {
    Openness said = OpenLicences.of(pom.declared());
    PackageIdentity identity = jar.identity();
    List<String> evidence = List.of("the POM declares " + String.join(", ", pom.declared()));
    if (!jar.declared().isEmpty() && identity != null) {
      Openness other = OpenLicences.of(jar.declared());
      LicenceExpression one = pom.expression();
      LicenceExpression two = jar.expression();
      boolean differ =
          (one != null && two != null)
              ? !agree(one, two)
              : (told(said) && told(other) && said != other);
      if (differ) {
        findings.add(
            jar.root(),
            new Found(
                LicenceFindings.POM_NOT_JAR.id(),
                open(said) != open(other) ? Severity.MEDIUM : Severity.LOW,
                LicenceFindings.POM_NOT_JAR.confidence(),
                identity.manifest(),
                null,
                pom.display(),
                "The POM of "
                    + pom.display()
                    + " declares another licence than its jar: "
                    + String.join(", ", jar.declared()),
                evidence));
        return;
      }
    }
    if (called(pom, jar, evidence)) {
      return;
    }
    LicenceExpression declared = pom.expression();
    Map<String, LicenceText> own = jar.ownByExpression();
    Mismatch mismatch =
        declared != null
            ? mismatch(declared, own)
            : own.isEmpty() || !told(said) || jar.saysOpen(null) == open(said)
                ? null
                : new Mismatch(own.values().iterator().next(), Severity.MEDIUM);
    if (mismatch != null) {
      add(
          LicenceFindings.POM_NOT_JAR,
          mismatch.severity,
          mismatch.text,
          jar,
          "The POM of "
              + pom.display()
              + " declares another licence than the text in its jar: "
              + mismatch.text.expression(),
          evidence);
    }
  }

  /** Whether the jar has a text of its own terms that is not called what the POM says. */
  private boolean called(Held pom, Held jar, List<String> evidence) {
    if (OpenLicences.of(pom.declared()) == Openness.OPEN) {
      return false; // signs in it are told
    }
    for (LicenceSign sign : jar.ownSigns()) {
      boolean named = false;
      for (String each : pom.declared()) {
        Phrase phrase = Phrase.of(each.replaceAll("\\([^()]*\\)", " "));
        named |=
            phrase.words().isEmpty()
                || new SignWords(sign.opening(), Integer.MAX_VALUE).find(phrase, List.of()) != null;
      }
      if (!named) {
        List<String> all = new ArrayList<>(evidence);
        all.add("the text begins \"" + cut(sign.opening()) + "\"");
        findings.add(
            jar.root(),
            new Found(
                LicenceFindings.POM_NOT_JAR.id(),
                Severity.LOW,
                LicenceFindings.POM_NOT_JAR.confidence(),
                sign.place(),
                null,
                pom.display(),
                "The POM of " + pom.display() + " names terms that the text in its jar doesn't",
                all));
        return true;
      }
    }
    return false;
  }

  private static String cut(String text) {
    return text.length() > 100 ? text.substring(0, 99) + "…" : text;
  }

  private static boolean told(Openness openness) {
    return openness != Openness.UNKNOWN;
  }

  private static boolean open(Openness openness) {
    return openness == Openness.OPEN;
  }

  private void add(
      RuleInfo rule,
      Severity severity,
      LicenceText text,
      Held held,
      String message,
      List<String> evidence) {
    List<String> all = new ArrayList<>(evidence);
    all.add(
        text.score() == 1000
            ? "the text is that of " + text.expression()
            : "the text is " + text.score() / 10 + "% that of " + text.expression());
    PackageIdentity identity = held.identity();
    findings.add(
        held.root() + '\0' + text.expression(),
        new Found(
            rule.id(),
            severity,
            rule.confidence(),
            text.place(),
            text.region(),
            (identity == null ? "" : identity.fullName() + " ") + text.expression(),
            message,
            all));
  }
}
