package dev.assay.detect.licence;

import dev.assay.ecosystem.LicenceExpression;
import dev.assay.ecosystem.LicenceExpression.Licence;
import dev.assay.rules.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which licences a team takes. An entry is an expression of SPDX, or an id with {@code *} in it.
 *
 * @param proprietary SHA-256 of files that must not ship, lower-case hexadecimal
 */
public record LicenceChoice(Entries allow, Entries deny, Entries review, Set<String> proprietary) {

  /** Nothing is said. */
  public static final LicenceChoice NONE = of(List.of(), List.of(), List.of(), List.of());

  public LicenceChoice {
    proprietary = Set.copyOf(proprietary);
  }

  /** Of the entries as they are written; what is no expression takes nothing. */
  public static LicenceChoice of(
      List<String> allow, List<String> deny, List<String> review, List<String> proprietary) {
    return new LicenceChoice(
        Entries.of(allow), Entries.of(deny), Entries.of(review), Set.copyOf(proprietary));
  }

  /** Whether it says anything of licences. */
  boolean any() {
    return !(allow.isEmpty() && deny.isEmpty() && review.isEmpty());
  }

  /** A list of licences. */
  public record Entries(List<LicenceExpression> named, List<Glob> patterns) {
    public Entries {
      named = List.copyOf(named);
      patterns = List.copyOf(patterns);
    }

    static Entries of(List<String> texts) {
      List<LicenceExpression> named = new ArrayList<>();
      List<Glob> patterns = new ArrayList<>();
      for (String text : texts) {
        LicenceExpression expression = LicenceExpression.parse(text);
        if (expression != null) {
          named.add(expression);
        } else {
          patterns.add(Glob.compile(text.strip()));
        }
      }
      return new Entries(named, patterns);
    }

    boolean isEmpty() {
      return named.isEmpty() && patterns.isEmpty();
    }

    /** What it says of the licences in {@code expression}. */
    List<LicenceExpression> of(LicenceExpression expression) {
      if (patterns.isEmpty()) {
        return named;
      }
      List<LicenceExpression> all = new ArrayList<>(named);
      for (Licence licence : expression.licences()) {
        for (Glob pattern : patterns) {
          if (pattern.matches(licence.id())) {
            all.add(new Licence(licence.id(), licence.orLater(), null));
          }
        }
      }
      return all;
    }
  }
}
