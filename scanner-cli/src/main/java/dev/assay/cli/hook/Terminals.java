package dev.assay.cli.hook;

import dev.assay.model.SuppressForbidden;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells whether a file descriptor is a terminal, which Java has no question for. */
public final class Terminals {

  /** System property by which a launcher tells which of 0, 1 and 2 are terminals: {@code 12}. */
  static final String PROPERTY = "assay.terminal";

  /** Of {@code java.io.Console}, from 22 on. */
  private static final String IS_TERMINAL = "isTerminal";

  private Terminals() {}

  /** The streams of this process. */
  @SuppressForbidden("this is where the streams that commands are given come from")
  public static Terminal ofProcess() {
    return new Terminal(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        System.err,
        isTerminal(1),
        isTerminal(2),
        System.getenv());
  }

  /**
   * Whether {@code descriptor}, 1 or 2, is a terminal: as the launcher says; else as Linux shows
   * it; else as {@link System#console} has it, which knows of standard input and output together
   * alone.
   */
  public static boolean isTerminal(int descriptor) {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return told.indexOf((char) ('0' + descriptor)) >= 0;
    }
    File link = new File("/proc/self/fd", Integer.toString(descriptor));
    if (link.exists()) {
      try {
        String target = link.getCanonicalPath();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      } catch (IOException e) {
        return false;
      }
    }
    return isTerminal(System.console());
  }

  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      // From 22 on there may be a console that is no terminal.
      return (Boolean) Console.class.getMethod(IS_TERMINAL).invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
