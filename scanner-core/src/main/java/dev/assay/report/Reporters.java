package dev.assay.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every format of report there is. A new one is one class and one line here. */
public final class Reporters {

  private Reporters() {}

  /** One reporter of each format, sorted by format. */
  public static List<Reporter> all(ReportOptions options) {
    return List.of(
        new ConsoleReporter(options),
        new CycloneDxReporter(options),
        new CycloneDxXmlReporter(options),
        new JsonReporter(options),
        new JsonlReporter(options),
        new SarifReporter(options),
        new SpdxReporter(options),
        new Spdx3Reporter(options));
  }

  /** The reporter of {@code format}; null if there is none. */
  public static @Nullable Reporter find(String format, ReportOptions options) {
    for (Reporter reporter : all(options)) {
      if (reporter.format().equals(format)) {
        return reporter;
      }
    }
    return null;
  }

  /** The names of the formats that are bills of materials, sorted. */
  public static List<String> bills() {
    return List.of("cyclonedx", "cyclonedx-xml", "spdx", "spdx3");
  }

  /** The names of all formats, sorted. */
  public static List<String> formats() {
    List<String> names = new ArrayList<>();
    for (Reporter reporter : all(ReportOptions.plain(""))) {
      names.add(reporter.format());
    }
    return names;
  }
}
