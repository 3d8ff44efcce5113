package dev.assay.benchmarks.recall;

import dev.assay.rules.example.Placeholders;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files with holes, in one text: {@code === path} begins a file; what stands between {@code ⟪} and
 * {@code ⟫} is a secret: {@code PASSWORD} and {@code TOKEN} take turns through the shapes that such
 * values have, anything else is a text with placeholders as in the examples of rules.
 */
final class Template {
  private static final Pattern FILE = Pattern.compile("(?m)^=== (\\S+)\n");
  private static final Pattern HOLE = Pattern.compile("⟪(.*?)⟫");

  /** Shapes of passwords that people and generators make. */
  private static final List<String> PASSWORDS =
      List.of(
          "<<password:12>>",
          "<<word:6>><<digits:3>>",
          "<<base62:16>>",
          "<<upper:1>><<word:7>>!<<digits:2>>",
          "<<alnum:10>>",
          "<<password:20>>",
          "<<word:5>>-<<word:6>>-<<digits:2>>",
          "<<base62:24>>");

  /** Shapes of keys and tokens without a vendor's mark. */
  private static final List<String> TOKENS =
      List.of(
          "<<hex:32>>",
          "<<base62:40>>",
          "<<hex:40>>",
          "<<base62:24>>",
          "<<base64url:43>>",
          "<<hex:64>>",
          "<<alnum:32>>",
          "<<base64:44>>");

  private final String group;
  private final String text;

  /**
   * @param group what its secrets are counted under
   * @param text the files
   */
  Template(String group, String text) {
    this.group = group;
    this.text = text;
  }

  /**
   * Fills every hole.
   *
   * @param round another one gives other values, in folder {@code <group>-<round>}
   * @param files takes paths and texts
   * @return the secrets
   */
  List<Planted> fill(int round, BiConsumer<String, String> files) {
    List<Planted> planted = new ArrayList<>();
    Matcher file = FILE.matcher(text);
    int holes = 0;
    boolean more = file.find();
    while (more) {
      String path = group + "-" + round + "/" + file.group(1);
      int start = file.end();
      more = file.find();
      String body = text.substring(start, more ? file.start() : text.length());
      StringBuilder filled = new StringBuilder();
      int line = 0;
      for (String row : body.split("\n", -1)) {
        line++;
        Matcher hole = HOLE.matcher(row);
        StringBuilder out = new StringBuilder();
        while (hole.find()) {
          String shape = shape(hole.group(1), round + holes);
          String value = Placeholders.expand(shape, group + "/" + round + "/" + holes);
          holes++;
          hole.appendReplacement(out, Matcher.quoteReplacement(value));
          planted.add(new Planted(group, path, line, shape + " in: " + row.strip()));
        }
        filled.append(hole.appendTail(out)).append('\n');
      }
      files.accept(path, filled.toString());
    }
    return planted;
  }

  private static String shape(String hole, int turn) {
    return switch (hole) {
      case "PASSWORD" -> PASSWORDS.get(turn % PASSWORDS.size());
      case "TOKEN" -> TOKENS.get(turn % TOKENS.size());
      default -> hole;
    };
  }
}
