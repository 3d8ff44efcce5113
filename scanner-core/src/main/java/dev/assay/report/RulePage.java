package dev.assay.report;

import dev.assay.model.RuleInfo;
import java.util.List;
import java.util.Locale;

/**
 * All that is known of a rule, as a page: for the folder of documents, for SARIF and for the
 * console, so that all three say the same.
 */
public final class RulePage {
  private static final List<String> REVOKING =
      List.of("revok", "rotat", "regenerat", "roll-", "delet", "reset", "manag");

  private RulePage() {}

  /** The page in Markdown (CommonMark), with a heading, ending in a line break. */
  public static String markdown(RuleInfo rule) {
    return "# "
        + escaped(rule.name())
        + "\n\n`"
        + rule.id()
        + "` · severity **"
        + rule.severity().label()
        + "** · confidence **"
        + rule.confidence().label()
        + "** by its form alone\n\n"
        + body(rule);
  }

  /** The page without its heading. */
  static String body(RuleInfo rule) {
    StringBuilder page = new StringBuilder();
    page.append(escaped(rule.found())).append('\n');
    section(page, "Risk").append(escaped(rule.risk())).append('\n');
    section(page, "What to do").append(escaped(rule.revoke())).append('\n');
    if (!rule.references().isEmpty()) {
      page.append("\nSee ").append(link(revoking(rule.references()))).append(".\n");
    }
    if (!rule.details().how().isEmpty()) {
      section(page, "How it is recognised");
      rule.details().how().forEach(line -> page.append("- ").append(escaped(line)).append('\n'));
    }
    section(page, "Where it counts");
    for (String line : where(rule)) {
      page.append("- ").append(escaped(line)).append('\n');
    }
    if (!rule.details().examples().isEmpty()) {
      section(page, "Examples");
      for (int i = 0; i < rule.details().examples().size(); i++) {
        String example = rule.details().examples().get(i);
        String fence = example.contains("```") ? "~~~~~" : "```";
        page.append(i == 0 ? "" : "\n").append(fence).append("text\n");
        page.append(example).append('\n').append(fence).append('\n');
      }
    }
    if (rule.references().size() > 1) {
      section(page, "References");
      for (String reference : rule.references()) {
        page.append("- ").append(link(reference)).append('\n');
      }
    }
    return page.toString();
  }

  /** The page as plain text. */
  static String plain(RuleInfo rule) {
    StringBuilder page = new StringBuilder();
    page.append(rule.found()).append("\n\nRisk: ").append(rule.risk());
    page.append("\n\nWhat to do: ").append(rule.revoke());
    if (!rule.details().how().isEmpty()) {
      page.append("\n\nHow it is recognised: ").append(String.join(" ", rule.details().how()));
    }
    page.append("\n\nWhere it counts: ").append(String.join(" ", where(rule)));
    for (String example : rule.details().examples()) {
      page.append("\n\nExample:\n").append(example);
    }
    for (String reference : rule.references()) {
      page.append("\n\n").append(reference);
    }
    return page.toString();
  }

  /** Where it counts, in sentences. */
  static List<String> where(RuleInfo rule) {
    List<String> where = rule.details().where();
    return where.isEmpty() ? List.of("Everywhere.") : where;
  }

  /** The page that is about revoking, as far as its address tells; else the first. */
  private static String revoking(List<String> references) {
    for (String reference : references) {
      String lower = reference.toLowerCase(Locale.ROOT);
      for (String word : REVOKING) {
        if (lower.contains(word)) {
          return reference;
        }
      }
    }
    return references.get(0);
  }

  private static StringBuilder section(StringBuilder page, String heading) {
    return page.append("\n## ").append(heading).append("\n\n");
  }

  private static String link(String url) {
    return "<" + url + ">";
  }

  /** Angle brackets and asterisks outside of code are text. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    boolean code = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      code ^= c == '`';
      if (!code && (c == '<' || c == '*' || c == '\\' || c == '[')) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
