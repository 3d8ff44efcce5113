package dev.assay.report.sbom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What both versions of SPDX call things, and licences that are not on their list. */
final class SpdxNames {
  private final BillFacts facts;

  /** What each own licence name stands for. */
  private final Map<String, String> texts = new LinkedHashMap<>();

  SpdxNames(BillFacts facts) {
    this.facts = facts;
  }

  /** The name of the whole document. */
  String document() {
    BillItem subject = facts.subject();
    return subject.version().isEmpty()
        ? subject.fullName()
        : subject.fullName() + " " + subject.version();
  }

  /** Address below which all identifiers stand: nobody else's, as of SPDX 2.3, 6.5. */
  String namespace() {
    return "https://spdx.org/spdxdocs/assay-" + facts.uuid();
  }

  /** Identifier of {@code item}. */
  static String id(BillItem item) {
    return BillText.identifier(item.name(), item.ref());
  }

  /** The declared licence as an expression; empty if nothing says. */
  String declared(LicenceFacts licences) {
    if (!licences.declared().isEmpty()) {
      return known(licences.declared());
    }
    String words = licences.words();
    if (words.isEmpty()) {
      return "";
    }
    String name = "LicenseRef-" + BillText.identifier(words, words);
    texts.put(name, words);
    return name;
  }

  /** The concluded licence as an expression; empty if there is none. */
  String concluded(LicenceFacts licences) {
    return licences.concluded().isEmpty() ? "" : known(licences.concluded());
  }

  private String known(String expression) {
    for (String own : LicenceList.own(expression)) {
      texts.putIfAbsent(own, "What " + own + " stands for, the package tells.");
    }
    return expression;
  }

  /** Own licence names so far, with what they stand for. */
  Map<String, String> texts() {
    return texts;
  }

  /** What else there is to say of {@code item}, in lines; empty if there is nothing. */
  static String comment(BillItem item) {
    List<String> lines = new ArrayList<>();
    if (!item.places().isEmpty()) {
      lines.add("Seen at " + String.join(", ", item.places()) + ".");
    }
    item.gaps()
        .forEach(
            gap ->
                lines.add(
                    "Unknown: "
                        + gap.aspect().name().toLowerCase(Locale.ROOT)
                        + ": "
                        + BillText.line(gap.reason(), "nothing says")));
    return String.join("\n", lines);
  }

  /** What files say of licences, as a sentence; empty if they say nothing. */
  static String found(LicenceFacts licences) {
    return licences.found().isEmpty() ? "" : "Its files hold " + licences.found() + ".";
  }
}
