package dev.assay.detect.licence;

import dev.assay.detect.licence.LicencePlaces.Kind;
import dev.assay.ecosystem.LicenceExpression;
import dev.assay.ecosystem.OpenLicences;
import dev.assay.ecosystem.OpenLicences.Openness;
import dev.assay.model.LicenceSign;
import dev.assay.model.LicenceText;
import dev.assay.model.PackageFacts.Visibility;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A package, or the files of none, with the licences that were found in its files. */
final class Held {
  /** Less like its text, in thousandths, is too unlike to accuse somebody. */
  private static final int SURE = 900;

  private final @Nullable PackageIdentity identity;
  private final String root;
  private final @Nullable Held around;
  private final List<LicenceText> texts = new ArrayList<>();
  private final List<LicenceSign> signs = new ArrayList<>();

  /**
   * @param identity null for the files of no package
   * @param root what the paths of its files begin with
   * @param around the package that holds it; null if none does
   */
  Held(@Nullable PackageIdentity identity, String root, @Nullable Held around) {
    this.identity = identity;
    this.root = root;
    this.around = around;
  }

  void add(LicenceText text) {
    texts.add(text);
  }

  @Nullable PackageIdentity identity() {
    return identity;
  }

  @Nullable Held around() {
    return around;
  }

  void add(LicenceSign sign) {
    signs.add(sign);
  }

  /** Signs in files where a package has its own licence. */
  List<LicenceSign> ownSigns() {
    List<LicenceSign> own = new ArrayList<>();
    for (LicenceSign sign : signs) {
      if (!sign.opening().isEmpty() && Folders.own(relative(sign.place()))) {
        own.add(sign);
      }
    }
    return own;
  }

  /** All licences in its files. */
  List<LicenceText> texts() {
    return texts;
  }

  String display() {
    return identity == null ? "what is scanned" : identity.display();
  }

  String root() {
    return root;
  }

  /** What it declares, as it is written. */
  List<String> declared() {
    return identity == null ? List.of() : identity.facts().licences();
  }

  /** What it declares, one to choose of several; null if it declares none, or not all is known. */
  @Nullable LicenceExpression expression() {
    List<LicenceExpression> all = new ArrayList<>();
    for (String each : declared()) {
      LicenceExpression one = LicenceExpression.declared(each);
      if (one == null) {
        one = LicenceExpression.parse(each);
        if (one == null || !one.known()) {
          return null;
        }
      }
      all.add(one);
    }
    return all.isEmpty() ? null : LicenceExpression.any(all);
  }

  /** Where a file of it lies, from where it begins. */
  String relative(Provenance place) {
    String path = place.path();
    String inner = path.startsWith(root) ? path.substring(root.length()) : path;
    return inner.startsWith("package/") && !root.endsWith("/package/")
        ? inner.substring("package/".length())
        : inner;
  }

  /** Texts of licences in files where a package has its own. */
  List<LicenceText> ownTexts() {
    List<LicenceText> own = new ArrayList<>();
    if (identity != null
        && (identity.kind() == PackageKind.DEB || identity.kind() == PackageKind.IMAGE)) {
      return own; // what is installed by Debian says the licences of all its parts
    }
    for (LicenceText text : texts) {
      if (text.kind() == LicenceText.Kind.TEXT
          && text.score() >= SURE
          && LicencePlaces.of(text.place()) == Kind.LICENCE
          && Folders.own(relative(text.place()))) {
        own.add(text);
      }
    }
    return own;
  }

  /** Whether a file of its own, a read-me too, holds or names an open licence. */
  boolean saysOpen(@Nullable String file) {
    for (LicenceText text : texts) {
      Kind kind = LicencePlaces.of(text.place());
      String relative = relative(text.place());
      boolean asked =
          file != null
              ? relative.equalsIgnoreCase(file)
              : (kind == Kind.LICENCE || kind == Kind.README) && Folders.own(relative);
      if (asked && OpenLicences.of(text.expression()) == Openness.OPEN) {
        return true;
      }
    }
    return false;
  }

  /** What the files of its own say, by expression. */
  Map<String, LicenceText> ownByExpression() {
    Map<String, LicenceText> own = new TreeMap<>();
    for (LicenceText text : ownTexts()) {
      own.putIfAbsent(text.expression(), text);
    }
    return own;
  }

  boolean isPrivate() {
    return identity != null
        && identity.kind() != PackageKind.VSIX
        && identity.facts().visibility() == Visibility.PRIVATE;
  }

  /** Whether it came with what is around it, from somebody else. */
  boolean bundled() {
    return around != null && Folders.bundled(root.substring(common()));
  }

  private int common() {
    String outer = around == null ? "" : around.root;
    return root.startsWith(outer) ? outer.length() : 0;
  }

  /** On what terms it is. */
  Terms terms() {
    if (!declared().isEmpty()) {
      Openness openness = OpenLicences.of(declared());
      if (openness == Openness.NOT_OPEN) {
        // "SEE LICENSE IN x" says only where to look.
        return sees() && saysOpen(null) ? Terms.OPEN : Terms.CLOSED;
      }
      if (isPrivate() && !saysOpen(null)) {
        return Terms.CLOSED;
      }
      return openness == Openness.UNKNOWN && saysOpen(null) ? Terms.OPEN : Terms.of(openness);
    }
    if (saysOpen(null)) {
      return Terms.OPEN;
    }
    if (isPrivate()) {
      return Terms.CLOSED;
    }
    return around == null || bundled() ? Terms.UNSAID : around.terms();
  }

  private boolean sees() {
    return declared().get(0).strip().toLowerCase(Locale.ROOT).startsWith("see licen");
  }
}
