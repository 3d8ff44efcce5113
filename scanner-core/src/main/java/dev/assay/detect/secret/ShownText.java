package dev.assay.detect.secret;

import dev.assay.detect.Window;
import dev.assay.model.Region;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text of others that is to be shown, in which no rule found anything. */
public final class ShownText {

  private static final Region NOWHERE = new Region(1, 1, 1, 1, 0, 0);

  private ShownText() {}

  /** {@code line} with what looks random masked, as in the lines around findings. */
  public static String of(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    Window window =
        new Window(bytes, 0, 0, bytes.length, bytes.length, 0, true, true, (from, to) -> NOWHERE);
    return new Excerpts(window, List.of()).masked(0, bytes.length);
  }
}
