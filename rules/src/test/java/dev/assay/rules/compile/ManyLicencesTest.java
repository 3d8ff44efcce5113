package dev.assay.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.licence.LicenceMatch;
import dev.assay.detect.licence.LicenceMatcher;
import dev.assay.model.LicenceText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Texts that hold so much of what licences share that not all of it is compared: it ends, and no
 * licence is lost behind the many. All of SPDX's list is known here.
 */
@Timeout(60)
class ManyLicencesTest {
  private static final Map<String, String> TEXTS = ListedTexts.licences();

  /** Characters that the detector hands over at once. */
  private static final int PART = 160 << 10;

  private final LicenceMatcher matcher = new LicenceMatcher();

  @Test
  void fewLicencesAmongManyCopiesOfOthers() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < PART - 8_000; i++) {
      text.append("Package ").append(i).append("\n\n");
      text.append(text(i % 2 == 0 ? "BSD-3-Clause" : "MIT")).append("\n\n");
    }
    text.append(text("ISC")).append("\n\n").append(text("Zlib")).append("\n\n");
    text.append(text("WTFPL"));
    assertThat(told(text.toString())).contains("MIT", "BSD-3-Clause", "ISC", "Zlib", "WTFPL");
  }

  /** Copies of which each differs so much that none is surely it, and many others are as like. */
  @Test
  void manyTextsThatAreNearlyLicences() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < PART - 4_000; i++) {
      String one = text(i % 3 == 0 ? "BSD-4-Clause" : i % 3 == 1 ? "MIT" : "HPND");
      int word = 0;
      for (String each : one.split("\\s+", -1)) {
        text.append(each).append(++word % 9 == i % 9 ? " otherwise" + i + " " : " ");
      }
      text.append("\n");
    }
    text.append("\n\n").append(text("Zlib"));
    assertThat(told(text.toString())).contains("Zlib");
  }

  /** Runs of words that many licences share, over and over, without any of them. */
  @Test
  void theSameFewWordsOverAndOver() {
    String shared =
        "Redistribution and use in source and binary forms, with or without modification, are"
            + " permitted provided that the following conditions are met: THE SOFTWARE IS PROVIDED"
            + " AS IS, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED ";
    String text = shared.repeat((PART - 3_000) / shared.length()) + "\n\n" + text("ISC");
    assertThat(told(text)).contains("ISC");
  }

  private static String text(String id) {
    return String.valueOf(TEXTS.get(id));
  }

  private List<String> told(String text) {
    return matcher.match(text).stream()
        .filter(match -> match.kind() == LicenceText.Kind.TEXT)
        .map(LicenceMatch::expression)
        .distinct()
        .toList();
  }
}
