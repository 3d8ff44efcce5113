package dev.assay.detect.sourcemap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.sourcemap.SeverityTable.Gift;
import dev.assay.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTableTest {

  /**
   * Each cell of the table in {@code docs/source-maps.md}: closed, unsaid, elsewhere, listed, open.
   */
  @ParameterizedTest
  @CsvSource({
    "OWN_SOURCES,    critical, high,   medium, medium, info",
    "OWN_ARCHIVE,    critical, medium, medium, low,    info",
    "OWN_FILES,      critical, low,    low,    low,    info",
    "SYMBOL_SOURCES, high,     medium, medium, low,    info",
    "OTHERS_SOURCES, low,      low,    low,    low,    info",
    "HOSTS,          medium,   medium, medium, medium, low",
    "PATHS,          low,      low,    low,    low,    info",
    "SYMBOLS,        low,      info,   info,   info,   info",
  })
  void everyCell(
      Gift gift, String closed, String unsaid, String elsewhere, String listed, String open)
      throws IOException {
    String[] row = {closed, unsaid, elsewhere, listed, open};
    Set<Gift> own = EnumSet.of(Gift.OWN_SOURCES, Gift.OWN_ARCHIVE, Gift.OWN_FILES);
    for (Terms terms : Terms.values()) {
      Severity shipped = severity(row[terms.ordinal()]);
      assertThat(SeverityTable.of(gift, Setting.SHIPS, terms))
          .as("ships, " + terms)
          .isEqualTo(shipped);
      assertThat(SeverityTable.of(gift, Setting.FOLDER, terms))
          .as("folder, " + terms)
          .isEqualTo(terms == Terms.OPEN ? Severity.INFO : shipped.lowered(1));
      Severity elsewhereInUse =
          terms == Terms.CLOSED && own.contains(gift) ? Severity.LOW : Severity.INFO;
      assertThat(SeverityTable.of(gift, Setting.TRACKED, terms)).isEqualTo(elsewhereInUse);
      assertThat(SeverityTable.of(gift, Setting.DEPENDENCY, terms)).isEqualTo(elsewhereInUse);
    }
    assertThat(rowsOfThePage()).contains(String.join(" | ", row));
  }

  private static Severity severity(String label) {
    return Severity.valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The page, without what is only there to be seen. */
  private static String rowsOfThePage() throws IOException {
    return Files.readString(Path.of("../docs/source-maps.md")).replace("**", "");
  }

  @Test
  void everyRowIsTested() {
    assertThat(Gift.values()).hasSize(8);
    assertThat(Terms.values()).hasSize(5);
  }
}
