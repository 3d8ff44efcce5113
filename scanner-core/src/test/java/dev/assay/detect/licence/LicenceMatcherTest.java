package dev.assay.detect.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.model.LicenceText.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The matcher with an index of a few texts made for this; the real list is tested in rules. */
class LicenceMatcherTest {
  private static final String FIRST =
      "Whoever receives this program may use it, copy it and pass it on to others, provided that"
          + " this notice stays in every copy. Nobody who wrote it answers for any damage that comes"
          + " from its use, however that came about, and there is no promise that it works.";
  private static final String SECOND =
      "You are free to build upon these files as long as each changed one says prominently who"
          + " changed it and on which day. Names of contributors must never be mentioned to advertise"
          + " a product. Everything is given as found, with faults, and at the risk of its user.";
  private static final String NOTICE =
      "This file belongs to a larger work and is offered under the second sample terms, a copy of"
          + " which you should have received along with it in the folder called terms.";
  private static final String EXCEPTION =
      "As a special permission, linking these files with independent modules to make an executable"
          + " does not by itself bring the resulting executable under the terms given above.";

  private final LicenceMatcher matcher = new LicenceMatcher(index());

  private static LicenceIndex index() {
    LicenceIndexBuilder builder = new LicenceIndexBuilder();
    builder.add(LicenceIndex.Form.TEXT, "MIT", "MIT", FIRST);
    builder.add(LicenceIndex.Form.TEXT, "GPL-2.0", "GPL-2.0-only", SECOND);
    builder.add(LicenceIndex.Form.HEADER, "GPL-2.0", "GPL-2.0-only", NOTICE);
    builder.add(
        LicenceIndex.Form.EXCEPTION,
        "Classpath-exception-2.0",
        "Classpath-exception-2.0",
        EXCEPTION);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      builder.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LicenceIndex.of(bytes.toByteArray());
  }

  @Test
  void severalLicencesInOneFileInTheirOrder() {
    String text = "Parts:\n\n" + SECOND + "\n\n----\n\n" + FIRST + "\n";
    List<LicenceMatch> matches = matcher.match(text);
    assertThat(matches).extracting(LicenceMatch::expression).containsExactly("GPL-2.0-only", "MIT");
    assertThat(matches).allMatch(match -> match.kind() == Kind.TEXT && match.score() == 1000);
    assertThat(text.substring(matches.get(1).start(), matches.get(1).end())).isEqualTo(FIRST);
  }

  @Test
  void aNoticeIsAHeader() {
    List<LicenceMatch> matches =
        matcher.match("/*\n * " + NOTICE.replace(" which ", "\n * which ") + "\n */\nint a;\n");
    assertThat(matches)
        .extracting(LicenceMatch::kind, LicenceMatch::expression)
        .containsExactly(tuple(Kind.HEADER, "GPL-2.0-only"));
  }

  @Test
  void anExceptionBelongsToTheLicenceBeforeIt() {
    assertThat(matcher.match(SECOND + "\n\n" + EXCEPTION))
        .extracting(LicenceMatch::expression)
        .contains("GPL-2.0-only WITH Classpath-exception-2.0");
  }

  @Test
  void wordsThatDifferAreTold() {
    LicenceMatch match = matcher.match(FIRST.replace("every copy", "each copy")).get(0);
    assertThat(match.expression()).isEqualTo("MIT");
    assertThat(match.score()).isBetween(930, 999);
    assertThat(match.differences()).containsExactlyInAnyOrder("+each", "-every");
  }

  @Test
  void halfOfATextIsNone() {
    assertThat(matcher.match(FIRST.substring(0, FIRST.length() / 2))).isEmpty();
  }

  @Test
  void sentencesAndAddressesAreReferences() {
    assertThat(matcher.match("It comes under the Apache License, Version 2.0. See the file."))
        .extracting(LicenceMatch::kind, LicenceMatch::expression)
        .containsExactly(tuple(Kind.REFERENCE, "Apache-2.0"));
    assertThat(matcher.match("See https://opensource.org/licenses/ISC. It is short."))
        .extracting(LicenceMatch::kind, LicenceMatch::expression)
        .containsExactly(tuple(Kind.REFERENCE, "ISC"));
    assertThat(matcher.match("See http://www.apache.org/licenses/LICENSE-2.0\n"))
        .extracting(LicenceMatch::expression)
        .containsExactly("Apache-2.0");
  }

  @Test
  void tagsAreReadUpToTheEndOfTheComment() {
    assertThat(matcher.match("/* SPDX-License-Identifier: MIT OR Apache-2.0 */\nint a;"))
        .extracting(LicenceMatch::kind, LicenceMatch::expression)
        .containsExactly(tuple(Kind.TAG, "Apache-2.0 OR MIT"));
  }
}
