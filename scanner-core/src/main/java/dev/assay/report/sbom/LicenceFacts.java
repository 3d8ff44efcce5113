package dev.assay.report.sbom;

import dev.assay.model.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is known of a component's licence.
 *
 * @param declared valid expression of what its manifest says; empty if it isn't one
 * @param named what its manifest says instead, in its words; empty if {@code declared} isn't
 * @param found valid expression of all that its files hold; empty if they hold none
 * @param concluded valid expression of what it is under; empty where its manifest and its files
 *     disagree or say nothing
 */
record LicenceFacts(String declared, List<String> named, String found, String concluded) {
  private static final Pattern OPERATOR = Pattern.compile(" (AND|OR|WITH) |[()]");

  LicenceFacts {
    named = List.copyOf(named);
  }

  /** Of {@code component}. */
  static LicenceFacts of(Component component, LicenceList list) {
    List<String> raw = new ArrayList<>();
    for (String each : component.declaredLicences()) {
      String line = BillText.line(each);
      if (!line.isEmpty() && !raw.contains(line)) {
        raw.add(line);
      }
    }
    String declared = list.expression(component.declared());
    if (declared == null && raw.size() == 1) {
      declared = list.expression(raw.get(0));
    }
    Set<String> texts = new TreeSet<>();
    for (String each : component.found()) {
      String expression = list.expression(each);
      if (expression != null) {
        texts.add(expression);
      }
    }
    List<String> parts = new ArrayList<>();
    for (String each : texts) {
      parts.add(texts.size() > 1 && each.contains(" OR ") ? "(" + each + ")" : each);
    }
    String found = String.join(" AND ", parts);
    String said = declared == null ? "" : declared;
    return new LicenceFacts(
        said, declared == null ? raw : List.of(), found, concluded(said, raw, found));
  }

  /** What is found confirms what is declared if it holds no licence that isn't declared. */
  private static String concluded(String declared, List<String> raw, String found) {
    if (declared.isEmpty()) {
      return raw.isEmpty() ? found : "";
    }
    return names(declared).containsAll(names(found)) ? declared : "";
  }

  private static Set<String> names(String expression) {
    Set<String> names = new TreeSet<>();
    for (String each : OPERATOR.split(expression, -1)) {
      if (!each.isBlank()) {
        names.add(each.strip());
      }
    }
    return names;
  }

  /** The words of its manifest, as one text. */
  String words() {
    return String.join("; ", named);
  }
}
