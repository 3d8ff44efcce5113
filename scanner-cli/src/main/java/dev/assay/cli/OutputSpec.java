package dev.assay.cli;

import dev.assay.model.UsageException;
import dev.assay.report.Reporters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report that was asked for.
 *
 * @param format one of {@link Reporters#formats}
 * @param file where it goes; null for standard output
 */
record OutputSpec(String format, @Nullable String file) {

  /** Whether it is a bill of materials. */
  boolean bill() {
    return Reporters.bills().contains(format);
  }

  /**
   * Reads {@code FORMAT[=FILE]}.
   *
   * @throws UsageException if there is no such format, or the name of the file is missing
   */
  static OutputSpec parse(String text) {
    int equals = text.indexOf('=');
    String format = equals < 0 ? text : text.substring(0, equals);
    List<String> formats = Reporters.formats();
    if (!formats.contains(format)) {
      throw new UsageException(
          "There is no format '"
              + format
              + "'"
              + Suggestions.didYouMean(format, formats)
              + " Formats: "
              + String.join(", ", formats)
              + ".");
    }
    if (equals < 0) {
      return new OutputSpec(format, null);
    }
    String file = text.substring(equals + 1);
    if (file.isEmpty()) {
      throw new UsageException(
          "'--output "
              + text
              + "' lacks the file's name: write "
              + text
              + "FILE, or "
              + format
              + ".");
    }
    return new OutputSpec(format, file);
  }
}
