package dev.assay.report;

import dev.assay.model.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * One format of report. Stateless: it may write any number of results, one at a time or several.
 */
public interface Reporter {

  /** The name that users give with {@code --output}, lower case. */
  String format();

  /**
   * Writes the whole report as UTF-8, in pieces: never all of it in memory. Flushes {@code out} and
   * leaves it open.
   *
   * @throws IOException if {@code out} fails
   */
  void write(ScanResult result, OutputStream out) throws IOException;

  /**
   * What whoever asked for this format should know about this report: sentences for standard error,
   * in order. Usually none.
   */
  default List<String> remarks(ScanResult result) {
    return List.of();
  }
}
