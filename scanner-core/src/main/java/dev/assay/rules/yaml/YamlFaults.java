package dev.assay.rules.yaml;

import dev.assay.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Collects what is wrong with files that a user wrote, so that one run tells it all. Not safe for
 * use by several threads.
 */
public final class YamlFaults {
  private final List<Fault> faults = new ArrayList<>();

  /**
   * One fault.
   *
   * @param file as the user named it
   * @param line 1-based; 0 if the fault concerns the whole file
   * @param column 1-based, in code points; 0 likewise
   * @param what a sentence without a full stop: what is wrong and what to do
   */
  public record Fault(String file, int line, int column, String what) implements Comparable<Fault> {

    @Override
    public int compareTo(Fault other) {
      int order = file.compareTo(other.file);
      order = order != 0 ? order : Integer.compare(line, other.line);
      order = order != 0 ? order : Integer.compare(column, other.column);
      return order != 0 ? order : what.compareTo(other.what);
    }

    /** {@code file:line:column: what}. */
    @Override
    public String toString() {
      return line == 0 ? file + ": " + what : file + ":" + line + ":" + column + ": " + what;
    }
  }

  /** Adds a fault. */
  public void add(Fault fault) {
    faults.add(fault);
  }

  /** Adds a fault of the whole of {@code file}. */
  public void add(String file, String what) {
    faults.add(new Fault(file, 0, 0, what));
  }

  /** The number of faults so far; a reader compares it to see whether its own part was sound. */
  public int size() {
    return faults.size();
  }

  /** All faults, by file and place, each once. */
  public List<Fault> sorted() {
    return List.copyOf(new TreeSet<>(faults));
  }

  /**
   * Returns if there is no fault.
   *
   * @throws UsageException with all of them, one a line
   */
  public void throwIfAny() {
    if (faults.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder();
    for (Fault fault : sorted()) {
      message.append(message.isEmpty() ? "" : "\n").append(fault);
    }
    throw new UsageException(message.toString());
  }
}
