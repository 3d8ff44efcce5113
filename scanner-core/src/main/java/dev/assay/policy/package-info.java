/** Judges findings: which count, which are allowed and why, and what that makes of the scan. */
@NullMarked
package dev.assay.policy;

import org.jspecify.annotations.NullMarked;
