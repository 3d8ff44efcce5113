/** The command: reads the command line, maps it to a scan, writes the reports. */
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
