package dev.assay.match;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes: the engine and the plain reading of its rules agree, in one window and in several. Run
 * with {@code JAZZER_FUZZ=1} it searches for new inputs; in the build it runs those that are kept.
 */
class MatchFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void findsWhatPlainRegexesFind(byte[] data) {
    if (data.length > 0 && data.length <= 4000) {
      MatchDifferentialTest.compare("fuzz", data);
    }
  }
}
