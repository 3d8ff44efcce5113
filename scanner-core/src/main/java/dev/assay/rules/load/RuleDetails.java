package dev.assay.rules.load;

import dev.assay.model.RuleInfo;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.CharKind;
import dev.assay.rules.Rule.Look;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.example.ExampleText;
import dev.assay.rules.example.RuleExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts into words how a rule recognises what it finds. */
final class RuleDetails {
  /** Literals, keywords and paths that are named; of more it is said how many there are. */
  private static final int MOST_NAMED = 8;

  private static final int MOST_EXAMPLES = 3;

  private static final String SCORED =
      "Its length, characters and words, the name and the notation are weighed; what spoke for it"
          + " stands in the evidence.";

  private static final String CONTEXT =
      "Severity is a level lower in tests, in documents and examples, and in vendored, minified or"
          + " generated code; the evidence of a finding says so.";

  private RuleDetails() {}

  static RuleInfo.Details of(Rule rule, Evidence evidence, List<RuleExample> match) {
    List<String> how = new ArrayList<>();
    shape(rule, how);
    if (!rule.require().isEmpty()) {
      List<String> kinds = new ArrayList<>();
      for (CharKind kind : CharKind.values()) {
        if (rule.require().contains(kind)) {
          kinds.add(kind(kind));
        }
      }
      how.add("It holds " + String.join(" and ", kinds) + ".");
    }
    if (rule.minEntropy() > 0) {
      how.add(
          String.format(
              Locale.ROOT, "It has %.1f bits of entropy a character at least.", rule.minEntropy()));
    }
    if (!rule.checksum().isEmpty()) {
      how.add("Proof: " + ProofWords.of(rule.checksum()));
    }
    if (!rule.structure().isEmpty()) {
      how.add("Proof: " + ProofWords.of(rule.structure()));
    }
    Rule.Near near = rule.near();
    if (near != null) {
      how.add(
          (near.required()
                  ? "Its other half (" + quoted(near.rule()) + ") has to stand within "
                  : "Proof: its other half (" + quoted(near.rule()) + ") stands within ")
              + near.lines()
              + " lines.");
    }
    if (rule.specific()
        && !(rule.shape() instanceof Shape.PathOnly)
        && !(rule.shape() instanceof Shape.Licence)) {
      how.add(
          evidence == Evidence.VENDOR_DOC
              ? "The format is documented by the vendor."
              : "The format is inferred: no page of the vendor tells it.");
    }
    List<String> examples = new ArrayList<>();
    for (RuleExample example : match) {
      String text = ExampleText.of(example);
      if (examples.size() < MOST_EXAMPLES && !examples.contains(text)) {
        examples.add(text);
      }
    }
    return new RuleInfo.Details(how, where(rule), examples);
  }

  private static void shape(Rule rule, List<String> how) {
    Shape shape = rule.shape();
    if (shape instanceof Shape.Token token) {
      List<String> literals =
          token.anchors().stream()
              .map(Rule.Anchor::literal)
              .distinct()
              .map(ExampleText::visible)
              .toList();
      if (!literals.isEmpty()) {
        how.add("A text with " + named(literals, " or ") + " in it.");
      }
      if (token.scoring() != null) {
        how.add(SCORED);
      }
    } else if (shape instanceof Shape.Assign assign) {
      String length =
          assign.minLength() == assign.maxLength()
              ? "" + assign.minLength()
              : assign.minLength() + " to " + assign.maxLength();
      how.add(
          "A value of "
              + length
              + " characters, given to a name that holds "
              + named(assign.keywords(), " or ")
              + ".");
    } else if (shape instanceof Shape.Generic generic) {
      how.add(
          "A value, in whatever notation, given to a name that holds "
              + named(generic.stems(), " or ")
              + (generic.qualifiers().isEmpty()
                  ? "."
                  : ", best after " + named(generic.qualifiers(), " or ") + "."));
      how.add(SCORED);
    } else if (shape instanceof Shape.Licence licence) {
      licence(licence, how);
    } else if (shape instanceof Shape.PathOnly path) {
      how.add(
          path.content() != null
              ? "A file by its path, and by how its content begins."
              : path.folders().isEmpty()
                  ? "A file by its path alone."
                  : "A folder by its name, told once whatever it holds"
                      + (rule.path().include().isEmpty() ? "." : ", or a file by its path."));
      if (path.ships()) {
        how.add("Files of one kind in one package are one finding, at the first of them.");
      }
    }
  }

  private static void licence(Shape.Licence licence, List<String> how) {
    boolean metadata = licence.look() == Look.METADATA;
    how.add(
        switch (licence.look()) {
              case METADATA -> "A package that declares as its licence ";
              case TEXT -> "A file of licences (by its name) that says ";
              case TITLE -> "A file of licences (by its name) that begins with ";
              case HEADER -> "A file whose first comment, or a document whose first lines, say ";
            }
            + named(licence.values(), " or ")
            + (licence.also().isEmpty() ? "" : ", and " + named(licence.also(), " or "))
            + ".");
    if (!metadata) {
      how.add(
          "Case, line breaks, comment markers and punctuation don't matter. What the text of a known"
              + " licence covers is left out first.");
    }
    if (metadata && !licence.in().isEmpty()) {
      how.add("In packages of these kinds: " + named(licence.in(), ", ") + ".");
    }
    how.add(
        "One finding a package. It weighs more inside an open source package, and is information"
            + " where the package says of itself that it isn't meant for the public.");
  }

  private static List<String> where(Rule rule) {
    List<String> where = new ArrayList<>();
    if (rule.shape() instanceof Shape.PathOnly path && path.ships()) {
      where.add(
          path.in().contains(Shape.PathOnly.ARTIFACT)
              ? "Only in what ships: archives, images, packages and folders that were one; not in work"
                  + " trees and histories."
              : "Only in packages of these kinds: " + named(path.in(), ", ") + ".");
      if (!path.folders().isEmpty()) {
        where.add(
            "Only folders called "
                + named(path.folders(), ", ")
                + (rule.path().include().isEmpty() ? "." : ", and files as named below."));
      }
    }
    if (!rule.path().include().isEmpty()) {
      where.add("Only in " + named(rule.path().include(), ", ") + ".");
    }
    if (!rule.path().exclude().isEmpty()) {
      where.add("Not in " + named(rule.path().exclude(), ", ") + ".");
    }
    for (Rule.Allow allow : rule.allow()) {
      if (!allow.all() && !allow.paths().isEmpty()) {
        where.add("Not in " + named(allow.paths(), ", ") + ".");
      }
    }
    if (!rule.specific()
        && (rule.shape() instanceof Shape.Generic || rule.shape() instanceof Shape.Assign)) {
      where.add("Not in lock files and lists of checksums, where such values are digests.");
    }
    if (where.isEmpty()) {
      where.add("Everywhere.");
    }
    if (!(rule.shape() instanceof Shape.Licence)) {
      where.add(CONTEXT);
    }
    return where;
  }

  private static String named(List<String> names, String between) {
    List<String> shown =
        names.subList(0, Math.min(MOST_NAMED, names.size())).stream()
            .map(RuleDetails::quoted)
            .toList();
    int more = names.size() - shown.size();
    return String.join(between, shown) + (more == 0 ? "" : " and " + more + " more");
  }

  private static String quoted(String text) {
    return "`" + text + "`";
  }

  private static String kind(CharKind kind) {
    return switch (kind) {
      case LETTER -> "a letter";
      case UPPER -> "an upper-case letter";
      case LOWER -> "a lower-case letter";
      case DIGIT -> "a digit";
      case SPECIAL -> "a special character";
    };
  }
}
