package dev.assay.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.licence.LicenceMatch;
import dev.assay.detect.licence.LicenceMatcher;
import dev.assay.ecosystem.LicenceExpression;
import dev.assay.model.LicenceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each licence of SPDX's list is known by its text, however that is set. */
class ListedLicencesTest {
  /** Part of a text that may be left when what was found is taken out, letters and digits. */
  private static final int MOST_LEFT = 250;

  /** What has more left: lists of files and authors that are no part of the licence. */
  private static final List<String> MORE_LEFT = List.of("GD", "psutils");

  private static final Map<String, String> TEXTS = ListedTexts.licences();

  private final LicenceMatcher matcher = new LicenceMatcher();

  /** How a text may be set. */
  enum Setting {
    AS_IT_IS,
    NARROW,
    WIDE,
    STARS,
    HASHES,
    SLASHES,
    DASHES,
    QUOTES,
    OTHER_COPYRIGHT;

    String change(String text) {
      return switch (this) {
        case AS_IT_IS -> text;
        case NARROW -> ListedTexts.wrapped(text, 60);
        case WIDE -> ListedTexts.wrapped(text, 110);
        case STARS -> ListedTexts.commented(text, "/*", " * ", " */");
        case HASHES -> ListedTexts.commented(text, "", "# ", "");
        case SLASHES -> ListedTexts.commented(text, "", "// ", "");
        case DASHES -> ListedTexts.commented(text, "", "-- ", "");
        case QUOTES -> ListedTexts.typographic(text);
        case OTHER_COPYRIGHT -> ListedTexts.copyrighted(text);
      };
    }
  }

  @Test
  void holdsTheWholeList() {
    assertThat(TEXTS).hasSize(727);
    assertThat(TEXTS.values()).noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @EnumSource
  void knowsEachOrItsTwin(Setting setting) {
    List<String> faults = new ArrayList<>();
    TEXTS.forEach(
        (id, text) -> {
          String expected = twin(String.valueOf(LicenceExpression.parse(id)));
          List<LicenceMatch> matches = matcher.match(setting.change(text));
          if (matches.stream()
              .noneMatch(
                  match ->
                      match.kind() == LicenceText.Kind.TEXT
                          && match.score() >= 950
                          && twin(match.expression()).equals(expected))) {
            faults.add(id + ": " + matches);
          }
        });
    assertThat(faults).isEmpty();
  }

  @Test
  void leavesLittleOfThem() {
    List<String> faults = new ArrayList<>();
    TEXTS.forEach(
        (id, text) -> {
          StringBuilder left = new StringBuilder(text);
          for (LicenceMatch match : matcher.match(text)) {
            for (int i = match.start(); i < match.end(); i++) {
              left.setCharAt(i, ' ');
            }
          }
          long letters = left.chars().filter(Character::isLetterOrDigit).count();
          if (letters > MOST_LEFT && !MORE_LEFT.contains(id)) {
            faults.add(id + ": " + letters + " " + left.toString().strip());
          }
        });
    assertThat(faults).isEmpty();
  }

  /** One name for those whose texts are the same; docs/licences.md lists them. */
  private static String twin(String expression) {
    return switch (expression) {
      case "CAL-1.0-Combined-Work-Exception" -> "CAL-1.0";
      case "MPL-2.0-no-copyleft-exception" -> "MPL-2.0";
      case "HPND-Pbmplus" -> "HPND";
      case "zlib-acknowledgement" -> "Nunit";
      default -> {
        boolean named =
            expression.startsWith("GFDL-")
                || expression.startsWith("GPL-")
                || expression.startsWith("LGPL-")
                || expression.startsWith("AGPL-")
                || expression.startsWith("OFL-");
        yield named && expression.indexOf(' ') < 0
            ? expression.replaceAll(
                "(?:-no-RFN|-RFN|(?:-no)?(?:-invariants)?(?:-only|-or-later))$", "")
            : expression;
      }
    };
  }
}
