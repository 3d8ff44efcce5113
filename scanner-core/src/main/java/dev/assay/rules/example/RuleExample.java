package dev.assay.rules.example;

import java.nio.charset.StandardCharsets;

/**
 * A text that a rule must or must not find something in.
 *
 * @param path of the file that it stands in; {@link #DEFAULT_PATH} where the rule's author gave
 *     none
 * @param template the text, with placeholders; empty for examples that are only a path
 * @param seed what the placeholders are drawn from: the rule's id, the kind of example and its
 *     index
 * @param line where it stands in the rule's file, 1-based
 */
public record RuleExample(String path, String template, String seed, int line) {

  /**
   * A path that says nothing: neither of a test, nor of a document, nor of a known kind of file.
   */
  public static final String DEFAULT_PATH = "app/settings.txt";

  /**
   * The text with its placeholders expanded, always the same.
   *
   * @throws PlaceholderProblem if one is unknown or wrong
   */
  public String text() {
    return Placeholders.expand(template, seed);
  }

  /**
   * The bytes of {@link #text}: UTF-8, unless all its characters are below U+0100: then each is one
   * byte, so that an example can hold any bytes ({@code "\xFE\xED"}).
   *
   * @throws PlaceholderProblem as {@link #text} does
   */
  public byte[] bytes() {
    String text = text();
    boolean latin1 = text.chars().allMatch(c -> c < 0x100);
    return text.getBytes(latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }
}
