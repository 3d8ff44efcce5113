package dev.assay.engine;

import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a scan may use of the process that it runs in.
 *
 * @param standardInput asked for where standard input is a target, and not closed
 * @param environment its variables
 * @param faults is shown exceptions that are our bugs; results only name them
 */
public record Host(
    Supplier<InputStream> standardInput, Map<String, String> environment, Faults faults) {

  /** No standard input, no variables, and nobody who looks at faults. */
  public static final Host NONE = new Host(new Nothing(), Map.of(), new Nothing());

  /**
   * Takes caught exceptions, from any thread; for {@code --debug}. Their messages may hold content.
   */
  @FunctionalInterface
  public interface Faults {

    /**
     * One was caught; the scan goes on.
     *
     * @param where logical path of what was being scanned
     */
    void caught(String where, Throwable fault);
  }

  /** No lambdas: this class is on the way of every start. */
  private static final class Nothing implements Supplier<InputStream>, Faults {
    @Override
    public InputStream get() {
      return InputStream.nullInputStream();
    }

    @Override
    public void caught(String where, Throwable fault) {}
  }
}
