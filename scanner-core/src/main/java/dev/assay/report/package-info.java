/**
 * Reports: one class a format. Reporters write a finished {@link dev.assay.model.ScanResult} to a
 * stream, finding by finding, and are the only code that knows a wire format. What they write
 * depends on the result and on {@link dev.assay.report.ReportOptions} alone: no clock, no machine.
 */
@NullMarked
package dev.assay.report;

import org.jspecify.annotations.NullMarked;
