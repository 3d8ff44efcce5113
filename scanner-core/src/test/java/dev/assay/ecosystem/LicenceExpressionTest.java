package dev.assay.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mit | MIT",
        "(mit) | MIT",
        "MIT or apache-2.0 | Apache-2.0 OR MIT",
        "MIT AND MIT | MIT",
        "ISC OR MIT AND BSD-3-Clause | (BSD-3-Clause AND MIT) OR ISC",
        "(ISC OR MIT) AND BSD-3-Clause | BSD-3-Clause AND (ISC OR MIT)",
        "MIT OR (ISC OR (0BSD OR MIT)) | 0BSD OR ISC OR MIT",
        "GPL-2.0 | GPL-2.0-only",
        "gpl-2.0+ | GPL-2.0-or-later",
        "GPL-3.0-only+ | GPL-3.0-or-later",
        "LGPL-2.1+ WITH classpath-exception-2.0 | LGPL-2.1-or-later WITH Classpath-exception-2.0",
        "GPL-2.0-with-classpath-exception | GPL-2.0-only WITH Classpath-exception-2.0",
        "Apache-1.1+ | Apache-1.1+",
        "StandardML-NJ | SMLNJ",
        "licenseref-Foo.1 | LicenseRef-Foo.1",
        "DocumentRef-x:LicenseRef-y | DocumentRef-x:LicenseRef-y",
      })
  void isNormalised(String written, String normal) {
    LicenceExpression expression = LicenceExpression.parse(written);
    assertThat(expression).hasToString(normal);
    assertThat(LicenceExpression.parse(normal)).isEqualTo(expression);
    assertThat(Objects.requireNonNull(expression).known()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MIT OR",
        "AND MIT",
        "(MIT",
        "MIT)",
        "MIT ISC",
        "MIT WITH",
        "MIT WITH OR",
        "(MIT OR ISC) WITH LLVM-exception",
        "MIT WITH LLVM-exception WITH LLVM-exception",
        "MIT, ISC"
      })
  void isNone(String text) {
    assertThat(LicenceExpression.parse(text)).isNull();
  }

  @Test
  void takesWordsThatNobodyKnows() {
    LicenceExpression expression = LicenceExpression.parse("MIT OR Commercial");
    assertThat(expression).hasToString("Commercial OR MIT");
    assertThat(Objects.requireNonNull(expression).known()).isFalse();
  }

  @Test
  void endsWhereNobodyWritesOne() {
    assertThat(LicenceExpression.parse("(".repeat(5_000) + "MIT" + ")".repeat(5_000))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The Apache Software License, Version 2.0 | Apache-2.0",
        "Apache 2 | Apache-2.0",
        "GPLv2+ | GPL-2.0-or-later",
        "GPLv2 | GPL-2.0-only",
        "GPL (>= 2) | GPL-2.0-or-later",
        "GNU General Public License v3 (GPLv3) | GPL-3.0-only",
        "GNU Lesser General Public License v2.1 or later | LGPL-2.1-or-later",
        "License :: OSI Approved :: MIT License | MIT",
        "MIT/Apache-2.0 | Apache-2.0 OR MIT",
        "Eclipse Public License - v 2.0 | EPL-2.0",
        "New BSD License | BSD-3-Clause",
        "MIT, ISC | ISC AND MIT",
      })
  void knowsNames(String declared, String normal) {
    assertThat(LicenceExpression.declared(declared)).hasToString(normal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://www.apache.org/licenses/LICENSE-2.0.txt | Apache-2.0",
        "http://www.apache.org/licenses/LICENSE-2.0 | Apache-2.0",
        "http://apache.org/licenses/LICENSE-1.1.txt | Apache-1.1",
        "https://opensource.org/licenses/BSD-3-Clause | BSD-3-Clause",
        "https://opensource.org/license/mit/ | MIT",
        "http://www.opensource.org/licenses/mit-license.php | MIT",
        "https://spdx.org/licenses/MIT-0.html | MIT-0",
        "http://www.eclipse.org/legal/epl-v10.html | EPL-1.0",
        "https://www.eclipse.org/legal/epl-2.0/ | EPL-2.0",
        "http://www.eclipse.org/org/documents/edl-v10.php | BSD-3-Clause",
        "https://www.mozilla.org/en-US/MPL/2.0/ | MPL-2.0",
        "http://www.mozilla.org/MPL/MPL-1.1.html | MPL-1.1",
        "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html | GPL-2.0-only",
        "http://www.gnu.org/licenses/lgpl-2.1.txt | LGPL-2.1-only",
        "https://creativecommons.org/publicdomain/zero/1.0/ | CC0-1.0",
        "https://creativecommons.org/licenses/by-sa/4.0/legalcode | CC-BY-SA-4.0",
        "https://www.boost.org/LICENSE_1_0.txt | BSL-1.0",
        "https://opensource.org/licenses/BSD-2-Clause;description=BSD 2-Clause License"
            + " | BSD-2-Clause",
        "\"Apache-2.0\";link=\"https://www.apache.org/licenses/LICENSE-2.0\" | Apache-2.0",
        "https://www.apache.org/licenses/LICENSE-2.0.txt, http://www.gnu.org/licenses/lgpl-2.1.html"
            + " | Apache-2.0 OR LGPL-2.1-only",
        "\"Apache License, Version 2.0\";link=\"https://example.com/a\" | Apache-2.0",
        "Apache-2.0;description=\"one, two\", MIT;link=x | Apache-2.0 OR MIT",
      })
  void knowsAddresses(String declared, String normal) {
    assertThat(LicenceExpression.declared(declared)).hasToString(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.gnu.org/copyleft/gpl.html",
        "https://www.apache.org/licenses/",
        "https://example.com/LICENSE-2.0.txt",
        "https://example.com/apache.org/licenses/LICENSE-2.0.txt",
        "https://opensource.org/licenses/none-such",
        "https://www.apache.org/licenses/LICENSE-2.0.txt, https://example.com/terms",
        "https://www.mozilla.org/",
      })
  void doesNotGuessAtAddresses(String declared) {
    assertThat(LicenceExpression.declared(declared)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Commercial", "BSD", "GPL", "SEE LICENSE IN x", "MIT OR Commercial", ""})
  void doesNotGuess(String declared) {
    assertThat(LicenceExpression.declared(declared)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MIT | MIT | true",
        "MIT | ISC | false",
        "MIT OR GPL-3.0-only | MIT | true",
        "MIT AND GPL-3.0-only | MIT | false",
        "MIT AND ISC | MIT; ISC | true",
        "GPL-2.0-only WITH Classpath-exception-2.0 | GPL-2.0-only | true",
        "GPL-2.0-only | GPL-2.0-only WITH Classpath-exception-2.0 | false",
        "GPL-2.0-or-later | GPL-3.0-only | true",
        "GPL-2.0-only | GPL-3.0-only | false",
        "GPL-3.0-only | GPL-2.0-or-later | true",
        "LGPL-2.1-only | GPL-2.0-or-later | false",
        "Apache-2.0 | Apache-1.1+ | true",
      })
  void keepsToAnAllowList(String expression, String allowed, boolean satisfied) {
    assertThat(parse(expression).satisfies(list(allowed))).isEqualTo(satisfied);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GPL-3.0-only | GPL-3.0-only | true",
        "MIT OR GPL-3.0-only | GPL-3.0-only | false",
        "MIT AND GPL-3.0-only | GPL-3.0-only | true",
        "GPL-2.0-or-later OR AGPL-3.0-only | AGPL-3.0-only; GPL-2.0-or-later | true",
        "GPL-2.0-only WITH Classpath-exception-2.0 | GPL-2.0-only | true",
        "GPL-2.0-only | GPL-2.0-only WITH Classpath-exception-2.0 | false",
        "GPL-3.0-only | GPL-1.0-or-later | true",
        "GPL-2.0-or-later | GPL-2.0-only | false",
      })
  void isHitByADenyList(String expression, String denied, boolean hit) {
    assertThat(parse(expression).needs(list(denied))).isEqualTo(hit);
  }

  private static LicenceExpression parse(String text) {
    return Objects.requireNonNull(LicenceExpression.parse(text));
  }

  private static List<LicenceExpression> list(String text) {
    return List.of(text.split(";", -1)).stream().map(LicenceExpressionTest::parse).toList();
  }
}
