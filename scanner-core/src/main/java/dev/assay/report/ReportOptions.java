package dev.assay.report;

/**
 * How reports are to look, whatever their format. A format ignores what it has no use for.
 *
 * @param version of Assay, as reports name it
 * @param color whether the console report uses ANSI colours
 * @param detail how much the console report says
 * @param creator who answers for a bill of materials, as {@code Name <mail> (address)}; empty if
 *     nobody is named
 */
public record ReportOptions(String version, boolean color, Detail detail, String creator) {

  /** How much a report for people says. */
  public enum Detail {
    /** Findings and problems only; nothing at all where there are none. */
    QUIET,
    /** Findings, the first paths of each kind of problem, and a summary. */
    NORMAL,
    /** Every place, every problem, and the findings that something allows. */
    VERBOSE
  }

  /** Without a creator. */
  public ReportOptions(String version, boolean color, Detail detail) {
    this(version, color, detail, "");
  }

  /** Plain and of normal length. */
  public static ReportOptions plain(String version) {
    return new ReportOptions(version, false, Detail.NORMAL);
  }
}
