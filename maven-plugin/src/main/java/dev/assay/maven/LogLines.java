package dev.assay.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.apache.maven.plugin.logging.Log;

/** Passes what is written, UTF-8, on to Maven's log, line by line. */
final class LogLines extends OutputStream {
  private final Log log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LogLines(Log log) {
    this.log = log;
  }

  @Override
  public void write(int b) {
    if (b == '\n') {
      log.info(line.toString(UTF_8));
      line.reset();
    } else {
      line.write(b);
    }
  }

  @Override
  public void close() {
    if (line.size() > 0) {
      write('\n');
    }
  }
}
