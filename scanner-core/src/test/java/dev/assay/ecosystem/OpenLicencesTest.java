package dev.assay.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ecosystem.OpenLicences.Openness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenLicencesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        // SPDX: ids, deprecated ids, expressions, in any case
        "MIT",
        "mit",
        "Apache-2.0",
        "0BSD",
        "BlueOak-1.0.0",
        "GPL-2.0",
        "GPL-2.0+",
        "GPL-3.0-only",
        "LGPL-2.1-or-later",
        "AGPL-3.0",
        "CDDL-1.1",
        "GPL-2.0-with-classpath-exception",
        "Unlicense",
        "(MIT OR Apache-2.0)",
        "MIT OR GPL-3.0-or-later",
        "Apache-2.0 WITH LLVM-exception",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "MIT AND BSD-3-Clause",
        "MIT or Commercial",
        "(MIT AND (Apache-2.0 OR UNLICENSED))",
        "LGPL-2.1+ AND ISC",
        "WTFPL",
        "CC0-1.0",
        "CC-BY-4.0",
        "(MIT)",
        "PSF-2.0",
        "Python-2.0",
        "MIT/Apache-2.0",
        "MIT / Apache-2.0",
        // names in POMs and manifests
        "The Apache Software License, Version 2.0",
        "Apache License, Version 2.0",
        "Apache 2.0",
        "Apache License 2.0",
        "Apache 2",
        "ASL 2.0",
        "Apache License Version 2.0, January 2004",
        "MIT License",
        "The MIT License",
        "The MIT License (MIT)",
        "MIT/X11",
        "Expat license",
        "Eclipse Public License - v 2.0",
        "Eclipse Public License v. 2.0",
        "EPL 2.0",
        "EPL",
        "Eclipse Distribution License v. 1.0",
        "EDL 1.0",
        "The (New) BSD License",
        "BSD",
        "BSD License",
        "BSD-style",
        "3-Clause BSD License",
        "Revised BSD",
        "BSD 2-Clause \"Simplified\" License",
        "GNU General Public License, version 2 with the GNU Classpath Exception",
        "GPL2 w/ CPE",
        "GNU LESSER GENERAL PUBLIC LICENSE, version 3 (LGPL-3.0)",
        "LGPL, v2.1 or later",
        "GNU Lesser General Public License Version 2.1",
        "GNU Library or Lesser General Public License (LGPL)",
        "GNU General Public License v3 (GPLv3)",
        "GENERAL PUBLIC LICENSE, version 3 (GPL-3.0)",
        "CDDL, v1.0",
        "CDDL + GPLv2 with classpath exception",
        "CDDL/GPLv2+CE",
        "MPL 1.1",
        "Mozilla Public License Version 1.1",
        "Mozilla Public License 2.0 (MPL 2.0)",
        "Public Domain",
        "Bouncy Castle Licence",
        "The SAX License",
        "Public Domain, per Creative Commons CC0",
        "The GNU General Public License, v2 with Universal FOSS Exception, v1.0",
        "Similar to Apache License but with the acknowledgment clause removed",
        "ISC License",
        "zlib/libpng",
        "Universal Permissive License, Version 1.0",
        "Apache License 2.0 and MIT",
        "Apache-2.0, MIT",
        "MIT & BSD",
        "MIT License Copyright (c) 2020 Somebody Permission is",
        "Copyright (c) 2001, All rights reserved. Redistribution and use in source and binary forms,"
            + " with or without modification, are permitted",
        // OSGi
        "\"Apache-2.0\";link=\"https://www.apache.org/licenses/LICENSE-2.0.txt\"",
        "BSD-3-Clause;link=https://asm.ow2.io/LICENSE.txt",
        "https://opensource.org/licenses/BSD-2-Clause;description=BSD 2-Clause License",
        "http://www.eclipse.org/legal/epl-2.0, https://www.gnu.org/software/classpath/license.html",
        "https://repository.jboss.org/licenses/apache-2.0.txt",
        // addresses
        "https://www.apache.org/licenses/LICENSE-2.0.txt",
        "http://opensource.org/licenses/mit",
        "http://www.opensource.org/licenses/mit-license.php",
        "http://unlicense.org/",
        "http://sindre.mit-license.org",
        // classifiers
        "License :: OSI Approved :: MIT License",
        "License :: OSI Approved",
        "License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "License :: Public Domain",
        "License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication",
      })
  void open(String declared) {
    assertThat(OpenLicences.of(declared)).isEqualTo(Openness.OPEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNLICENSED",
        "unlicensed",
        "SEE LICENSE IN README.md",
        "SEE LICENCE IN <licence.txt>",
        "Commercial",
        "Proprietary",
        "Proprietary License",
        "(c) Example. All rights reserved.",
        "none",
        "Commercial License",
        "Free for non-commercial use",
        "MIT AND UNLICENSED",
        "Proprietary and confidential",
        "EULA",
        "Example End User License Agreement",
        "License :: Other/Proprietary License",
        "License :: Free for non-commercial use",
        "SEE LICENSE IN https://opensource.org/licenses/MIT",
        "https://example.com/commercial/eula.html",
      })
  void notOpen(String declared) {
    assertThat(OpenLicences.of(declared)).isEqualTo(Openness.NOT_OPEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BUSL-1.1",
        "SSPL-1.0",
        "Elastic-2.0",
        "CC-BY-NC-4.0",
        "CC-BY-NC-ND-3.0",
        "PolyForm-Noncommercial-1.0.0",
        "Business Source License 1.1",
        "MIT AND BUSL-1.1",
        "JSON",
        "BSD 3-clause License w/nuclear disclaimer",
      })
  void listedAndNotOpen(String declared) {
    assertThat(OpenLicences.of(declared)).isEqualTo(Openness.LISTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "https://www.highcharts.com/license",
            "Standard 'no charge' license: https://gsap.com/licensing",
        "Oracle Free Use Terms and Conditions (FUTC)", "SAP DEVELOPER LICENSE", "LicenseRef-x",
            "MIT AND LicenseRef-x",
        "International Program License Agreement (IPLA)", "GPL MIT nonsense here", "AND", "OR OR",
        "https://github.com/example/x/blob/main/TERMS.md", "License :: Something New",
      })
  void unknown(String declared) {
    assertThat(OpenLicences.of(declared)).isEqualTo(Openness.UNKNOWN);
  }

  @Test
  void oneOfSeveralMayBeChosen() {
    assertThat(OpenLicences.of(List.of("Commercial", "GPL-3.0"))).isEqualTo(Openness.OPEN);
    assertThat(OpenLicences.of(List.of("Commercial", "whatever"))).isEqualTo(Openness.UNKNOWN);
    assertThat(OpenLicences.of(List.of("UNLICENSED"))).isEqualTo(Openness.NOT_OPEN);
  }

  @Test
  void takesAnyTextInBoundedTime() {
    for (String text :
        List.of(
            "(".repeat(1_900),
            "MIT OR ".repeat(280),
            "a/".repeat(900),
            "x ".repeat(900),
            "z".repeat(9_999))) {
      assertThat(OpenLicences.of(text)).isIn(Openness.UNKNOWN, Openness.OPEN);
    }
  }

  @Test
  void knowsTheWholeList() {
    // 727 ids and as many names, some of which are the same; a broken resource would be far from
    // it.
    assertThat(LicenceNames.key("GNU GPL v2.0 or later")).isEqualTo(LicenceNames.key("GPL-2.0+"));
    assertThat(OpenLicences.of("ZPL-2.1")).isEqualTo(Openness.OPEN);
    assertThat(OpenLicences.of("Zope Public License 2.1")).isEqualTo(Openness.OPEN);
  }
}
