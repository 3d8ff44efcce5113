package dev.assay.rules.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The texts of SPDX's licence list by id, and the changes that must not matter. */
final class ListedTexts {
  private ListedTexts() {}

  static Map<String, String> licences() {
    LicenceIndexCompiler compiler = new LicenceIndexCompiler();
    Map<String, String> texts = new TreeMap<>();
    try {
      for (String id : compiler.licences()) {
        texts.put(id, compiler.fields(id).getOrDefault("licenseText", ""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** All words of a paragraph in lines of about {@code width} characters. */
  static String wrapped(String text, int width) {
    StringBuilder out = new StringBuilder();
    for (String paragraph : text.split("\\R\\s*\\R", -1)) {
      int line = 0;
      for (String word : paragraph.strip().split("\\s+", -1)) {
        if (line > 0 && line + word.length() > width) {
          out.append('\n');
          line = 0;
        }
        out.append(line > 0 ? " " : "").append(word);
        line += word.length() + 1;
      }
      out.append("\n\n");
    }
    return out.toString();
  }

  /** Each line of a comment, which {@code open} begins and {@code close} ends. */
  static String commented(String text, String open, String marker, String close) {
    List<String> lines = new ArrayList<>();
    lines.add(open);
    text.lines().forEach(line -> lines.add(marker + line));
    lines.add(close);
    return String.join("\n", lines);
  }

  static String typographic(String text) {
    return text.replaceAll("\"([^\"]*)\"", "“$1”")
        .replaceAll("(?<=\\w)'(?=\\w)", "’")
        .replace(" - ", " — ");
  }

  /** Other years and names in the lines that give notice of copyright. */
  static String copyrighted(String text) {
    return "Copyright (c) 2024 Example Works Ltd.\nAll rights reserved.\n\n"
        + text.replaceAll(
            "(?m)^(\\W*Copyright (?:\\(c\\)|©|\\(C\\)) ?)[<\\d].*$",
            "$1 2019-2025 Jane Doe and others");
  }
}
