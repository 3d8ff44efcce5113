package dev.assay.detect.licence;

import java.util.Set;

/** Tells how much of a file is the comment that it begins with. */
final class Headers {
  /** Lines that may stand before it: what languages want in the first lines. */
  private static final Set<String> BEFORE =
      Set.of("package ", "<?php", "<?xml", "'use strict'", "\"use strict\"", "<!doctype", "@echo");

  private static final String[] MARKS = {
    "//", "#", "--", ";", "%", "*", "'", "rem ", "dnl ", "..", "!", "\"", "{-", "(*"
  };

  /** How a block begins, and how it ends. */
  private static final String[][] BLOCKS = {
    {"/*", "*/"},
    {"<!--", "-->"},
    {"\"\"\"", "\"\"\""},
    {"'''", "'''"},
    {"(*", "*)"},
    {"{-", "-}"},
    {"=begin", "=end"},
    {"<#", "#>"},
    {"/+", "+/"},
    {"<%--", "--%>"},
    {"{#", "#}"}
  };

  private Headers() {}

  /** The length of the first comment of {@code text}, with what stands before it; 0 without one. */
  static int length(String text) {
    String until = "";
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      String line = text.substring(at, next).strip().toLowerCase(java.util.Locale.ROOT);
      if (!until.isEmpty()) {
        if (line.contains(until)) {
          until = "";
        }
        kept = next;
      } else {
        String close = opens(line);
        if (close != null) {
          until = close;
          kept = next;
        } else if (marked(line)) {
          kept = next;
        } else if (!line.isEmpty() && !before(line)) {
          return kept;
        }
      }
      at = next;
    }
    return kept;
  }

  /** What ends the block that {@code line} opens: empty if it does so itself; null for no block. */
  private static @org.jspecify.annotations.Nullable String opens(String line) {
    for (String[] block : BLOCKS) {
      if (line.startsWith(block[0])) {
        return line.indexOf(block[1], block[0].length()) >= 0 ? "" : block[1];
      }
    }
    return null;
  }

  private static boolean marked(String line) {
    for (String mark : MARKS) {
      if (line.startsWith(mark)) {
        return true;
      }
    }
    return false;
  }

  private static boolean before(String line) {
    for (String begin : BEFORE) {
      if (line.startsWith(begin)) {
        return true;
      }
    }
    return false;
  }
}
